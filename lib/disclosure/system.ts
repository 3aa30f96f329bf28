import type { Cube } from '#lib/tabulation/cube.ts'
import { DisjointSets } from './disjoint-sets.ts'
import { visitRelations } from './relations.ts'
import { RowStore } from './row-store.ts'

/**
 * The reduced equations of a cube: sum of `coefficient * variable` = 0 in every row.
 *
 * A variable stands for all cells that must have the same count (a parent with a single non-zero child, when zeros are
 * published) or, from index `classes` on, for the slack of an inequality along a dimension whose parts overlap. Slacks
 * are never published, cost nothing and are at least 0. Published zeros are no variables. Equal rows are kept once.
 */
export interface System {
  readonly classes: number
  /** Variable of each cell address; -1 for a published zero. */
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

/** Builds the system of a cube. `zerosPublished`: zeros are known to everyone and need no variable. */
export function buildSystem(cube: Cube, zerosPublished: boolean): System {
  const classOf = equalCells(cube, zerosPublished)
  const values: number[] = []
  const members: number[] = []
  for (let address = 0; address < classOf.length; address++) {
    const variable = classOf[address] ?? -1
    if (variable < 0) continue
    values[variable] = cube.counts[address] ?? 0
    members[variable] = (members[variable] ?? 0) + 1
  }
  const classes = values.length
  const rows = new RowStore(classes)
  collectRows(cube, classOf, values, rows)
  return {
    classes,
    classOf,
    value: Float64Array.from(values),
    members: Int32Array.from(values, (_, j) => members[j] ?? 0),
    ...rows.freeze(values.length),
  }
}

/** Merges cells that must be equal and numbers the classes by first address. */
function equalCells({ dimensions, counts }: Cube, zerosPublished: boolean): Int32Array {
  const isKnown = (address: number) => zerosPublished && counts[address] === 0
  const sets = new DisjointSets(counts.length)
  visitRelations(dimensions, (parent, children) => {
    let only = -1
    for (const child of children) {
      if (isKnown(child)) continue
      if (only >= 0) return
      only = child
    }
    if (only >= 0 && !isKnown(parent)) sets.join(parent, only)
  })
  const numbers = new Int32Array(counts.length).fill(-1)
  let next = 0
  for (let address = 0; address < numbers.length; address++) {
    if (isKnown(address)) continue
    const root = sets.find(address)
    numbers[address] = root === address ? next++ : (numbers[root] ?? -1)
  }
  return numbers
}

function collectRows({ dimensions }: Cube, classOf: Int32Array, values: number[], rows: RowStore): void {
  visitRelations(dimensions, (parent, children, d) => {
    const top = classOf[parent] ?? -1
    if (top < 0) return
    const parts: number[] = []
    for (const child of children) {
      const part = classOf[child] ?? -1
      if (part >= 0) parts.push(part)
    }
    if (parts.length < 2) return
    const total = values[top] ?? 0
    if (dimensions[d]?.additive !== false) {
      rows.add(parts, [top])
      return
    }
    let sum = 0
    for (const part of parts) sum += values[part] ?? 0
    if (rows.add(parts, [top, values.length])) values.push(sum - total)
    for (const part of parts) if (rows.add([top], [part, values.length])) values.push(total - (values[part] ?? 0))
  })
}
