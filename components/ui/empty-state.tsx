import type { ReactNode } from 'react'

/** What stands where nothing is yet: why it is empty, and what to do. */
export function EmptyState({ heading, children, action }: { heading: string; children?: ReactNode; action?: ReactNode }) {
  return (
    <div className="st-empty">
      <p className="st-empty-heading">{heading}</p>
      {children ? <div>{children}</div> : null}
      {action ? <div className="st-empty-action">{action}</div> : null}
    </div>
  )
}
