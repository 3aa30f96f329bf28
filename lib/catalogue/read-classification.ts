import { parse } from 'csv-parse/sync'
import { ok, type Refusal, type Result, refuse } from '#lib/kernel/result.ts'
import type { ClassificationLevel, ClassificationNode } from './classification.ts'

export type ClassificationFileRefusal = Refusal<'malformed-classification'> & { readonly line: number; readonly reason: string }

const malformed = (line: number, reason: string) => refuse('malformed-classification', { line, reason })

/**
 * Reads the nodes of a classification from CSV with a heading line: `code`, `level`, `parent`, `label_da`, `label_en`, and for
 * codes stored as numbers `from`, `to`, and for codes that come and go `valid_from`, `valid_to` as `YYYY-MM-DD`.
 */
export function readClassificationCsv(text: string): Result<ClassificationNode[], ClassificationFileRefusal> {
  let records: Record<string, string>[]
  try {
    records = parse(text, { columns: true, bom: true, skip_empty_lines: true, trim: true })
  } catch (error) {
    const line = (error as { lines?: number }).lines ?? 1
    return malformed(line, 'not a CSV table with one heading line')
  }
  const nodes: ClassificationNode[] = []
  for (const [at, record] of records.entries()) {
    const line = at + 2
    const { code, level, parent, label_da: da, label_en: en } = record
    if (!code || !level || !da) return malformed(line, 'code, level and label_da must be filled in')
    const number = (name: string) => (record[name] ? { [name]: Number(record[name]) } : {})
    const bounds = { ...number('from'), ...number('to') }
    if (Object.values(bounds).some((bound) => !Number.isInteger(bound)))
      return malformed(line, 'from and to must be whole numbers')
    const validity = {
      ...(record.valid_from ? { validFrom: record.valid_from } : {}),
      ...(record.valid_to ? { validTo: record.valid_to } : {}),
    }
    if (Object.values(validity).some((day) => !/^\d{4}-\d{2}-\d{2}$/.test(day)))
      return malformed(line, 'valid_from and valid_to must be days as YYYY-MM-DD')
    nodes.push({ code, level, parent: parent || null, label: { da, en: en || da }, ...bounds, ...validity })
  }
  return nodes.length > 0 ? ok(nodes) : malformed(1, 'no codes')
}

/** How codes of the SKS file become levels: those of one length each, finest first; a code hangs from its own first letters. */
export interface SksWanted {
  /** The record type in the first three letters, for instance `dia`. */
  readonly type: string
  readonly levels: readonly (Pick<ClassificationLevel, 'id'> & { readonly length: number })[]
}

/** Fields of a line, counted from 0, end excluded: type, code, first day, day of change, last day, text. */
const SKS = { type: [0, 3], code: [3, 23], from: [23, 31], to: [39, 47], text: [47, 167] } as const
/** The file's way of writing that a code is still in use. */
const SKS_OPEN_YEAR = 2500

/**
 * Reads nodes from the text of the Danish SKS classification file: lines of fixed fields. A code with several periods gets the
 * first day of the first and the last day of the last; its text is that of the last. Codes that lack an ancestor on a wanted
 * level are left out.
 */
export function readSks(text: string, wanted: SksWanted): Result<ClassificationNode[], ClassificationFileRefusal> {
  const byCode = new Map<string, { from: string; to: string; label: string }>()
  for (const [at, line] of text.split(/\r?\n/).entries()) {
    if (line.trim() === '') continue
    const field = ([start, end]: readonly [number, number]) => line.slice(start, end).trim()
    if (field(SKS.type).toLowerCase() !== wanted.type.toLowerCase()) continue
    const [code, from, to, label] = [field(SKS.code), field(SKS.from), field(SKS.to), field(SKS.text)]
    if (!/^[A-Z0-9]+$/i.test(code)) return malformed(at + 1, 'no code in columns 4 to 23')
    if (!/^\d{8}$/.test(from) || !/^\d{8}$/.test(to)) return malformed(at + 1, 'no days in columns 24 to 31 and 40 to 47')
    const known = byCode.get(code)
    const isLater = !known || to >= known.to
    byCode.set(code, {
      from: known && known.from < from ? known.from : from,
      to: isLater ? to : known.to,
      label: isLater ? label : known.label,
    })
  }
  const nodes = wanted.levels.flatMap(({ id, length }, depth) =>
    [...byCode].flatMap(([code, { from, to, label }]): ClassificationNode[] => {
      if (code.length !== length) return []
      const above = wanted.levels.slice(depth + 1)
      if (above.some((level) => !byCode.has(code.slice(0, level.length)))) return []
      const parent = above[0] ? code.slice(0, above[0].length) : null
      const validTo = Number(to.slice(0, 4)) >= SKS_OPEN_YEAR ? {} : { validTo: dayOfSks(to) }
      return [{ code, level: id, parent, label: { da: label, en: label }, validFrom: dayOfSks(from), ...validTo }]
    }),
  )
  return nodes.length > 0 ? ok(nodes) : malformed(1, `no codes of type ${wanted.type} with the wanted lengths`)
}

function dayOfSks(digits: string): string {
  return `${digits.slice(0, 4)}-${digits.slice(4, 6)}-${digits.slice(6, 8)}`
}
