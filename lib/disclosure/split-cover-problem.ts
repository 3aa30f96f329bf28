import type { Highs } from 'highs'
import { type CoverLimits, type CoverProblem, type CoverSolution, solveCover } from './cover-problem.ts'
import { DisjointSets } from './disjoint-sets.ts'

/** Columns up to which independent parts are solved in one call; a call has a cost of its own. */
const PARCEL = 400

/** Solves the independent parts of a covering problem one after the other, small ones in parcels. */
export function solveCoverInParts(highs: Highs, problem: CoverProblem, limits: CoverLimits): CoverSolution {
  const { starts, indices, columns } = problem.rows
  const sets = new DisjointSets(columns)
  for (let row = 0; row + 1 < starts.length; row++)
    for (let at = (starts[row] ?? 0) + 1; at < (starts[row + 1] ?? 0); at++)
      sets.join(indices[starts[row] ?? 0] ?? 0, indices[at] ?? 0)
  const parcelOf = parcels(sets, columns)
  const rowsOf = new Map<number, number[]>()
  for (let row = 0; row + 1 < starts.length; row++) {
    if (starts[row] === starts[row + 1]) continue
    const parcel = parcelOf[indices[starts[row] ?? 0] ?? 0] ?? 0
    const rows = rowsOf.get(parcel)
    if (rows) rows.push(row)
    else rowsOf.set(parcel, [row])
  }
  const chosen = new Uint8Array(columns)
  let bound = 0
  for (const rows of rowsOf.values()) {
    const { part, columnOf } = extract(problem, rows)
    const solution = solveCover(highs, part, limits)
    bound += solution.bound
    for (const [k, column] of columnOf.entries()) chosen[column] = solution.chosen[k] ?? 0
  }
  return { chosen, bound }
}

function parcels(sets: DisjointSets, columns: number): Int32Array {
  const sizes = new Int32Array(columns)
  for (let column = 0; column < columns; column++) {
    const root = sets.find(column)
    sizes[root] = (sizes[root] ?? 0) + 1
  }
  const parcelOfRoot = new Int32Array(columns).fill(-1)
  const parcelOf = new Int32Array(columns)
  let parcel = 0
  let filled = 0
  for (let column = 0; column < columns; column++) {
    const root = sets.find(column)
    if ((parcelOfRoot[root] ?? -1) < 0) {
      const size = sizes[root] ?? 0
      if (filled > 0 && filled + size > PARCEL) {
        parcel++
        filled = 0
      }
      parcelOfRoot[root] = parcel
      filled += size
    }
    parcelOf[column] = parcelOfRoot[root] ?? 0
  }
  return parcelOf
}

function extract({ rows, cost, least }: CoverProblem, wanted: readonly number[]) {
  const columnOf: number[] = []
  const local = new Map<number, number>()
  const starts = [0]
  const indices: number[] = []
  const values: number[] = []
  for (const row of wanted) {
    for (let at = rows.starts[row] ?? 0; at < (rows.starts[row + 1] ?? 0); at++) {
      const column = rows.indices[at] ?? 0
      let here = local.get(column)
      if (here === undefined) {
        here = columnOf.length
        local.set(column, here)
        columnOf.push(column)
      }
      indices.push(here)
      values.push(rows.values[at] ?? 0)
    }
    starts.push(indices.length)
  }
  const part: CoverProblem = {
    cost: Float64Array.from(columnOf, (column) => cost[column] ?? 0),
    least: Float64Array.from(wanted, (row) => least[row] ?? 0),
    rows: {
      columns: columnOf.length,
      starts: Int32Array.from(starts),
      indices: Int32Array.from(indices),
      values: Float64Array.from(values),
    },
  }
  return { part, columnOf }
}
