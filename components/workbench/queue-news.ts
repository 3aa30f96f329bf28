/** A case of the page at the version that is shown. */
export interface SeenCase {
  readonly id: string
  readonly version: number
}

export interface QueueNews {
  /** Cases on the page that somebody changed, or that no longer belong to it. */
  readonly changed: ReadonlySet<string>
  /** Cases that would be on the page now and are not. */
  readonly added: number
}

/** What is different between the page as it is shown and as it would be now. */
export function queueNews(shown: readonly SeenCase[], now: readonly SeenCase[]): QueueNews {
  const versions = new Map(now.map(({ id, version }) => [id, version]))
  const known = new Set(shown.map(({ id }) => id))
  return {
    changed: new Set(shown.filter(({ id, version }) => versions.get(id) !== version).map(({ id }) => id)),
    added: now.filter(({ id }) => !known.has(id)).length,
  }
}

/** Reads an answer of the address that tells; null when it is none. */
export function parseNews(body: unknown): SeenCase[] | null {
  if (typeof body !== 'object' || body === null || !('cases' in body) || !Array.isArray(body.cases)) return null
  const cases = body.cases.flatMap((each: unknown) => {
    if (typeof each !== 'object' || each === null || !('id' in each) || !('version' in each)) return []
    return typeof each.id === 'string' && typeof each.version === 'number' ? [{ id: each.id, version: each.version }] : []
  })
  return cases.length === body.cases.length ? cases : null
}
