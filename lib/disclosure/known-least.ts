import { type CountedCells, isUnseen } from './counted-cells.ts'

/**
 * The least each cell can be for anybody who sees which cells are zero, whatever else is hidden: every cell of a table that is
 * not zero holds at least 1, so a sum holds at least as many as it has cells that are not zero. No protection can take that
 * knowledge away while zeros are published, so an interval is asked to reach down to it, not below.
 */
export function knownLeast({ sums, counts, roles }: CountedCells): Float64Array {
  const least = counts.map((count, cell) => (count === 0 || isUnseen(roles?.[cell]) ? 0 : 1))
  for (let changed = true; changed; ) {
    changed = false
    sums.visit((whole, parts, additive) => {
      if (counts[whole] === 0) return
      let known = 0
      for (const part of parts) {
        const own = least[part] ?? 0
        known = additive ? known + own : Math.max(known, own)
      }
      if (known <= (least[whole] ?? 0)) return
      least[whole] = known
      changed = true
    })
  }
  return least
}
