import { ok, type Result } from '#lib/kernel/result.ts'
import { addressStrides, type Cube, type CubeDimension, cellCount } from '#lib/tabulation/cube.ts'
import { foldMargins } from '#lib/tabulation/fold-margins.ts'
import { type BadInstance, badInstance } from './bad-instance.ts'
import { csvLines } from './csv-lines.ts'

/** Innermost cells of any number of dimensions, without their product: a code per dimension and a count each. */
export interface LeafRecords {
  readonly dims: readonly string[]
  readonly rows: readonly { readonly codes: readonly string[]; readonly count: number }[]
}

/** Reads `inner.csv` as records; codes are checked against the hierarchies. */
export function parseRecords(dimensions: readonly CubeDimension[], text: string): Result<LeafRecords, BadInstance> {
  const read = csvLines('inner.csv', text)
  if (!read.ok) return read
  const [first, ...lines] = read.value
  const header = first?.fields ?? []
  const dims = dimensions.map(({ id }) => id)
  const columns = [...dims, 'freq'].map((name) => header.indexOf(name))
  const missing = columns.indexOf(-1)
  if (missing >= 0) return badInstance(`inner.csv has no column ${dims[missing] ?? 'freq'}.`)
  const leaves = dimensions.map((dimension) => new Set(leafCodes(dimension)))
  const seen = new Set<string>()
  const rows: { codes: string[]; count: number }[] = []
  for (const { line, fields } of lines) {
    const place = `inner.csv, line ${line}`
    if (fields.length !== header.length) return badInstance(`${place} has ${fields.length} fields and not ${header.length}.`)
    const codes = dims.map((_, d) => fields[columns[d] ?? 0] ?? '')
    const wrong = codes.findIndex((code, d) => !leaves[d]?.has(code))
    if (wrong >= 0) return badInstance(`${place}: ${codes[wrong] || 'nothing'} is not an innermost code of ${dims[wrong]}.`)
    const count = wholeCount(fields[columns[dims.length] ?? 0] ?? '')
    if (typeof count === 'string') return badInstance(`${place}: ${count}.`)
    const key = codes.join('\n')
    if (seen.has(key)) return badInstance(`${place}: the cell ${codes.join(', ')} stands there twice.`)
    seen.add(key)
    rows.push({ codes, count })
  }
  return ok({ dims, rows })
}

/** A whole count of 0 or more, or what is wrong with it. */
export function wholeCount(text: string): number | string {
  const count = /^\d+$/.test(text) ? Number(text) : Number.NaN
  if (Number.isSafeInteger(count)) return count
  if (/^\d+,\d+$/.test(text)) return `${text} has a decimal comma, and a count is a whole number`
  return `${text || 'nothing'} is not a whole count of 0 or more`
}

/** Codes without children. */
export function leafCodes({ codes, parents }: CubeDimension): string[] {
  const inner = new Set(parents)
  return codes.filter((_, node) => !inner.has(node))
}

/** A table over some of the dimensions of the records, margins included. */
export function foldRecords({ dims, rows }: LeafRecords, dimensions: readonly CubeDimension[]): Cube {
  const strides = addressStrides(dimensions)
  const places = dimensions.map(({ id, codes }) => ({
    column: dims.indexOf(id),
    nodes: new Map(codes.map((code, node) => [code, node])),
  }))
  const counts = new Float64Array(cellCount(dimensions))
  for (const { codes, count } of rows) {
    let address = 0
    for (const [d, { column, nodes }] of places.entries()) address += (nodes.get(codes[column] ?? '') ?? 0) * (strides[d] ?? 1)
    counts[address] = (counts[address] ?? 0) + count
  }
  foldMargins(dimensions, counts)
  return { dimensions, counts }
}
