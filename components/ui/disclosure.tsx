import type { ReactNode } from 'react'

/** A heading that unfolds what most readers can do without. Works without scripts. */
export function Disclosure({ summary, open = false, children }: { summary: ReactNode; open?: boolean; children: ReactNode }) {
  return (
    <details className="st-disclosure" open={open}>
      <summary>{summary}</summary>
      <div className="st-disclosure-content">{children}</div>
    </details>
  )
}
