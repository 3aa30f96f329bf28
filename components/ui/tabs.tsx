import Link from 'next/link'

export interface TabLink {
  readonly href: string
  readonly label: string
  readonly current: boolean
  readonly count?: number
}

/** Parts of one page, each with its own address. */
export function Tabs({ label, tabs }: { label: string; tabs: readonly TabLink[] }) {
  return (
    <nav className="st-tabs" aria-label={label}>
      <ul className="no-max-width">
        {tabs.map((tab) => (
          <li key={tab.href}>
            <Link href={tab.href} aria-current={tab.current ? 'page' : undefined}>
              {tab.label}
              {tab.count === undefined ? null : <span className="st-count">{tab.count}</span>}
            </Link>
          </li>
        ))}
      </ul>
    </nav>
  )
}
