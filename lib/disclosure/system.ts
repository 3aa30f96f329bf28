import type { CountedCells } from './counted-cells.ts'
import { DisjointSets } from './disjoint-sets.ts'
import { KNOWN, KNOWN_ZERO, knownCells, UNKNOWN } from './known-cells.ts'
import { RowStore } from './row-store.ts'

/**
 * The reduced equations of cells and their sums, for changes from the true counts: in every row the sum of
 * `coefficient * change of variable` is 0.
 *
 * A variable stands for all cells that must have the same count (a whole with a single part that is not zero, when zeros are
 * published) or, from index `classes` on, for the slack of an inequality where parts overlap. Slacks are never published,
 * cost nothing and are at least 0. What everybody knows can't change and is no variable. Equal rows are kept once.
 */
export interface System {
  readonly classes: number
  /** Variable of each cell; -1 for what everybody knows: published zeros, cells published before and what follows from them. */
  readonly classOf: Int32Array
  /** True value of each variable, slacks included. */
  readonly value: Float64Array
  /** Cells each variable stands for; 0 for a slack. */
  readonly members: Int32Array
  readonly rowStart: Int32Array
  readonly rowVariable: Int32Array
  readonly rowCoefficient: Int8Array
  /** Rows of each variable, by `variableStart`. */
  readonly variableStart: Int32Array
  readonly variableRow: Int32Array
}

/** Builds the system of cells and their sums. `zerosPublished`: zeros are known to everyone and need no variable. */
export function buildSystem(cells: CountedCells, zerosPublished: boolean): System {
  const { counts } = cells
  const known = knownCells(cells, zerosPublished)
  const classOf = equalCells(cells, known)
  const values: number[] = []
  const members: number[] = []
  for (let cell = 0; cell < classOf.length; cell++) {
    const variable = classOf[cell] ?? -1
    if (variable < 0) continue
    values[variable] = counts[cell] ?? 0
    members[variable] = (members[variable] ?? 0) + 1
  }
  const classes = values.length
  const rows = new RowStore(classes)
  collectRows(cells, known, classOf, values, rows)
  return {
    classes,
    classOf,
    value: Float64Array.from(values),
    members: Int32Array.from(values, (_, j) => members[j] ?? 0),
    ...rows.freeze(values.length),
  }
}

/** Merges cells that must be equal and numbers the classes by first cell. */
function equalCells({ sums }: CountedCells, known: Uint8Array): Int32Array {
  const sets = new DisjointSets(sums.cells)
  sums.visit((whole, parts) => {
    if (known[whole] !== UNKNOWN) return
    let only = -1
    for (const part of parts) {
      if (known[part] === KNOWN_ZERO) continue
      if (only >= 0 || known[part] === KNOWN) return
      only = part
    }
    if (only >= 0) sets.join(whole, only)
  })
  const numbers = new Int32Array(sums.cells).fill(-1)
  let next = 0
  for (let cell = 0; cell < numbers.length; cell++) {
    if (known[cell] !== UNKNOWN) continue
    const root = sets.find(cell)
    numbers[cell] = root === cell ? next++ : (numbers[root] ?? -1)
  }
  return numbers
}

function collectRows(cells: CountedCells, known: Uint8Array, classOf: Int32Array, values: number[], rows: RowStore): void {
  const { sums, counts } = cells
  sums.visit((whole, parts, additive) => {
    if (known[whole] === KNOWN_ZERO) return
    const free: number[] = []
    let sum = 0
    let isReduced = known[whole] === KNOWN
    for (const part of parts) {
      sum += counts[part] ?? 0
      if (known[part] === KNOWN) isReduced = true
      if (known[part] === UNKNOWN) free.push(classOf[part] ?? -1)
    }
    if (!isReduced && free.length < 2) return
    const top = known[whole] === UNKNOWN ? [classOf[whole] ?? -1] : []
    if (additive) {
      rows.add(free, top)
      return
    }
    const total = counts[whole] ?? 0
    // With a known cell left out, a single unknown is bounded by what is left.
    if (rows.add(free, [...top, values.length], isReduced)) values.push(sum - total)
    for (const part of parts) {
      if (known[part] === KNOWN_ZERO) continue
      const below = known[part] === UNKNOWN ? [classOf[part] ?? -1] : []
      if (rows.add(top, [...below, values.length], isReduced)) values.push(total - (counts[part] ?? 0))
    }
  })
}
