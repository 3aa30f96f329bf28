import type { ReactNode } from 'react'

/** A box with a heading of its own. */
export function Card({
  heading,
  level = 2,
  actions,
  children,
  id,
}: {
  heading?: ReactNode
  level?: 2 | 3 | 4
  actions?: ReactNode
  children: ReactNode
  id?: string
}) {
  const Heading = `h${level}` as const
  return (
    <section className="st-card" id={id}>
      {heading ? <Heading className="st-card-heading">{heading}</Heading> : null}
      <div className="st-card-content">{children}</div>
      {actions ? <div className="st-card-actions">{actions}</div> : null}
    </section>
  )
}
