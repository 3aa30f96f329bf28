import type { ContributionRecords } from '#lib/disclosure/magnitudes/magnitude-table.ts'
import { ok, type Result } from '#lib/kernel/result.ts'
import { addressStrides, type CubeDimension } from '#lib/tabulation/cube.ts'
import { type BadInstance, badInstance } from './bad-instance.ts'
import { type CsvLine, csvLines } from './csv-lines.ts'
import { leafCodes } from './leaf-records.ts'

/** Contributions as read, with the decimals their values were written with: a value of 1 stands for 10 ** -decimals. */
export interface Micro {
  readonly records: ContributionRecords
  readonly decimals: number
}

/** Which columns hold the contributor and her value; found by themselves where only one is left. */
export interface MicroColumns {
  readonly contributor: string | undefined
  readonly value: string | undefined
}

const CONTRIBUTOR_NAMES = ['contributor', 'holding']
const MOST_DECIMALS = 6

/** Reads `micro.csv`: a line per contribution with the innermost code of each dimension, who gave it, and how much. */
export function parseMicro(dimensions: readonly CubeDimension[], wanted: MicroColumns, text: string): Result<Micro, BadInstance> {
  const read = csvLines('micro.csv', text)
  if (!read.ok) return read
  const [header, ...lines] = read.value
  const columns = findColumns(dimensions, wanted, header?.fields ?? [])
  if (!columns.ok) return columns
  const { at, contributor, value } = columns.value
  const strides = addressStrides(dimensions)
  const nodes = dimensions.map((dimension) => {
    const leaves = new Set(leafCodes(dimension))
    return new Map(dimension.codes.flatMap((code, node) => (leaves.has(code) ? [[code, node] as const] : [])))
  })
  const numbers = new Map<string, number>()
  const addresses = new Int32Array(lines.length)
  const contributors = new Int32Array(lines.length)
  const texts: string[] = []
  for (const [r, { line, fields }] of lines.entries()) {
    const place = `micro.csv, line ${line}`
    const length = header?.fields.length ?? 0
    if (fields.length !== length) return badInstance(`${place} has ${fields.length} fields and not ${length}.`)
    for (const [d, { id }] of dimensions.entries()) {
      const code = fields[at[d] ?? 0] ?? ''
      const node = nodes[d]?.get(code)
      if (node === undefined) return badInstance(`${place}: ${code || 'nothing'} is not an innermost code of ${id}.`)
      addresses[r] = (addresses[r] ?? 0) + node * (strides[d] ?? 1)
    }
    const who = fields[contributor] ?? ''
    if (who === '') return badInstance(`${place} names no contributor.`)
    if (!numbers.has(who)) numbers.set(who, numbers.size)
    contributors[r] = numbers.get(who) ?? 0
    const wrong = wrongValue(fields[value] ?? '')
    if (wrong) return badInstance(`${place}: ${wrong}.`)
    texts.push(fields[value] ?? '')
  }
  return wholeUnits(lines, texts, { addresses, contributors })
}

function findColumns(dimensions: readonly CubeDimension[], wanted: MicroColumns, header: readonly string[]) {
  const twice = header.find((name, k) => header.indexOf(name) !== k)
  if (twice !== undefined) return badInstance(`micro.csv has two columns ${twice}.`)
  const at = dimensions.map(({ id }) => header.indexOf(id))
  const missing = dimensions[at.indexOf(-1)]
  if (missing) return badInstance(`micro.csv has no column ${missing.id}.`)
  const named = wanted.contributor ?? CONTRIBUTOR_NAMES.find((name) => header.includes(name)) ?? 'contributor'
  const contributor = header.indexOf(named)
  if (contributor < 0) return badInstance(`micro.csv has no column ${named} for the contributor.`)
  const left = header.filter((_, k) => k !== contributor && !at.includes(k))
  if (wanted.value === undefined && left.length !== 1)
    return badInstance(
      left.length === 0
        ? 'micro.csv has no column for the value.'
        : `micro.csv has the columns ${left.join(', ')}: say in the rule which one is added up, as value=COLUMN.`,
    )
  const value = header.indexOf(wanted.value ?? left[0] ?? '')
  if (value < 0) return badInstance(`micro.csv has no column ${wanted.value} for the value.`)
  return ok({ at, contributor, value })
}

/** What is wrong with a value, or null. */
function wrongValue(text: string): string | null {
  if (/^\d+(\.\d{1,6})?$/.test(text)) return null
  if (text === '') return 'nothing stands where the value should be'
  if (/^-\d/.test(text)) return `${text} is below zero, and the rules are about values of 0 or more`
  if (/^\d+(\.\d{3})*,\d+$/.test(text)) return `${text} has a decimal comma; write a decimal point`
  if (/^\d+\.\d+$/.test(text)) return `${text} has more than ${MOST_DECIMALS} decimals`
  return `${text} is not a number`
}

/** The values in whole numbers of the smallest unit any of them was written in, so that sums are exact. */
function wholeUnits(
  lines: readonly CsvLine[],
  texts: readonly string[],
  { addresses, contributors }: Pick<ContributionRecords, 'addresses' | 'contributors'>,
): Result<Micro, BadInstance> {
  const decimals = texts.reduce((most, text) => Math.max(most, text.split('.')[1]?.length ?? 0), 0)
  const values = new Float64Array(texts.length)
  let total = 0
  for (const [r, text] of texts.entries()) {
    const [whole = '', part = ''] = text.split('.')
    values[r] = Number(whole + part.padEnd(decimals, '0'))
    total += values[r] ?? 0
    if (!Number.isSafeInteger(total))
      return badInstance(`micro.csv, line ${lines[r]?.line}: the values add up to more than can be counted exactly.`)
  }
  return ok({ records: { addresses, contributors, values }, decimals })
}
