import { createDistinctCounter } from './count-distinct.ts'
import { addressStrides, type CubeDimension, cellCount } from './cube.ts'

/**
 * Rows with their numbers, those alike taken together: the innermost cell, the person, the number, and how many rows. In order
 * of person. Parallel arrays.
 */
export interface ValueRecords {
  readonly addresses: Int32Array
  readonly persons: Int32Array
  /** Whole, at least 0, in the smallest unit. */
  readonly values: Float64Array
  readonly rows: Float64Array
  /** Who else than the person gave the number; null when nobody did. */
  readonly contributors: Int32Array | null
}

/** By address of the cube, margins included. */
export interface ValueStatistics {
  /** Rows that carry a number, and persons with such rows. */
  readonly rows: Float64Array
  readonly persons: Float64Array
  readonly sums: Float64Array
  readonly least: Float64Array
  readonly greatest: Float64Array
  /** For each share asked for; NaN where a cell has no rows. */
  readonly percentiles: readonly Float64Array[]
}

/**
 * Sums, extremes and percentiles over rows in every cell and margin. Each row stands in one innermost cell. A percentile is the
 * smallest number that at least the share of the rows does not exceed, and the mean of it and the next when the share falls
 * exactly between (definition 2 of Hyndman and Fan, American Statistician 50, 1996, 361-365). Work: one step per record and
 * heading above it, and a sort by number.
 */
export function valueStatistics(
  dimensions: readonly CubeDimension[],
  records: ValueRecords,
  shares: readonly number[],
): ValueStatistics {
  const cells = cellCount(dimensions)
  const above = cellsAbove(dimensions)
  const rows = new Float64Array(cells)
  const sums = new Float64Array(cells)
  const least = new Float64Array(cells).fill(Number.NaN)
  const greatest = new Float64Array(cells).fill(Number.NaN)
  const order = Int32Array.from(records.values.keys()).sort(
    (a, b) => (records.values[a] ?? 0) - (records.values[b] ?? 0) || a - b,
  )
  for (const record of order) {
    const value = records.values[record] ?? 0
    const count = records.rows[record] ?? 0
    for (const cell of above(records.addresses[record] ?? 0)) {
      if (rows[cell] === 0) least[cell] = value
      greatest[cell] = value
      rows[cell] = (rows[cell] ?? 0) + count
      sums[cell] = (sums[cell] ?? 0) + value * count
    }
  }
  const counter = createDistinctCounter(dimensions)
  if (!counter.add(records.persons, records.addresses, records.addresses.length))
    throw new Error('records are not in order of person')
  const percentiles = shares.map((share) => percentile(share, rows, records, order, above))
  return { rows, persons: counter.counts(), sums, least, greatest, percentiles }
}

/** Walks the numbers upwards; a cell's percentile is where its rows so far pass the share. */
function percentile(
  share: number,
  rows: Float64Array,
  records: ValueRecords,
  order: Int32Array,
  above: (address: number) => readonly number[],
): Float64Array {
  const found = new Float64Array(rows.length).fill(Number.NaN)
  const passed = new Float64Array(rows.length)
  /** 1 where the share fell exactly after the number found, so that the next one counts for half. */
  const isBetween = new Uint8Array(rows.length)
  for (const record of order) {
    const value = records.values[record] ?? 0
    for (const cell of above(records.addresses[record] ?? 0)) {
      const wanted = share * (rows[cell] ?? 0)
      const before = passed[cell] ?? 0
      const now = before + (records.rows[record] ?? 0)
      passed[cell] = now
      if (isBetween[cell] === 1) {
        found[cell] = ((found[cell] ?? 0) + value) / 2
        isBetween[cell] = 0
      } else if (before < wanted && now >= wanted) {
        found[cell] = value
        if (now === wanted) isBetween[cell] = 1
      }
    }
  }
  return found
}

/** The cells that an innermost cell lies in, itself included; remembered by address. */
function cellsAbove(dimensions: readonly CubeDimension[]): (address: number) => readonly number[] {
  const strides = addressStrides(dimensions)
  const known = new Map<number, readonly number[]>()
  return (address) => {
    const ready = known.get(address)
    if (ready) return ready
    let cells = [0]
    for (const [d, { parents }] of dimensions.entries()) {
      const stride = strides[d] ?? 1
      const lineage: number[] = []
      for (let node = Math.floor(address / stride) % parents.length; node >= 0; node = parents[node] ?? -1) lineage.push(node)
      cells = cells.flatMap((cell) => lineage.map((node) => cell + node * stride))
    }
    known.set(address, cells)
    return cells
  }
}
