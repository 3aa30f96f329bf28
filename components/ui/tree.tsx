export interface TreeItem {
  readonly code: string
  readonly label: string
  readonly children: readonly TreeItem[]
}

/** A hierarchy that unfolds level by level without scripts. Each code is an address on the page: `#code-E11`. */
export function Tree({ items }: { items: readonly TreeItem[] }) {
  return (
    <ul className="st-tree">
      {items.map((item) => (
        <TreeBranch key={item.code} item={item} />
      ))}
    </ul>
  )
}

/** The address of a code within the page. */
export function treeItemId(code: string): string {
  return `code-${code}`
}

function TreeBranch({ item }: { item: TreeItem }) {
  const name = (
    <>
      <span className="st-code">{item.code}</span>
      {item.label}
    </>
  )
  if (item.children.length === 0) {
    return (
      <li id={treeItemId(item.code)}>
        <span>{name}</span>
      </li>
    )
  }
  return (
    <li>
      <details>
        <summary id={treeItemId(item.code)}>
          {name} <span className="st-muted st-small">({item.children.length})</span>
        </summary>
        <ul>
          {item.children.map((child) => (
            <TreeBranch key={child.code} item={child} />
          ))}
        </ul>
      </details>
    </li>
  )
}
