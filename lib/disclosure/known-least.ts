import { type CountedCells, isUnseen } from './counted-cells.ts'

/** More than one cell of a sum that may not be zero. */
const SEVERAL = -2

/**
 * The least each cell can be for anybody who sees which cells are zero, whatever else is hidden: every cell of a table that is
 * not zero holds at least 1, so a sum holds at least as many as it has cells that are not zero, and a sum's only cell that is
 * not zero holds as many as the sum, which another table may split more finely. No protection can take that
 * knowledge away while zeros are published, so an interval is asked to reach down to it, not below.
 */
export function knownLeast({ sums, counts, roles }: CountedCells): Float64Array {
  const least = counts.map((count, cell) => (count === 0 || isUnseen(roles?.[cell]) ? 0 : 1))
  const raise = (cell: number, to: number) => {
    if (to <= (least[cell] ?? 0)) return false
    least[cell] = to
    return true
  }
  for (let changed = true; changed; ) {
    changed = false
    sums.visit((whole, parts, additive) => {
      if (counts[whole] === 0) return
      let known = 0
      let lone = -1
      for (const part of parts) {
        const own = least[part] ?? 0
        known = additive ? known + own : Math.max(known, own)
        if (counts[part] !== 0 || isUnseen(roles?.[part])) lone = lone === -1 ? part : SEVERAL
      }
      changed = raise(whole, known) || changed
      if (lone >= 0) changed = raise(lone, least[whole] ?? 0) || changed
    })
  }
  return least
}
