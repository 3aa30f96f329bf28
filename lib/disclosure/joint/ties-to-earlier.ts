import { type CountedCells, FIXED } from '../counted-cells.ts'
import { DisjointSets } from '../disjoint-sets.ts'
import { PUBLISHED, SECONDARY } from '../primary.ts'
import type { PlacedTable } from './placed-table.ts'

/** How an earlier table bears on the first table decided now. */
export interface EarlierTable {
  readonly id: string
  /** Cells that stand in both. */
  readonly shared: number
  /** Of these, cells published before, which can't be hidden now. */
  readonly fixed: number
  /** Addresses of cells hidden now to protect others, in sums with this table's cells or tied to what it hides. */
  readonly constrained: readonly number[]
}

/** What ties the first table decided now to each earlier one; earlier ones that share nothing with it are left out. */
export function tiesToEarlier(
  tables: readonly PlacedTable[],
  cellOf: readonly Int32Array[],
  cells: CountedCells,
  status: Uint8Array,
): EarlierTable[] {
  const first = tables.findIndex(({ hidden }) => hidden === null)
  const own = cellOf[first] ?? new Int32Array()
  const ownCells = new Set(own)
  const isHidden = (cell: number) => status[cell] !== PUBLISHED && cells.roles?.[cell] !== FIXED
  const parts = new DisjointSets(cells.sums.cells)
  const neighbours = new Map<number, Set<number>>()
  cells.sums.visit((whole, below) => {
    const members = [whole, ...below]
    const hidden = members.filter(isHidden)
    for (const cell of hidden) parts.join(hidden[0] ?? cell, cell)
    const mine = hidden.filter((cell) => ownCells.has(cell) && status[cell] === SECONDARY)
    if (mine.length === 0) return
    for (const cell of members) {
      if (cells.roles?.[cell] !== FIXED) continue
      const near = neighbours.get(cell) ?? new Set()
      neighbours.set(cell, near)
      for (const each of mine) near.add(each)
    }
  })
  return tables.flatMap(({ id, hidden }, t) => {
    if (!hidden) return []
    const theirs = new Set(cellOf[t])
    const shared = own.filter((cell) => theirs.has(cell))
    const tied = new Set([...theirs].filter(isHidden).map((cell) => parts.find(cell)))
    const beside = new Set([...theirs].flatMap((cell) => [...(neighbours.get(cell) ?? [])]))
    const constrained = [...own.keys()].filter((address) => {
      const cell = own[address] ?? 0
      return status[cell] === SECONDARY && (beside.has(cell) || tied.has(parts.find(cell)))
    })
    if (shared.length === 0 && constrained.length === 0) return []
    return [{ id, shared: shared.length, fixed: shared.filter((cell) => cells.roles?.[cell] === FIXED).length, constrained }]
  })
}
