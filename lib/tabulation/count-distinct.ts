import { addressStrides, type CubeDimension, cellCount } from './cube.ts'

/** Counts distinct units in every cell and margin while rows stream by in order of unit. */
export interface DistinctCounter {
  /**
   * Takes `length` rows. `units` never decreases, within a call and from one call to the next; `leaves[d]` holds the leaf
   * node of each row in dimension `d`, or a negative number for a row that is left out. Returns false, and counts are
   * void, when the order is broken.
   */
  readonly add: (units: ArrayLike<number>, leaves: readonly Int32Array[], length: number) => boolean
  readonly counts: Float64Array
}

/**
 * A cell remembers the last unit that was counted in it, so a unit with ten rows counts once in every cell and once in
 * every margin. Memory: 12 bytes per cell. Work: for each row whose innermost cell is new to the unit, one step per
 * combination of headings above it.
 */
export function createDistinctCounter(dimensions: readonly CubeDimension[]): DistinctCounter {
  const cells = cellCount(dimensions)
  const counts = new Float64Array(cells)
  const lastUnit = new Int32Array(cells)
  const lineages = dimensions.map((dimension, d) => lineageOffsets(dimension, addressStrides(dimensions)[d] ?? 1))
  const combinations = lineages.reduce((product, { longest }) => product * longest, 1)
  let addresses = new Int32Array(combinations)
  let next = new Int32Array(combinations)
  let unit = Number.NEGATIVE_INFINITY
  let ordinal = 0

  function countRow(row: number, leaves: readonly Int32Array[]): void {
    let length = 1
    addresses[0] = 0
    for (let d = 0; d < lineages.length; d++) {
      const lineage = lineages[d]
      const leaf = leaves[d]?.[row] ?? -1
      if (!lineage || leaf < 0) return
      const from = lineage.starts[leaf] ?? 0
      const to = lineage.starts[leaf + 1] ?? from
      let filled = 0
      for (let a = 0; a < length; a++) {
        const address = addresses[a] ?? 0
        for (let step = from; step < to; step++) next[filled++] = address + (lineage.offsets[step] ?? 0)
      }
      const swap = addresses
      addresses = next
      next = swap
      length = filled
    }
    // The leaf itself stands first in every lineage, so the first address is the innermost cell.
    if (lastUnit[addresses[0] ?? 0] === ordinal) return
    for (let a = 0; a < length; a++) {
      const address = addresses[a] ?? 0
      if (lastUnit[address] === ordinal) continue
      lastUnit[address] = ordinal
      counts[address] = (counts[address] ?? 0) + 1
    }
  }

  return {
    counts,
    add(units, leaves, length) {
      for (let row = 0; row < length; row++) {
        const current = units[row] ?? 0
        if (current !== unit) {
          if (current < unit) return false
          unit = current
          ordinal++
        }
        countRow(row, leaves)
      }
      return true
    },
  }
}

/** For each node the address offsets of itself and its ancestors up to the total, laid end to end. */
function lineageOffsets({ parents }: CubeDimension, stride: number) {
  const starts = new Int32Array(parents.length + 1)
  const offsets: number[] = []
  let longest = 0
  for (let node = 0; node < parents.length; node++) {
    starts[node] = offsets.length
    for (let at = node; at >= 0; at = parents[at] ?? -1) offsets.push(at * stride)
    longest = Math.max(longest, offsets.length - (starts[node] ?? 0))
  }
  starts[parents.length] = offsets.length
  return { starts, offsets: Int32Array.from(offsets), longest }
}
