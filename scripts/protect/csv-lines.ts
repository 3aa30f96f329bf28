import { ok, type Result } from '#lib/kernel/result.ts'
import { type BadInstance, badInstance } from './bad-instance.ts'

/** One line of a comma-separated file: where it stands, counted from 1, and its fields without blanks around them. */
export interface CsvLine {
  readonly line: number
  readonly fields: readonly string[]
}

/**
 * Splits a comma-separated text into its lines; blank ones are left out but counted. A byte order mark and either kind of line end
 * are fine. A field with a comma stands in double quotes; a field goes over one line.
 */
export function csvLines(file: string, text: string): Result<CsvLine[], BadInstance> {
  const plain = text.startsWith('\uFEFF') ? text.slice(1) : text
  const lines: CsvLine[] = []
  for (const [at, raw] of plain.split(/\r\n|\n|\r/).entries()) {
    if (raw.trim() === '') continue
    if (raw.includes('\0') || raw.includes('\uFFFD')) return badInstance(`${file}, line ${at + 1} is not text in UTF-8.`)
    const fields = raw.includes('"') ? quotedFields(raw) : raw.split(',').map((field) => field.trim())
    if (!fields) return badInstance(`${file}, line ${at + 1} has a double quote that is not closed.`)
    if (lines.length === 0 && fields.length === 1 && raw.includes(';'))
      return badInstance(`${file}, line ${at + 1} separates its columns by semicolons; they must be separated by commas.`)
    lines.push({ line: at + 1, fields })
  }
  return lines.length === 0 ? badInstance(`${file} is empty.`) : ok(lines)
}

/** Fields of a line with double quotes in it; null when one is not closed or something stands beside it. */
function quotedFields(raw: string): string[] | null {
  const fields: string[] = []
  const field = /\s*(?:"((?:[^"]|"")*)"\s*|([^",]*))(,|$)/y
  for (;;) {
    const match = field.exec(raw)
    if (!match) return null
    fields.push(match[1]?.replaceAll('""', '"').trim() ?? match[2]?.trim() ?? '')
    if (match[3] === '') return fields
  }
}
