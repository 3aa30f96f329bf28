import { parse } from 'csv-parse/sync'
import { ok, type Result } from '#lib/kernel/result.ts'
import { addressStrides, type Cube, type CubeDimension, cellCount } from '#lib/tabulation/cube.ts'
import { foldMargins } from '#lib/tabulation/fold-margins.ts'
import { type BadInstance, badInstance } from './bad-instance.ts'

/** Reads the innermost cells (one column per dimension, then `freq`; absent combinations are zero) and adds the margins. */
export function parseInner(dimensions: readonly CubeDimension[], text: string): Result<Cube, BadInstance> {
  const rows: string[][] = parse(text, { relax_column_count: true, skip_empty_lines: true, trim: true, bom: true })
  const header = rows[0] ?? []
  const columns = [...dimensions.map(({ id }) => id), 'freq'].map((name) => header.indexOf(name))
  const missing = columns.indexOf(-1)
  if (missing >= 0) return badInstance(`inner.csv has no column ${dimensions[missing]?.id ?? 'freq'}.`)
  const strides = addressStrides(dimensions)
  const nodes = dimensions.map(innermostNodes)
  const counts = new Float64Array(cellCount(dimensions))
  const filled = new Uint8Array(counts.length)
  for (const [at, row] of rows.entries()) {
    if (at === 0) continue
    const place = `inner.csv, line ${at + 1}`
    if (row.length !== header.length) return badInstance(`${place} has ${row.length} fields and not ${header.length}.`)
    let address = 0
    for (const [d, dimension] of dimensions.entries()) {
      const code = row[columns[d] ?? 0] ?? ''
      const node = nodes[d]?.get(code)
      if (node === undefined) return badInstance(`${place}: ${code} is not an innermost code of ${dimension.id}.`)
      address += node * (strides[d] ?? 1)
    }
    const text = row[columns[dimensions.length] ?? 0] ?? ''
    const count = /^\d+$/.test(text) ? Number(text) : Number.NaN
    if (!Number.isSafeInteger(count)) return badInstance(`${place}: ${text || 'nothing'} is not a whole count of 0 or more.`)
    if (filled[address] === 1) return badInstance(`${place}: the cell ${row.slice(0, -1).join(', ')} stands there twice.`)
    filled[address] = 1
    counts[address] = count
  }
  foldMargins(dimensions, counts)
  return ok({ dimensions, counts })
}

/** The node of every code without children. */
function innermostNodes({ codes, parents }: CubeDimension): Map<string, number> {
  const inner = new Set(parents)
  return new Map(codes.flatMap((code, node) => (inner.has(node) ? [] : [[code, node] as const])))
}
