import { createHash } from 'node:crypto'
import type { Snapshot } from '#lib/catalogue/snapshot.ts'

/** The hash that names a cut: over its files' names and hashes and its dictionaries, in a fixed order. Pure. */
export function hashSnapshot(cut: Pick<Snapshot, 'registerId' | 'cutOn' | 'files' | 'dictionaries'>): string {
  const files = cut.files.map(({ name, sha256 }) => [name, sha256]).sort(([a = ''], [b = '']) => (a < b ? -1 : 1))
  const dictionaries = Object.entries(cut.dictionaries).sort(([a], [b]) => (a < b ? -1 : 1))
  return createHash('sha256')
    .update(JSON.stringify([cut.registerId, cut.cutOn, files, dictionaries]))
    .digest('hex')
}
