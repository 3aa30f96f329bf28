import { type CountedCells, OPEN, UNSAFE_ZERO } from './counted-cells.ts'

/**
 * Group disclosure: where all units of a sum stand in one of its categories although others are possible, the zeros tell something
 * about each of them (Hundepool et al. 2024, section 5.2). Marks those zeros as unsafe; they are then hidden like small counts.
 *
 * A group is two units or more. A category is possible where its own total in the other dimensions is not a published zero. Zeros
 * below an unsafe zero are unsafe with it. Sums whose parts overlap tell nothing of the kind.
 */
export function withUnsafeZeros(cells: CountedCells): CountedCells {
  const { sums, counts, roles } = cells
  const unsafe = new Uint8Array(counts.length)
  sums.visit((whole, parts, additive) => {
    const filled = parts.reduce((sum, part) => sum + ((counts[part] ?? 0) > 0 ? 1 : 0), 0)
    if (!additive || (counts[whole] ?? 0) < 2 || filled !== 1) return
    for (const part of parts) if (counts[part] === 0) unsafe[part] = 1
  })
  spread(cells, unsafe, (whole, parts) => {
    if (unsafe[whole] === 1) for (const part of parts) unsafe[part] = 1
  })
  // What a published zero above a cell, or published zeros below it, tell anyway can't be hidden.
  spread(cells, unsafe, (whole, parts) => {
    if (counts[whole] !== 0) return
    if (unsafe[whole] === 0) for (const part of parts) unsafe[part] = 0
    else if (parts.every((part) => unsafe[part] === 0)) unsafe[whole] = 0
  })
  return { ...cells, roles: unsafe.map((isUnsafe, cell) => (isUnsafe === 1 ? UNSAFE_ZERO : (roles?.[cell] ?? OPEN))) }
}

/** Visits all sums again and again until nothing more changes. */
function spread({ sums }: CountedCells, marks: Uint8Array, visit: (whole: number, parts: Int32Array) => void): void {
  for (let before = -1, now = marked(marks); before !== now; now = marked(marks)) {
    before = now
    sums.visit((whole, parts, additive) => {
      if (additive) visit(whole, parts)
    })
  }
}

function marked(marks: Uint8Array): number {
  return marks.reduce((sum, mark) => sum + mark, 0)
}
