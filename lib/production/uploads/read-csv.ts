import { parse } from 'csv-parse/sync'
import { ok, type Result, refuse } from '#lib/kernel/result.ts'
import { EMPTY_CELL, type RawCell, type RawTable } from './raw-table.ts'
import { UPLOAD_LIMITS } from './upload-limits.ts'
import type { UploadRefusal } from './upload-refusal.ts'

const SEPARATORS = [';', ',', '\t'] as const

/** Reads a CSV file: UTF-8, or Windows-1252 as SAS on Windows writes it; the separator is the one of its first line. */
export function readCsv(bytes: Uint8Array): Result<RawTable, UploadRefusal> {
  const { text, encoding } = decode(bytes)
  if (text.includes('\0')) return refuse('upload-unknown-format')
  const firstLine = text.slice(0, text.search(/\r|\n|$/))
  const separator = separatorOf(firstLine)
  if (separator === null) return refuse('upload-separator-unclear')
  let records: string[][]
  try {
    records = parse(text, { delimiter: separator, relax_column_count: true, skip_empty_lines: false, max_record_size: 1_000_000 })
  } catch {
    return refuse('upload-damaged')
  }
  const first = records.findIndex(hasText)
  const header = records[first]
  if (!header) return refuse('upload-empty')
  const numbers = [...records.keys()].filter((at) => at > first && hasText(records[at] ?? []))
  const lines = numbers.map((at) => records[at] ?? [])
  if (lines.length > UPLOAD_LIMITS.rows || lines.length * header.length > UPLOAD_LIMITS.cells) return refuse('upload-too-large')
  const uneven = lines.findIndex((line) => line.length !== header.length)
  if (uneven >= 0) return refuse('upload-uneven-rows', { line: (numbers[uneven] ?? 0) + 1 })
  return ok({
    format: 'csv',
    writtenAs: { encoding, separator },
    sheets: [],
    sheet: null,
    header: header.map((name) => name.trim()),
    rows: lines.map((line) => line.map(textCell)),
    rowNumbers: Int32Array.from(numbers, (at) => at + 1),
    hiddenRows: [],
  })
}

function hasText(record: readonly string[]): boolean {
  return record.some((text) => text.trim() !== '')
}

function textCell(raw: string): RawCell {
  const text = raw.trim()
  return text === '' ? EMPTY_CELL : { kind: 'text', text }
}

function decode(bytes: Uint8Array): { readonly text: string; readonly encoding: string } {
  try {
    return { text: new TextDecoder('utf-8', { fatal: true }).decode(bytes), encoding: 'UTF-8' }
  } catch {
    return { text: new TextDecoder('windows-1252').decode(bytes), encoding: 'Windows-1252' }
  }
}

/** The separator that stands most often in the first line, outside quotes. Null when two stand equally often. */
function separatorOf(line: string): (typeof SEPARATORS)[number] | null {
  const bare = line.replace(/"[^"]*"/g, '')
  const found = SEPARATORS.map((separator) => ({ separator, times: bare.split(separator).length - 1 })).sort(
    (a, b) => b.times - a.times,
  )
  const [most, next] = found
  if (!most || !next || most.times === 0) return ';'
  return most.times === next.times ? null : most.separator
}
