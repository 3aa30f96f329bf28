import type { Highs } from 'highs'
import { type CoverLimits, type CoverProblem, type CoverSolution, solveCover } from './cover-problem.ts'
import { DisjointSets } from './disjoint-sets.ts'

/** Columns up to which independent parts are solved in one call; a call has a cost of its own. */
const PARCEL = 400
/** Columns up to which a part is solved as one. */
const WHOLE = 10_000
/** Columns of the pieces that a larger part is solved in. */
const PIECE = 3_000

/**
 * Solves the independent parts of a covering problem one after the other, small ones in parcels. A part of more than 10 000 columns
 * is solved piece by piece, each knowing what the pieces before it chose; nothing is then proven of its cost.
 */
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
    const isWhole = rows.length <= WHOLE || countColumns(problem, rows) <= WHOLE
    for (const piece of isWhole ? [rows] : piecesOf(problem, rows)) {
      const { part, columnOf } = extract(problem, piece, chosen)
      if (columnOf.length === 0) continue
      const solution = solveCover(highs, part, limits)
      bound += isWhole ? solution.bound : 0
      for (const [k, column] of columnOf.entries()) chosen[column] = solution.chosen[k] ?? 0
    }
  }
  return { chosen, bound }
}

function countColumns({ rows }: CoverProblem, wanted: readonly number[]): number {
  const seen = new Set<number>()
  for (const row of wanted)
    for (let at = rows.starts[row] ?? 0; at < (rows.starts[row + 1] ?? 0); at++) seen.add(rows.indices[at] ?? 0)
  return seen.size
}

/** Rows in groups that share columns, each group found by walking from row to row until it has enough columns. */
function piecesOf({ rows }: CoverProblem, wanted: readonly number[]): number[][] {
  const rowsOf = new Map<number, number[]>()
  const eachColumn = (row: number, visit: (column: number) => void) => {
    for (let at = rows.starts[row] ?? 0; at < (rows.starts[row + 1] ?? 0); at++) visit(rows.indices[at] ?? 0)
  }
  for (const row of wanted)
    eachColumn(row, (column) => {
      const list = rowsOf.get(column)
      if (list) list.push(row)
      else rowsOf.set(column, [row])
    })
  const pieces: number[][] = []
  const taken = new Set<number>()
  for (const first of wanted) {
    if (taken.has(first)) continue
    const piece = [first]
    const columns = new Set<number>()
    taken.add(first)
    for (let at = 0; at < piece.length && columns.size < PIECE; at++)
      eachColumn(piece[at] ?? 0, (column) => {
        if (columns.has(column)) return
        columns.add(column)
        for (const row of columns.size < PIECE ? (rowsOf.get(column) ?? []) : []) {
          if (taken.has(row)) continue
          taken.add(row)
          piece.push(row)
        }
      })
    pieces.push(piece)
  }
  return pieces
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

/** The wanted rows as a problem of their own; what is chosen already is there for nothing. */
function extract({ rows, cost, least }: CoverProblem, wanted: readonly number[], chosen: Uint8Array) {
  const columnOf: number[] = []
  const local = new Map<number, number>()
  const starts = [0]
  const indices: number[] = []
  const values: number[] = []
  const left: number[] = []
  for (const row of wanted) {
    let open = least[row] ?? 0
    for (let at = rows.starts[row] ?? 0; at < (rows.starts[row + 1] ?? 0); at++) {
      const column = rows.indices[at] ?? 0
      if (chosen[column] === 1) {
        open -= rows.values[at] ?? 0
        continue
      }
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
    left.push(open)
  }
  const part: CoverProblem = {
    cost: Float64Array.from(columnOf, (column) => cost[column] ?? 0),
    least: Float64Array.from(left),
    rows: {
      columns: columnOf.length,
      starts: Int32Array.from(starts),
      indices: Int32Array.from(indices),
      values: Float64Array.from(values),
    },
  }
  return { part, columnOf }
}
