import { addressStrides, type CubeDimension, cellCount } from '#lib/tabulation/cube.ts'

/** Contributions one by one: the innermost cell each belongs to, who gave it, and how much. Parallel arrays. */
export interface ContributionRecords {
  readonly addresses: Int32Array
  /** Contributors numbered from 0. */
  readonly contributors: Int32Array
  /** Whole numbers of at least 0: amounts in their smallest unit. */
  readonly values: Float64Array
}

/** Who gave how much to each cell: cell c has the entries from `start[c]` up to `start[c + 1]`, the largest first. */
export interface Shares {
  readonly start: Int32Array
  readonly contributor: Int32Array
  readonly gave: Float64Array
}

/** Sums of values over every combination of its dimensions' nodes, margins included, with who gave them. Dimensions add up. */
export interface MagnitudeTable extends Shares {
  readonly dimensions: readonly CubeDimension[]
  /** By address; whole numbers of at least 0. */
  readonly values: Float64Array
}

/** Adds records up over all margins. What one contributor gave to a cell becomes one entry; nothing given, no entry. */
export function foldContributions(dimensions: readonly CubeDimension[], records: ContributionRecords): MagnitudeTable {
  const cells = cellCount(dimensions)
  const above = cellsAbove(dimensions)
  const given: Map<number, number>[] = Array.from({ length: cells }, () => new Map())
  for (const [r, address] of records.addresses.entries()) {
    const value = records.values[r] ?? 0
    const contributor = records.contributors[r] ?? 0
    if (value === 0) continue
    for (const cell of above(address)) given[cell]?.set(contributor, (given[cell]?.get(contributor) ?? 0) + value)
  }
  const shares = sharesOf(given)
  return { dimensions, ...shares, values: Float64Array.from(given, (own) => total(own)) }
}

/** Lays out who gave what, by cell. */
export function sharesOf(given: readonly ReadonlyMap<number, number>[]): Shares {
  const start = new Int32Array(given.length + 1)
  for (const [cell, own] of given.entries()) start[cell + 1] = (start[cell] ?? 0) + own.size
  const contributor = new Int32Array(start[given.length] ?? 0)
  const gave = new Float64Array(contributor.length)
  for (const [cell, own] of given.entries()) {
    let at = start[cell] ?? 0
    for (const [who, value] of [...own].sort(([a, x], [b, y]) => y - x || a - b)) {
      contributor[at] = who
      gave[at++] = value
    }
  }
  return { start, contributor, gave }
}

/** What was given to a cell, the largest first. */
export function givenTo({ start, gave }: Shares, cell: number): Float64Array {
  return gave.subarray(start[cell], start[cell + 1])
}

/** What was given to several cells together, by contributor. */
export function givenToAll({ start, contributor, gave }: Shares, cells: Iterable<number>): Map<number, number> {
  const given = new Map<number, number>()
  for (const cell of cells)
    for (let at = start[cell] ?? 0; at < (start[cell + 1] ?? 0); at++) {
      const who = contributor[at] ?? 0
      given.set(who, (given.get(who) ?? 0) + (gave[at] ?? 0))
    }
  return given
}

function total(given: ReadonlyMap<number, number>): number {
  let sum = 0
  for (const value of given.values()) sum += value
  return sum
}

/** Every cell that an innermost cell is part of, itself included. */
function cellsAbove(dimensions: readonly CubeDimension[]): (address: number) => number[] {
  const strides = addressStrides(dimensions)
  const paths = dimensions.map(({ codes, parents }, d) =>
    codes.map((_, node) => {
      const path: number[] = []
      for (let up = node; up >= 0; up = parents[up] ?? -1) path.push(up * (strides[d] ?? 1))
      return path
    }),
  )
  return (address) => {
    let cells = [0]
    for (const [d, own] of paths.entries()) {
      const path = own[Math.floor(address / (strides[d] ?? 1)) % own.length] ?? []
      cells = cells.flatMap((cell) => path.map((step) => cell + step))
    }
    return cells
  }
}
