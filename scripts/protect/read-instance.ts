import { existsSync, readFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { z } from 'zod'
import { ok, type Result } from '#lib/kernel/result.ts'
import { addressStrides, type Cube, type CubeDimension, cellCount } from '#lib/tabulation/cube.ts'
import { type BadInstance, badInstance } from './bad-instance.ts'
import { foldRecords, type LeafRecords, parseRecords } from './leaf-records.ts'
import { parseHierarchy } from './parse-hierarchy.ts'
import { parseInner } from './parse-inner.ts'
import { ruleSchema } from './parse-rule.ts'

/** Most cells, margins included, that an instance may have. */
export const MOST_CELLS = 4_000_000

/** What is read of `spec.json`; it may say more, for instance how the instance was made. */
const specSchema = z.looseObject({
  name: z.string().optional(),
  type: z.string().optional(),
  dims: z
    .array(z.string().regex(/^[\w-]+$/))
    .min(1)
    .optional(),
  tables: z.array(z.array(z.string())).optional(),
  threshold: z.int().min(2).max(1000).optional(),
  protectZeros: z.boolean().optional(),
  /** Weight of a code, by dimension; a cell weighs the product of its codes' weights, 1 where nothing is said. */
  weights: z.record(z.string(), z.record(z.string(), z.number().positive())).optional(),
  /** Magnitudes: when a sum is unsafe and which columns say so. */
  rule: ruleSchema.optional(),
  /** Magnitudes: per cent of the true value that an outsider's interval must reach, in place of what follows from the rule. */
  from: z.number().min(0).max(100).optional(),
  to: z.number().min(100).max(1000).optional(),
})

export interface Instance {
  readonly name: string
  readonly cube: Cube
  readonly threshold: number | undefined
  readonly protectZeros: boolean | undefined
  readonly weights: Float64Array | undefined
}

/** Linked tables of one instance: each over some of its dimensions, all folded from the same innermost cells. */
export interface LinkedInstance {
  readonly name: string
  readonly cubes: readonly Cube[]
  readonly records: LeafRecords
  readonly dimensions: readonly CubeDimension[]
  readonly threshold: number | undefined
  readonly protectZeros: boolean | undefined
}

/** The tables an instance is about, each as its dimensions. */
function specTables(dir: string): Result<string[][], BadInstance> {
  const spec = readSpec(dir)
  if (!spec.ok) return spec
  const tables = spec.value.tables ?? (spec.value.dims ? [spec.value.dims] : [])
  const empty = tables.length === 0 || tables.some((dims) => dims.length === 0)
  return empty ? badInstance(`spec.json in ${dir} names no dims.`) : ok(tables)
}

/** Whether an instance has several tables that share margins. */
export function isLinked(dir: string): boolean {
  const spec = readSpec(dir)
  return spec.ok && spec.value.tables !== undefined
}

/** Whether an instance is about sums of contributors' values and not about counts. */
export function isMagnitude(dir: string): boolean {
  const spec = readSpec(dir)
  return spec.ok && spec.value.type === 'magnitude'
}

/** Reads an instance with one table or several as records, so that the product of all dimensions need not be small. */
export function readLinked(dir: string): Result<LinkedInstance, BadInstance> {
  const spec = readSpec(dir)
  if (!spec.ok) return spec
  const tables = specTables(dir)
  if (!tables.ok) return tables
  const dimensions = readDimensions(dir, [...new Set(tables.value.flat())])
  if (!dimensions.ok) return dimensions
  if (!existsSync(join(dir, 'inner.csv'))) return badInstance(`There is no inner.csv in ${dir}.`)
  const axesOf = (dims: readonly string[]) => dims.flatMap((id) => dimensions.value.find((each) => each.id === id) ?? [])
  const cells = tables.value.reduce((sum, dims) => sum + cellCount(axesOf(dims)), 0)
  if (cells > MOST_CELLS)
    return badInstance(`The tables have ${cells} cells with their margins; at most ${MOST_CELLS} can be protected.`)
  const records = parseRecords(dimensions.value, readFileSync(join(dir, 'inner.csv'), 'utf8'))
  if (!records.ok) return records
  const { name, threshold, protectZeros } = spec.value
  return ok({
    name: name ?? basename(dir),
    cubes: tables.value.map((dims) => foldRecords(records.value, axesOf(dims))),
    records: records.value,
    dimensions: dimensions.value,
    threshold,
    protectZeros,
  })
}

/** Reads what `spec.json` says. */
export function readSpec(dir: string): Result<z.infer<typeof specSchema>, BadInstance> {
  if (!existsSync(join(dir, 'spec.json'))) return badInstance(`There is no spec.json in ${dir}.`)
  const spec = specSchema.safeParse(parseJson(readFileSync(join(dir, 'spec.json'), 'utf8')))
  if (spec.success) return ok(spec.data)
  return badInstance(`spec.json in ${dir} does not say what it must: ${z.prettifyError(spec.error).replaceAll('\n', ' ')}.`)
}

/** Reads an instance directory: `spec.json`, a hierarchy per dimension and the innermost counts. */
export function readInstance(dir: string): Result<Instance, BadInstance> {
  const spec = readSpec(dir)
  if (!spec.ok) return spec
  const { name, type, dims, tables, threshold, protectZeros, weights } = spec.value
  if (tables) return badInstance(`spec.json in ${dir} names linked tables, which this command does not take.`)
  if (type === 'magnitude') return badInstance(`spec.json in ${dir} is about magnitudes, which are read from micro.csv.`)
  if (!dims) return badInstance(`spec.json in ${dir} names no dims.`)
  if (new Set(dims).size < dims.length) return badInstance(`spec.json in ${dir} names a dimension twice.`)
  const dimensions = readDimensions(dir, dims)
  if (!dimensions.ok) return dimensions
  const cells = cellCount(dimensions.value)
  if (cells > MOST_CELLS)
    return badInstance(`The table has ${cells} cells with its margins; at most ${MOST_CELLS} can be protected.`)
  if (!existsSync(join(dir, 'inner.csv'))) return badInstance(`There is no inner.csv in ${dir}.`)
  const cube = parseInner(dimensions.value, readFileSync(join(dir, 'inner.csv'), 'utf8'))
  if (!cube.ok) return cube
  return ok({
    name: name ?? basename(dir),
    cube: cube.value,
    threshold,
    protectZeros,
    weights: weights && cellWeights(cube.value, weights),
  })
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text.replace(/^\uFEFF/, ''))
  } catch {
    return null
  }
}

/** Reads the hierarchies of the named dimensions. */
export function readDimensions(dir: string, ids: readonly string[]): Result<CubeDimension[], BadInstance> {
  const dimensions: CubeDimension[] = []
  for (const id of ids) {
    const file = join(dir, `hier_${id}.csv`)
    if (!existsSync(file)) return badInstance(`There is no hier_${id}.csv in ${dir}.`)
    const dimension = parseHierarchy(id, readFileSync(file, 'utf8'))
    if (!dimension.ok) return dimension
    dimensions.push(dimension.value)
  }
  return ok(dimensions)
}

/** The weight of every cell of a table: the product of its codes' weights. */
export function cellWeights(
  { dimensions, counts }: Cube,
  weights: Readonly<Record<string, Readonly<Record<string, number>>>>,
): Float64Array {
  const strides = addressStrides(dimensions)
  const byNode = dimensions.map(({ id, codes }) => codes.map((code) => weights[id]?.[code] ?? 1))
  return counts.map((_, address) =>
    byNode.reduce((product, own, d) => product * (own[Math.floor(address / (strides[d] ?? 1)) % own.length] ?? 1), 1),
  )
}
