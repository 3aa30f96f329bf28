import { existsSync, readFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { parse } from 'csv-parse/sync'
import { ok, type Result } from '#lib/kernel/result.ts'
import { addressStrides, type CubeDimension, cellCount } from '#lib/tabulation/cube.ts'
import { type BadInstance, badInstance } from './bad-instance.ts'
import { certifiedSchema, dimensionsOf } from './certified-structure.ts'
import { type LeafRecords, leafCodes } from './leaf-records.ts'

/** One table released before: its structure, what was hidden, and the true counts. */
export interface EarlierTable {
  readonly id: string
  readonly dimensions: readonly CubeDimension[]
  readonly counts: Float64Array
  readonly hidden: Uint8Array
  /** Its innermost cells, to count refinements by. */
  readonly records: LeafRecords
}

/** Reads the directory an earlier protection wrote: every table in it, and the hash its certificate names. */
export function readEarlier(dir: string): Result<{ tables: EarlierTable[]; sha256: string }, BadInstance> {
  for (const name of ['decisions.csv', 'certificate.json'])
    if (!existsSync(join(dir, name))) return badInstance(`There is no ${name} in ${dir}, which --released names.`)
  const certified = certifiedSchema.safeParse(parseJson(readFileSync(join(dir, 'certificate.json'), 'utf8')))
  if (!certified.success) return badInstance(`certificate.json in ${dir} does not name the tables it is about.`)
  const dimensions = dimensionsOf(certified.data)
  const text = readFileSync(join(dir, 'decisions.csv'), 'utf8')
  const [header = [], ...lines]: string[][] = parse(text, { skip_empty_lines: true, relax_column_count: true })
  const tables: EarlierTable[] = []
  for (const [t, own] of certified.data.tables.entries()) {
    const axes = own.flatMap((id) => dimensions.find((dimension) => dimension.id === id) ?? [])
    const id = `${basename(dir)}${certified.data.tables.length > 1 ? ` ${t + 1}` : ''}`
    const table = readTable(id, axes, dimensions, header, lines)
    if (!table) return badInstance(`decisions.csv in ${dir} does not have every cell of its tables.`)
    tables.push(table)
  }
  return ok({ tables, sha256: certified.data.outputSha256 })
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}

/** The cells of one table among the lines: dimensions it does not have stand at their total. Null when one is absent. */
function readTable(
  id: string,
  axes: readonly CubeDimension[],
  all: readonly CubeDimension[],
  header: readonly string[],
  lines: readonly string[][],
): EarlierTable | null {
  const strides = addressStrides(axes)
  const others = all.filter((dimension) => !axes.includes(dimension))
  const nodes = axes.map(({ codes }) => new Map(codes.map((code, node) => [code, node])))
  const leaves = axes.map((dimension) => new Set(leafCodes(dimension)))
  const counts = new Float64Array(cellCount(axes)).fill(Number.NaN)
  const hidden = new Uint8Array(counts.length)
  const rows: { codes: string[]; count: number }[] = []
  const at = (line: readonly string[], column: string) => line[header.indexOf(column)] ?? ''
  for (const line of lines) {
    if (others.some((dimension) => at(line, dimension.id) !== dimension.codes[0])) continue
    const codes = axes.map((dimension) => at(line, dimension.id))
    const address = codes.reduce((sum, code, d) => sum + (nodes[d]?.get(code) ?? Number.NaN) * (strides[d] ?? 1), 0)
    const count = Number(at(line, 'freq'))
    counts[address] = count
    hidden[address] = at(line, 'status') === 'hidden' ? 1 : 0
    if (codes.every((code, d) => leaves[d]?.has(code))) rows.push({ codes, count })
  }
  const dims = axes.map((dimension) => dimension.id)
  return counts.some(Number.isNaN) ? null : { id, dimensions: axes, counts, hidden, records: { dims, rows } }
}
