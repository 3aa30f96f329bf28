import { type Result, refuse } from '#lib/kernel/result.ts'
import { cellAddress, type RawTable } from './raw-table.ts'
import { readCsv } from './read-csv.ts'
import { readWorkbook } from './read-workbook.ts'
import { UPLOAD_LIMITS } from './upload-limits.ts'
import type { UploadRefusal } from './upload-refusal.ts'

/** Reads a file by what it is, not by what it is called. `sheet`: the sheet wanted of a workbook; null for its first. */
export async function readUpload(bytes: Uint8Array, sheet: string | null): Promise<Result<RawTable, UploadRefusal>> {
  if (bytes.length === 0) return refuse('upload-empty')
  if (bytes.length > UPLOAD_LIMITS.bytes) return refuse('upload-too-large')
  const begins = (...magic: number[]) => magic.every((byte, at) => bytes[at] === byte)
  // Old Excel files and workbooks with a password are both kept in Microsoft's compound format.
  if (begins(0xd0, 0xcf, 0x11, 0xe0)) return refuse('upload-old-excel')
  const read = begins(0x50, 0x4b) ? await readWorkbook(bytes, sheet) : readCsv(bytes)
  return read.ok ? checkShape(read) : read
}

function checkShape(read: { readonly ok: true; readonly value: RawTable }): Result<RawTable, UploadRefusal> {
  const { header, rows, rowNumbers } = read.value
  if (header.length > UPLOAD_LIMITS.columns) return refuse('upload-too-large')
  if (header.length < 2 || rows.length === 0) return refuse('upload-not-a-table')
  const unnamed = header.indexOf('')
  const headRow = addressRowOfHeader(rowNumbers)
  if (unnamed >= 0) return refuse('upload-column-unnamed', { address: cellAddress(headRow, unnamed) })
  const seen = new Set<string>()
  for (const [column, name] of header.entries()) {
    const key = name.toLocaleLowerCase('da')
    if (seen.has(key)) return refuse('upload-column-twice', { address: cellAddress(headRow, column), column: name.slice(0, 60) })
    seen.add(key)
  }
  return read
}

/** The header stands above the first row; in files without blank lines that is row 1. */
function addressRowOfHeader(rowNumbers: Int32Array): number {
  return Math.max(0, (rowNumbers[0] ?? 2) - 2)
}
