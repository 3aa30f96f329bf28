import { type CountedCells, FIXED, type KnownBounds } from './counted-cells.ts'
import { knownLeast } from './known-least.ts'

/**
 * What nobody can be kept from knowing, whatever is hidden now: cells published before, which cells are not zero, and what follows
 * from them sum by sum. No interval can be asked to reach further. Whole numbers.
 */
export function knownBounds(cells: CountedCells): KnownBounds {
  if (cells.known) return cells.known
  const { sums, counts, roles } = cells
  const least = knownLeast(cells)
  const most = counts.map((count, cell) => (roles?.[cell] === FIXED ? count : Number.POSITIVE_INFINITY))
  if (!roles) return { least, most }
  for (const [cell, role] of roles.entries()) if (role === FIXED) least[cell] = counts[cell] ?? 0
  let changed = true
  const narrow = (cell: number, low: number, high: number) => {
    if (low > (least[cell] ?? 0)) {
      least[cell] = low
      changed = true
    }
    if (high < (most[cell] ?? 0)) {
      most[cell] = high
      changed = true
    }
  }
  while (changed) {
    changed = false
    sums.visit((whole, parts, additive) => {
      let lows = 0
      let largest = 0
      let highs = 0
      let boundless = 0
      for (const part of parts) {
        const low = least[part] ?? 0
        const high = most[part] ?? 0
        lows += low
        largest = Math.max(largest, low)
        if (high === Number.POSITIVE_INFINITY) boundless++
        else highs += high
      }
      narrow(whole, additive ? lows : largest, boundless > 0 ? Number.POSITIVE_INFINITY : highs)
      const top = { low: least[whole] ?? 0, high: most[whole] ?? 0 }
      for (const part of parts) {
        const low = least[part] ?? 0
        const high = most[part] ?? 0
        const isBoundless = high === Number.POSITIVE_INFINITY
        const othersHigh = boundless > (isBoundless ? 1 : 0) ? Number.POSITIVE_INFINITY : highs - (isBoundless ? 0 : high)
        narrow(part, top.low - othersHigh, additive ? top.high - (lows - low) : top.high)
      }
    })
  }
  return { least, most }
}
