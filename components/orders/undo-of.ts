/** The fields before the last advice, from the address; null when there are none. Kept to what a query can be. */
export function undoOf(value: string | readonly string[] | undefined): string | null {
  const text = typeof value === 'string' ? value : value?.at(-1)
  return text ? new URLSearchParams(text).toString() : null
}

/** How many times advice was applied or undone: the fields are drawn anew each time, and keep what is typed in between. */
export function editionOf(value: string | readonly string[] | undefined): number {
  const edition = Number(typeof value === 'string' ? value : value?.at(-1))
  return Number.isSafeInteger(edition) && edition > 0 ? edition : 0
}

/** What the table on a composer page is kept as: the name in its address, or none yet. */
export function keptIdOf(value: string | readonly string[] | undefined): string | null {
  const id = typeof value === 'string' ? value : value?.at(-1)
  return id && /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(id) ? id : null
}

/** The page's address with its fields, so that signing in again leads back to the table as it stood. */
export function withFields(path: string, values: Readonly<Record<string, string | readonly string[] | undefined>>): string {
  const fields = Object.entries(values).flatMap(([name, value]) =>
    [value ?? []].flat().map((each) => [name, each] as [string, string]),
  )
  return fields.length > 0 ? `${path}?${new URLSearchParams(fields)}` : path
}
