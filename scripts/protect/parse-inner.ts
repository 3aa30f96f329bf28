import { ok, type Result } from '#lib/kernel/result.ts'
import { addressStrides, type Cube, type CubeDimension, cellCount } from '#lib/tabulation/cube.ts'
import { foldMargins } from '#lib/tabulation/fold-margins.ts'
import { type BadInstance, badInstance } from './bad-instance.ts'
import { csvLines } from './csv-lines.ts'
import { leafCodes, wholeCount } from './leaf-records.ts'

/**
 * Reads the innermost cells (one column per dimension, then `freq`; absent combinations are zero) and adds the margins. A line with a
 * total or subtotal for a code states a margin, which must be what its parts add up to.
 */
export function parseInner(dimensions: readonly CubeDimension[], text: string): Result<Cube, BadInstance> {
  const read = csvLines('inner.csv', text)
  if (!read.ok) return read
  const [header, ...lines] = read.value
  const names = header?.fields ?? []
  const columns = [...dimensions.map(({ id }) => id), 'freq'].map((name) => names.indexOf(name))
  const missing = columns.indexOf(-1)
  if (missing >= 0) return badInstance(`inner.csv has no column ${dimensions[missing]?.id ?? 'freq'}.`)
  const twice = names.find((name, k) => names.indexOf(name) !== k)
  if (twice !== undefined) return badInstance(`inner.csv has two columns ${twice}.`)
  const strides = addressStrides(dimensions)
  const nodes = dimensions.map((dimension) => {
    const leaves = new Set(leafCodes(dimension))
    return new Map(dimension.codes.map((code, node) => [code, { node, isInnermost: leaves.has(code) }]))
  })
  const counts = new Float64Array(cellCount(dimensions))
  const stated = new Map<number, { line: number; count: number }>()
  const filled = new Uint8Array(counts.length)
  for (const { line, fields } of lines) {
    const place = `inner.csv, line ${line}`
    if (fields.length !== names.length) return badInstance(`${place} has ${fields.length} fields and not ${names.length}.`)
    let address = 0
    let isInnermost = true
    for (const [d, dimension] of dimensions.entries()) {
      const code = fields[columns[d] ?? 0] ?? ''
      const found = nodes[d]?.get(code)
      if (!found) return badInstance(`${place}: ${code || 'nothing'} is not a code of ${dimension.id}.`)
      address += found.node * (strides[d] ?? 1)
      isInnermost &&= found.isInnermost
    }
    const count = wholeCount(fields[columns[dimensions.length] ?? 0] ?? '')
    if (typeof count === 'string') return badInstance(`${place}: ${count}.`)
    const codes = dimensions.map((_, d) => fields[columns[d] ?? 0] ?? '')
    if (filled[address] === 1) return badInstance(`${place}: the cell ${codes.join(', ')} stands there twice.`)
    filled[address] = 1
    if (isInnermost) counts[address] = count
    else stated.set(address, { line, count })
  }
  foldMargins(dimensions, counts)
  for (const [address, { line, count }] of stated)
    if (counts[address] !== count)
      return badInstance(`inner.csv, line ${line}: the margin is ${count}, and its parts add up to ${counts[address]}.`)
  if (Number.isSafeInteger(counts[0])) return ok({ dimensions, counts })
  return badInstance('inner.csv: the counts add up to more than can be counted exactly.')
}
