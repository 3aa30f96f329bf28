import type { SumVisitor } from './sums.ts'

/** Sums written out, and for each cell the sums it stands in, as whole or as part. */
export interface CellSums {
  readonly wholes: Int32Array
  readonly additive: Uint8Array
  /** Parts of sum s stand from `partStart[s]` up to `partStart[s + 1]`. */
  readonly partStart: Int32Array
  readonly parts: Int32Array
  /** Sums of cell c stand from `cellStart[c]` up to `cellStart[c + 1]`. */
  readonly cellStart: Int32Array
  readonly sums: Int32Array
}

/** Writes the sums down in typed arrays; two visits, one to count and one to fill. */
export function cellSums(cells: number, visit: (visitor: SumVisitor) => void): CellSums {
  let count = 0
  let entries = 0
  const cellStart = new Int32Array(cells + 1)
  const countAt = (cell: number) => {
    cellStart[cell + 1] = (cellStart[cell + 1] ?? 0) + 1
  }
  visit((whole, parts) => {
    count++
    entries += parts.length
    countAt(whole)
    for (const part of parts) countAt(part)
  })
  for (let cell = 0; cell < cells; cell++) cellStart[cell + 1] = (cellStart[cell + 1] ?? 0) + (cellStart[cell] ?? 0)
  const next = cellStart.slice()
  const wholes = new Int32Array(count)
  const additive = new Uint8Array(count)
  const partStart = new Int32Array(count + 1)
  const written = new Int32Array(entries)
  const sums = new Int32Array(entries + count)
  let s = 0
  let at = 0
  const note = (cell: number) => {
    const place = next[cell] ?? 0
    sums[place] = s
    next[cell] = place + 1
  }
  visit((whole, parts, isAdditive) => {
    wholes[s] = whole
    additive[s] = isAdditive ? 1 : 0
    note(whole)
    for (const part of parts) {
      note(part)
      written[at++] = part
    }
    partStart[++s] = at
  })
  return { wholes, additive, partStart, parts: written, cellStart, sums }
}
