import { addressStrides, type CubeDimension, cellCount } from './cube.ts'
import { EMPTY_VALUE } from './value-lookup.ts'

/** Counts distinct units in every cell and margin while rows stream by in order of unit. */
export interface DistinctCounter {
  /**
   * Takes `length` rows. `units` never decreases, within a call and from one call to the next; `addresses` holds the leaf
   * cell of each row, negative for a row that is left out. Returns false, and the counts are void, when the order is broken.
   */
  readonly add: (units: Int32Array, addresses: Int32Array, length: number) => boolean
  /** Units in each cell. */
  readonly counts: () => Float64Array
}

/** Most margins kept ready, in numbers of 4 bytes; beyond it they are worked out each time. */
const READY_MARGINS = 1 << 24

/**
 * A cell remembers the last unit that was counted in it, so a unit with ten rows counts once in every cell and once in
 * every margin. Memory: 12 bytes per cell and at most 64 MB beside. Work: one step per row whose leaf cell the unit was
 * counted in before, else one step per combination of headings above the leaf.
 */
export function createDistinctCounter(dimensions: readonly CubeDimension[]): DistinctCounter {
  const cells = cellCount(dimensions)
  // Last unit and count of a cell lie side by side, so that a step touches one place in memory.
  const state = new Int32Array(2 * cells)
  const margins = createMargins(dimensions, cells)
  let unit = Number.NEGATIVE_INFINITY
  let ordinal = 0

  function countRow(address: number): void {
    state[2 * address] = ordinal
    state[2 * address + 1] = (state[2 * address + 1] ?? 0) + 1
    const from = margins.find(address)
    const { pool } = margins
    const to = from + (pool[from - 1] ?? 0)
    for (let at = from; at < to; at++) {
      const cell = 2 * (pool[at] ?? 0)
      if (state[cell] === ordinal) continue
      state[cell] = ordinal
      state[cell + 1] = (state[cell + 1] ?? 0) + 1
    }
  }

  return {
    add(units, addresses, length) {
      for (let row = 0; row < length; row++) {
        const current = units[row] ?? 0
        if (current !== unit) {
          if (current === EMPTY_VALUE) throw new Error('a row has no person or contact to count')
          if (current < unit) return false
          unit = current
          ordinal++
        }
        const address = addresses[row] ?? -1
        if (address >= 0 && state[2 * address] !== ordinal) countRow(address)
      }
      return true
    },
    counts() {
      const counts = new Float64Array(cells)
      for (let cell = 0; cell < cells; cell++) counts[cell] = state[2 * cell + 1] ?? 0
      return counts
    },
  }
}

/** The cells above each leaf cell, worked out when first needed. */
interface Margins {
  /** Position in `pool` of the first cell above a leaf cell; their number stands just before it. */
  readonly find: (address: number) => number
  readonly pool: Int32Array
}

function createMargins(dimensions: readonly CubeDimension[], cells: number): Margins {
  const strides = addressStrides(dimensions)
  const depths = dimensions.map(depthOf)
  const longest = depths.reduce((product, depth) => product * depth, 1)
  const leaves = dimensions.reduce((product, { parents }) => product * (parents.length - new Set(parents).size + 1), 1)
  const scratch = 1
  const firstReady = scratch + longest + 1
  const pool = new Int32Array(firstReady + Math.min(READY_MARGINS, leaves * (longest + 1)))
  const starts = new Int32Array(cells)
  let end = firstReady

  /** Writes the cells above a leaf cell from `start` on, all but the leaf cell itself; returns how many. */
  function write(address: number, start: number): number {
    let length = 1
    pool[start] = 0
    for (const [d, { parents }] of dimensions.entries()) {
      const stride = strides[d] ?? 1
      const leaf = Math.floor(address / stride) % parents.length
      const before = length
      for (let node = parents[leaf] ?? -1; node >= 0; node = parents[node] ?? -1) {
        for (let at = 0; at < before; at++) pool[start + length++] = (pool[start + at] ?? 0) + node * stride
      }
      for (let at = 0; at < before; at++) pool[start + at] = (pool[start + at] ?? 0) + leaf * stride
    }
    // The leaf cell stands first; the last takes its place.
    pool[start] = pool[start + length - 1] ?? 0
    return length - 1
  }

  return {
    pool,
    find(address) {
      const ready = starts[address] ?? 0
      if (ready > 0) return ready
      const isKept = end + longest + 1 <= pool.length
      const start = isKept ? end + 1 : scratch
      const length = write(address, start)
      pool[start - 1] = length
      if (isKept) {
        starts[address] = start
        end = start + length
      }
      return start
    },
  }
}

/** Nodes from the deepest leaf to the total, both included. */
function depthOf({ parents }: CubeDimension): number {
  const depths: number[] = []
  for (const parent of parents) depths.push(parent < 0 ? 1 : (depths[parent] ?? 0) + 1)
  return Math.max(...depths)
}
