import { ok, type Result } from '#lib/kernel/result.ts'
import { addressStrides, type CubeDimension, cellCount } from '#lib/tabulation/cube.ts'
import { type BadInstance, badInstance } from './bad-instance.ts'
import { csvLines } from './csv-lines.ts'

/** One line of a protected table: the code of every dimension, and what is published; null where it is hidden. */
export interface ProtectedLine {
  readonly line: number
  readonly codes: readonly string[]
  readonly value: number | null
}

/**
 * Reads a protected table, ours or another program's: a column per dimension and `freq`, empty where a cell is hidden. A column
 * `status` may say it as well, and must then agree. `decimals`: how many a published value may have; it is read in units of the last.
 */
export function readProtectedLines(dims: readonly string[], text: string, decimals = 0): Result<ProtectedLine[], BadInstance> {
  const read = csvLines('protected.csv', text)
  if (!read.ok) return read
  const [header, ...lines] = read.value
  const at = [...dims, 'freq'].map((name) => header?.fields.indexOf(name) ?? -1)
  const missing = at.indexOf(-1)
  if (missing >= 0) return badInstance(`protected.csv has no column ${dims[missing] ?? 'freq'}.`)
  const status = header?.fields.indexOf('status') ?? -1
  const shape = decimals === 0 ? /^\d+$/ : new RegExp(`^\\d+(\\.\\d{1,${decimals}})?$`)
  const found: ProtectedLine[] = []
  for (const { line, fields } of lines) {
    const place = `protected.csv, line ${line}`
    const freq = fields[at[dims.length] ?? 0] ?? ''
    const mark = status < 0 ? (freq === '' ? 'hidden' : 'published') : (fields[status] ?? '')
    const isSound = mark === 'published' ? shape.test(freq) : mark === 'hidden' && freq === ''
    if (!isSound)
      return badInstance(
        `${place}: a published cell has a ${decimals === 0 ? 'whole count' : 'number'} and a hidden one has none.`,
      )
    const [whole = '', part = ''] = freq.split('.')
    const value = mark === 'hidden' ? null : Number(whole + part.padEnd(decimals, '0'))
    found.push({ line, codes: dims.map((_, d) => fields[at[d] ?? 0] ?? ''), value })
  }
  return ok(found)
}

/** Reads a protected table of one cube: every cell once, by address. */
export function readProtected(
  dimensions: readonly CubeDimension[],
  text: string,
  decimals = 0,
): Result<(number | null)[], BadInstance> {
  const dims = dimensions.map(({ id }) => id)
  const read = readProtectedLines(dims, text, decimals)
  if (!read.ok) return read
  const strides = addressStrides(dimensions)
  const nodes = dimensions.map(({ codes }) => new Map(codes.map((code, node) => [code, node])))
  const values: (number | null | undefined)[] = new Array(cellCount(dimensions)).fill(undefined)
  for (const { line, codes, value } of read.value) {
    const place = `protected.csv, line ${line}`
    let address = 0
    for (const [d, code] of codes.entries()) {
      const node = nodes[d]?.get(code)
      if (node === undefined) return badInstance(`${place}: ${code || 'nothing'} is not a code of ${dims[d]}.`)
      address += node * (strides[d] ?? 1)
    }
    if (values[address] !== undefined) return badInstance(`${place}: the cell ${codes.join(', ')} stands there twice.`)
    values[address] = value
  }
  const absent = values.indexOf(undefined)
  if (absent < 0) return ok(values.map((value) => value ?? null))
  return badInstance(`protected.csv does not have the cell ${codesOf(dimensions, absent).join(', ')}.`)
}

/** The codes of a cell of a table. */
export function codesOf(dimensions: readonly CubeDimension[], address: number): string[] {
  const strides = addressStrides(dimensions)
  return dimensions.map(({ codes }, d) => codes[Math.floor(address / (strides[d] ?? 1)) % codes.length] ?? '')
}
