import type { CodeSet } from './code-set.ts'
import type { PlanDimension } from './plan-dimension.ts'

/** Stored value that the engine hands over for an empty one. */
export const EMPTY_VALUE = -2_147_483_647

/** The row is left out of the table: its code was not chosen. */
export const LEFT_OUT = -1
/** The value is in no code of the classification, and the variable has no code for missing ones. */
export const UNKNOWN_VALUE = -2

/** Finds the node of a dimension for a stored whole number: a table over the numbers that codes use, and one answer for all others. */
export interface ValueLookup {
  readonly lowest: number
  /** Node, `LEFT_OUT` or `UNKNOWN_VALUE` for `lowest + position`. */
  readonly nodes: Int32Array
  readonly outside: number
}

/** Builds the look-up of a dimension. `dictionary` holds the words behind stored positions, for dictionary-coded columns. */
export function buildLookup(dimension: PlanDimension, dictionary: readonly string[] | null): ValueLookup {
  const outside =
    dimension.missing.kind === 'node' ? dimension.missing.node : dimension.missing.kind === 'left-out' ? LEFT_OUT : UNKNOWN_VALUE
  const sets = [...dimension.categories, { node: LEFT_OUT, holds: dimension.notChosen }]
  const placed = sets.flatMap(({ node, holds }) => storedRanges(holds, dictionary).map((range) => ({ node, range })))
  const lowest = placed.reduce((least, { range }) => Math.min(least, range[0]), placed[0]?.range[0] ?? 0)
  const highest = placed.reduce((most, { range }) => Math.max(most, range[1]), lowest)
  const nodes = new Int32Array(highest - lowest + 1).fill(outside)
  for (const { node, range } of placed) nodes.fill(node, range[0] - lowest, range[1] - lowest + 1)
  return { lowest, nodes, outside }
}

/**
 * A set of codes as ranges of stored numbers. A dictionary's word belongs to a code when it is the code or a finer one
 * below it (`DI219` to `DI21`), so that registers may be finer than the classification.
 */
export function storedRanges(set: CodeSet, dictionary: readonly string[] | null): readonly (readonly [number, number])[] {
  if (set.coding === 'number') return set.ranges
  if (dictionary === null) throw new Error('a dictionary-coded column came without its dictionary')
  const words = new Set(set.words)
  const lengths = [...new Set(set.words.map((word) => word.length))]
  const ranges: [number, number][] = []
  for (const [position, stored] of dictionary.entries()) {
    if (!lengths.some((length) => words.has(stored.slice(0, length)))) continue
    const last = ranges.at(-1)
    if (last && last[1] === position - 1) last[1] = position
    else ranges.push([position, position])
  }
  return ranges
}

/**
 * Adds a dimension's part to the leaf address of each row: `addresses[row]` grows by node times `stride`, or turns to
 * `LEFT_OUT`. Rows that are left out already stay so. Returns how many rows hold a value that is refused.
 */
export function addToAddresses(
  lookup: ValueLookup,
  stride: number,
  values: Int32Array,
  addresses: Int32Array,
  length: number,
): number {
  const { nodes, lowest, outside } = lookup
  const size = nodes.length
  let refused = 0
  for (let row = 0; row < length; row++) {
    const address = addresses[row] ?? LEFT_OUT
    if (address < 0) continue
    const at = (values[row] ?? 0) - lowest
    const node = (at >= 0 && at < size ? nodes[at] : outside) ?? outside
    if (node === UNKNOWN_VALUE) refused++
    addresses[row] = node < 0 ? LEFT_OUT : address + node * stride
  }
  return refused
}
