import { containsCprNumber } from '#lib/catalogue/cpr-number.ts'
import { addressIn, cellAddress, type RawTable } from './raw-table.ts'
import type { UploadRefusal } from './upload-refusal.ts'

/** Column names that stand over persons' keys in Danish registers and in research extracts. */
const PERSON_COLUMN =
  /^(v_|d_|k_|c_|dw_ek_)?(cpr(nr|nummer|_?encrypted)?|pnr|pnr_encrypted|personnummer|person_?(id|key|nr|no)|borger(_id)?|patient_?(id|nr|key)?|recnum|kontakt_id|dw_ek_kontakt|ssn|navn|efternavn|fornavn|(first|last|full)_?name|adresse|address)$/i

/** A table of fewer rows says nothing about persons by each row counting one. */
const FEWEST_ROWS = 20

/**
 * Whether a file holds persons rather than counts of them: a personal number anywhere, a column named like a person's key.
 * Addresses are told, never what stands there. Null when nothing is found.
 */
export function findPersons(table: RawTable): UploadRefusal | null {
  const header = table.header.findIndex((name) => PERSON_COLUMN.test(name.trim()))
  if (header >= 0) {
    const address = cellAddress(0, header)
    return { ok: false, kind: 'upload-person-column', address, column: (table.header[header] ?? '').slice(0, 60) }
  }
  let first: string | null = table.header.some(containsCprNumber)
    ? cellAddress(0, table.header.findIndex(containsCprNumber))
    : null
  let cells = first ? 1 : 0
  for (const [row, own] of table.rows.entries())
    for (const [column, { text }] of own.entries()) {
      if (text.length < 9 || !isPersonalNumber(text)) continue
      cells++
      first ??= addressIn(table, row, column)
    }
  return first ? { ok: false, kind: 'upload-has-cpr', address: first, cells } : null
}

/** Also a number of nine digits: a spreadsheet takes the leading zero of the first nine days of a month away. */
function isPersonalNumber(text: string): boolean {
  if (/^-?\d*[.,]\d+$/.test(text)) return false
  return containsCprNumber(/^\d{9}$/.test(text) ? `0${text}` : text)
}

/**
 * Whether every row counts one: a row per person, whether or not a key stands beside it. `counts`: what each row counts;
 * null when the file counts nothing.
 */
export function isRowPerPerson(rows: number, counts: ArrayLike<number> | null): boolean {
  if (rows < FEWEST_ROWS) return false
  return counts === null || (counts.length >= FEWEST_ROWS && Array.from(counts).every((count) => count === 1))
}
