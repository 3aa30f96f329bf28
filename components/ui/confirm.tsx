import type { ReactNode } from 'react'

/** A choice that cannot be undone, folded away: opening it names the consequence, and the form inside carries it out. */
export function Confirm({ label, consequence, children }: { label: string; consequence: string; children: ReactNode }) {
  return (
    <details className="st-confirm">
      <summary>
        <span className="button button-secondary">{label}</span>
      </summary>
      <div className="st-confirm-content">
        <p>{consequence}</p>
        {children}
      </div>
    </details>
  )
}
