import type { CountRequest } from '#lib/disclosure/joint/count-request.ts'
import type { JointVariable, PlacedTable } from '#lib/disclosure/joint/placed-table.ts'
import { type JointlyProtected, type JointRefusal, protectJointly } from '#lib/disclosure/joint/protect-jointly.ts'
import type { ProtectContext } from '#lib/disclosure/protect-cells.ts'
import type { Rules } from '#lib/disclosure/rules.ts'
import { ok, type Refusal, type Result, refuse } from '#lib/kernel/result.ts'
import type { Cube, CubeDimension } from '#lib/tabulation/cube.ts'
import { CommonCodes } from './common-codes.ts'
import { foldRecords, type LeafRecords } from './leaf-records.ts'
import type { EarlierTable } from './read-earlier.ts'

const MOST_JOINT_CELLS = 2_000_000

/** Protects linked tables of one instance, and what was released before, as one problem. */
export async function protectLinked(
  cubes: readonly Cube[],
  records: LeafRecords,
  earlier: readonly EarlierTable[],
  rules: Rules,
  context: ProtectContext,
): Promise<Result<JointlyProtected, JointRefusal | (Refusal<'codes-not-comparable'> & { readonly dims: readonly string[] })>> {
  const hierarchies = Map.groupBy(
    [...cubes.flatMap(({ dimensions }) => dimensions), ...earlier.flatMap(({ dimensions }) => dimensions)],
    ({ id }) => id,
  )
  const common = new Map([...hierarchies].map(([id, list]) => [id, new CommonCodes(list)]))
  const variables: JointVariable[] = [...hierarchies].map(([id, list]) => ({
    id,
    codes: common.get(id)?.all(list) ?? [],
    additive: 'always',
  }))
  const dimensionsOf = (dimensions: readonly CubeDimension[]) =>
    dimensions.map((dimension) => ({
      variable: dimension.id,
      parents: dimension.parents,
      sets: common.get(dimension.id)?.sets(dimension) ?? [],
      additive: dimension.additive,
    }))
  const tables: PlacedTable[] = [
    ...cubes.map(({ dimensions, counts }, k) => ({
      id: `table ${k + 1}`,
      unit: 'freq',
      dimensions: dimensionsOf(dimensions),
      restrictions: new Map<string, readonly string[]>(),
      counts,
      hidden: null,
    })),
    ...earlier.map(({ id, dimensions, counts, hidden, records: own }) => ({
      id,
      unit: 'freq',
      dimensions: dimensionsOf(dimensions),
      restrictions: new Map<string, readonly string[]>(),
      counts: canCount(records, dimensions, own) ? foldRecords(records, dimensions).counts : counts,
      hidden,
    })),
  ]
  const uncounted: string[][] = []
  const sources = [records, ...earlier.map((table) => table.records)]
  const count = async (request: CountRequest) => {
    for (const source of sources) {
      const counts = countBy(source, request, common)
      if (counts) return counts
    }
    uncounted.push(request.axes.map(({ variable }) => variable))
    return new Float64Array(request.axes.reduce((product, { groups }) => product * groups.length, 1))
  }
  const question = { tables, variables, oneCodeOf: null, unitOrders: [], count, maxCells: MOST_JOINT_CELLS }
  const result = await protectJointly(question, rules, context)
  const [dims] = uncounted
  return dims ? refuse('codes-not-comparable', { dims }) : result.ok ? ok(result.value) : result
}

/** Whether the new instance's records hold an earlier table's innermost codes, so that it can be counted again today. */
function canCount(records: LeafRecords, dimensions: readonly CubeDimension[], own: LeafRecords): boolean {
  if (!dimensions.every(({ id }) => records.dims.includes(id))) return false
  return dimensions.every(({ id }, d) => {
    const known = new Set(own.rows.map(({ codes }) => codes[d] ?? ''))
    const column = records.dims.indexOf(id)
    return records.rows.every(({ codes }) => known.has(codes[column] ?? ''))
  })
}

/** Counts a request over records; null when they lack a variable or their codes are too coarse for its groups. */
function countBy(source: LeafRecords, request: CountRequest, common: ReadonlyMap<string, CommonCodes>): Float64Array | null {
  const axes = [...request.axes, ...request.restrictions.map(({ variable, codes }) => ({ variable, groups: [codes] }))]
  const places: { column: number; size: number; groupOf: Map<string, number | null> }[] = []
  for (const { variable, groups } of axes) {
    const column = source.dims.indexOf(variable)
    if (column < 0) return null
    const groupOf = new Map<string, number | null>()
    for (const code of new Set(source.rows.map(({ codes }) => codes[column] ?? ''))) {
      const finest = common.get(variable)?.finest(code) ?? []
      const group = groups.findIndex((codes) => finest.every((each) => codes.includes(each)))
      if (group < 0 && groups.some((codes) => finest.some((each) => codes.includes(each)))) return null
      groupOf.set(code, group < 0 ? null : group)
    }
    places.push({ column, size: groups.length, groupOf })
  }
  const counts = new Float64Array(places.reduce((product, { size }) => product * size, 1))
  for (const { codes, count } of source.rows) {
    let address: number | null = 0
    for (const { column, size, groupOf } of places) {
      const group: number | null = groupOf.get(codes[column] ?? '') ?? null
      address = address === null || group === null ? null : address * size + group
    }
    if (address !== null) counts[address] = (counts[address] ?? 0) + count
  }
  return counts
}
