import { parse } from 'csv-parse/sync'
import { ok, type Result } from '#lib/kernel/result.ts'
import { addressStrides, type CubeDimension, cellCount } from '#lib/tabulation/cube.ts'
import { type BadInstance, badInstance } from './bad-instance.ts'

/** Reads a protected table: every cell once, its count where published and null where hidden, by address. */
export function readProtected(dimensions: readonly CubeDimension[], text: string): Result<(number | null)[], BadInstance> {
  const rows: string[][] = parse(text, { relax_column_count: true, skip_empty_lines: true, bom: true })
  const header = rows[0] ?? []
  const columns = [...dimensions.map(({ id }) => id), 'freq', 'status'].map((name) => header.indexOf(name))
  if (columns.includes(-1)) return badInstance('protected.csv must have a column per dimension, freq and status.')
  const strides = addressStrides(dimensions)
  const nodes = dimensions.map(({ codes }) => new Map(codes.map((code, node) => [code, node])))
  const counts: (number | null | undefined)[] = new Array(cellCount(dimensions)).fill(undefined)
  for (const [at, row] of rows.entries()) {
    if (at === 0) continue
    const place = `protected.csv, line ${at + 1}`
    let address = 0
    for (const [d, dimension] of dimensions.entries()) {
      const code = row[columns[d] ?? 0] ?? ''
      const node = nodes[d]?.get(code)
      if (node === undefined) return badInstance(`${place}: ${code} is not a code of ${dimension.id}.`)
      address += node * (strides[d] ?? 1)
    }
    const freq = row[columns[dimensions.length] ?? 0] ?? ''
    const status = row[columns[dimensions.length + 1] ?? 0] ?? ''
    const isSound = status === 'published' ? /^\d+$/.test(freq) : status === 'hidden' && freq === ''
    if (!isSound) return badInstance(`${place}: a published cell has a whole count and a hidden one has none.`)
    if (counts[address] !== undefined) return badInstance(`${place}: the cell stands there twice.`)
    counts[address] = status === 'hidden' ? null : Number(freq)
  }
  const absent = counts.indexOf(undefined)
  if (absent >= 0) return badInstance('protected.csv does not have every cell of the table.')
  return ok(counts.map((count) => count ?? null))
}
