import type { ReactNode } from 'react'

export interface DescriptionItem {
  readonly term: string
  readonly description: ReactNode
}

/** Pairs of a name and what it is. */
export function DescriptionList({ items }: { items: readonly DescriptionItem[] }) {
  return (
    <dl className="st-description-list">
      {items.map((item) => (
        <div key={item.term}>
          <dt>{item.term}</dt>
          <dd>{item.description}</dd>
        </div>
      ))}
    </dl>
  )
}
