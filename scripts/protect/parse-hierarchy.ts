import { ok, type Result } from '#lib/kernel/result.ts'
import type { CubeDimension } from '#lib/tabulation/cube.ts'
import { type BadInstance, badInstance } from './bad-instance.ts'
import { csvLines } from './csv-lines.ts'

/**
 * Reads a hierarchy in the field's notation: lines `levels,codes`, where the number of `@` is the depth, the total first and
 * every code after its parent. The children of a dimension from a file add up to their parent.
 */
export function parseHierarchy(id: string, text: string): Result<CubeDimension, BadInstance> {
  const file = `hier_${id}.csv`
  const read = csvLines(file, text)
  if (!read.ok) return read
  const [header, ...lines] = read.value
  if (header?.fields.join() !== 'levels,codes') return badInstance(`${file} must begin with the line levels,codes.`)
  const codes: string[] = []
  const parents: number[] = []
  const path: number[] = []
  const seen = new Set<string>()
  for (const { line, fields } of lines) {
    const place = `${file}, line ${line}`
    const [levels = '', code = ''] = fields
    if (!/^@+$/.test(levels) || code === '' || fields.length !== 2)
      return badInstance(`${place}: ${fields.join()} is not a level of @ signs and a code.`)
    const depth = levels.length
    if (path.slice(0, depth - 1).some((node) => codes[node] === code))
      return badInstance(`${place}: the code ${code} stands under itself.`)
    if (codes.length === 0 ? depth !== 1 : depth === 1 || depth > path.length + 1)
      return badInstance(`${place}: the code ${code} has no parent one level above it.`)
    if (seen.has(code)) return badInstance(`${place}: the code ${code} stands in the hierarchy twice.`)
    seen.add(code)
    parents.push(depth === 1 ? -1 : (path[depth - 2] ?? -1))
    path.length = depth - 1
    path.push(codes.push(code) - 1)
  }
  if (codes.length === 0) return badInstance(`${file} has no codes.`)
  return ok({ id, codes, parents: Int32Array.from(parents), additive: true })
}
