import { addressStrides, type CubeDimension } from '#lib/tabulation/cube.ts'
import { DERIVED, FIXED, HELD, OPEN } from '../counted-cells.ts'
import { cubeSums } from '../sums.ts'
import { CodeSets } from './code-sets.ts'
import { type BoxCounts, type CountCells, countRefinement } from './count-request.ts'
import { JointCells } from './joint-cells.ts'
import { type PairAxis, pairSpace } from './pair-space.ts'
import { type PlacedNodes, placedNodes } from './placed-nodes.ts'
import type { JointVariable, PlacedTable, UnitOrder } from './placed-table.ts'

export interface JointQuestion {
  readonly tables: readonly PlacedTable[]
  readonly variables: readonly JointVariable[]
  /** Variable within one code of which other variables may be additive; null when there is none. */
  readonly oneCodeOf: string | null
  readonly unitOrders: readonly UnitOrder[]
  readonly count: CountCells
  /** Cells up to which a joint problem is set up. */
  readonly maxCells: number
}

export interface JointLayout {
  readonly cells: JointCells
  /** Per table: the joint cell of each address. */
  readonly cellOf: readonly Int32Array[]
}

/** Lays tables out as one problem over their common refinements, two by two. The number of cells when it would be too large. */
export async function layOut(question: JointQuestion): Promise<JointLayout | { readonly tooLarge: number }> {
  const { tables, variables, maxCells } = question
  const codeSets = variables.map(({ codes }) => new CodeSets(codes))
  const nodes = tables.map((table) => placedNodes(table, variables, codeSets))
  const cells = new JointCells()
  const cellOf = tables.map((table, t) => putTable(table, nodes[t] ?? [], variables, cells))
  const spaces = pairsOf(tables, nodes, variables, codeSets)
  const wanted = spaces.reduce((sum, { axes }) => sum + axes.reduce((product, { sets }) => product * sets.length, 1), cells.size)
  if (wanted > maxCells) return { tooLarge: wanted }
  for (const { unit, axes } of spaces) await putRefinement(unit, axes, codeSets, question, cells)
  for (const order of question.unitOrders) putOrders(order, tables, nodes, variables, cells)
  return { cells, cellOf }
}

/** Puts a table's cells and sums; answers the cell of each address. */
function putTable(
  table: PlacedTable,
  nodes: readonly PlacedNodes[],
  variables: readonly JointVariable[],
  cells: JointCells,
): Int32Array {
  const cellOf = new Int32Array(table.counts.length)
  const places = placesOf(table, nodes, variables)
  for (let address = 0; address < cellOf.length; address++) {
    const role = table.hidden === null ? OPEN : table.hidden[address] === 1 ? HELD : FIXED
    cellOf[address] = cells.put(table.unit, boxAt(places, address), table.counts[address] ?? 0, role)
  }
  cubeSums(shapeOf(table)).visit((whole, parts, additive) =>
    cells.addSum(
      cellOf[whole] ?? 0,
      Array.from(parts, (part) => cellOf[part] ?? 0),
      additive,
    ),
  )
  return cellOf
}

/** Where each variable's node is found in a table's addresses; a variable that is no axis has a single node. */
function placesOf(table: PlacedTable, nodes: readonly PlacedNodes[], variables: readonly JointVariable[]) {
  const strides = addressStrides(shapeOf(table))
  return variables.map(({ id }, v) => {
    const d = table.dimensions.findIndex(({ variable }) => variable === id)
    return { stride: strides[d] ?? 1, size: table.dimensions[d]?.sets.length ?? 1, sets: nodes[v]?.sets ?? [] }
  })
}

/** The set of each variable that a cell of a table stands for. */
function boxAt(places: ReturnType<typeof placesOf>, address: number): number[] {
  return places.map(({ stride, size, sets }) => sets[Math.floor(address / stride) % size] ?? 0)
}

const shapes = new WeakMap<PlacedTable, CubeDimension[]>()

function shapeOf(table: PlacedTable): CubeDimension[] {
  const known = shapes.get(table)
  if (known) return known
  const shape = table.dimensions.map(({ variable, parents, additive, sets }) => ({
    id: variable,
    codes: sets.map((_, node) => String(node)),
    parents,
    additive,
  }))
  shapes.set(table, shape)
  return shape
}

/** Every two tables of one unit whose refinement has cells that neither has. */
function pairsOf(
  tables: readonly PlacedTable[],
  nodes: readonly (readonly PlacedNodes[])[],
  variables: readonly JointVariable[],
  codeSets: readonly CodeSets[],
) {
  const spaces = new Map<string, { unit: string; axes: PairAxis[] }>()
  for (const [a, left] of tables.entries())
    for (const [b, right] of tables.entries()) {
      if (a >= b || left.unit !== right.unit) continue
      const axes = pairSpace(nodes[a] ?? [], nodes[b] ?? [], variables, codeSets)
      if (axes) spaces.set(`${left.unit} ${axes.map(({ sets }) => [...sets].sort().join()).join(';')}`, { unit: left.unit, axes })
    }
  return [...spaces.values()]
}

/** Puts the cells of a refinement and what ties them, counting those that no table has. */
async function putRefinement(
  unit: string,
  axes: readonly PairAxis[],
  codeSets: readonly CodeSets[],
  { variables, oneCodeOf, count }: JointQuestion,
  cells: JointCells,
): Promise<void> {
  const boxes = boxesOf(axes)
  const isKnown = boxes.every((box) => cells.find(unit, box) !== undefined)
  const counts: BoxCounts = isKnown ? () => 0 : await countRefinement(unit, axes, variables, codeSets, count)
  for (const box of boxes) if (cells.find(unit, box) === undefined) cells.put(unit, box, counts(box), DERIVED)
  const cellAt = (box: readonly number[], v: number, set: number) => cells.find(unit, box.with(v, set)) ?? -1
  const one = variables.findIndex(({ id }) => id === oneCodeOf)
  for (const [v, { sets, sums, nested }] of axes.entries()) {
    const [first = 0] = sets
    const own = variables[v]?.additive
    for (const box of boxes) {
      if (box[v] !== first) continue
      const isAdditive = own === 'always' || (own === 'within-one-code' && codeSets[one]?.size(box[one] ?? 0) === 1)
      for (const { whole, parts } of sums)
        cells.addSum(
          cellAt(box, v, whole),
          parts.map((part) => cellAt(box, v, part)),
          isAdditive,
        )
      if (isAdditive) continue
      for (const { inner, outer } of nested) {
        const [less, more] = [cellAt(box, v, inner), cellAt(box, v, outer)]
        if (cells.isShown(less) && cells.isShown(more)) cells.addDifference(more, less)
      }
    }
  }
}

function boxesOf(axes: readonly PairAxis[]): number[][] {
  let boxes: number[][] = [[]]
  for (const { sets } of axes) boxes = boxes.flatMap((box) => sets.map((set) => [...box, set]))
  return boxes
}

/** Ties cells of the same boxes whose units are of different kinds. */
function putOrders(
  { fewer, more }: UnitOrder,
  tables: readonly PlacedTable[],
  nodes: readonly (readonly PlacedNodes[])[],
  variables: readonly JointVariable[],
  cells: JointCells,
): void {
  const done = new Set<number>()
  for (const [t, table] of tables.entries()) {
    if (table.unit !== fewer) continue
    const places = placesOf(table, nodes[t] ?? [], variables)
    for (let address = 0; address < table.counts.length; address++) {
      const box = boxAt(places, address)
      const less = cells.find(fewer, box)
      const greater = cells.find(more, box)
      if (less === undefined || greater === undefined || done.has(less)) continue
      done.add(less)
      cells.addOrder(less, greater)
    }
  }
}
