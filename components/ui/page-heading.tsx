import type { ReactNode } from 'react'

/** The page's one main heading, what it is about, and the acts that belong to the whole page. */
export function PageHeading({ heading, lead, actions }: { heading: ReactNode; lead?: ReactNode; actions?: ReactNode }) {
  return (
    <div className="st-page-heading">
      <div>
        <h1>{heading}</h1>
        {lead ? <div className="font-lead">{lead}</div> : null}
      </div>
      {actions ? <div className="st-page-actions">{actions}</div> : null}
    </div>
  )
}
