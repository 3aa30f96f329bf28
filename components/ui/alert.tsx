import type { ReactNode } from 'react'

export type AlertTone = 'info' | 'success' | 'warning' | 'error'

/** A message that stands out. `live` announces it when it appears after an act. */
export function Alert({
  tone = 'info',
  heading,
  children,
  live = false,
  id,
}: {
  tone?: AlertTone
  heading?: string | undefined
  children?: ReactNode
  live?: boolean
  id?: string
}) {
  const role = live ? (tone === 'error' ? 'alert' : 'status') : undefined
  return (
    <div id={id} className={`alert alert-${tone} st-alert`} role={role}>
      {heading ? <p className="alert-heading">{heading}</p> : null}
      {children ? <div className="alert-text">{children}</div> : null}
    </div>
  )
}
