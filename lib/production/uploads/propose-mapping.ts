import { codeMatcher, fold } from './match-codes.ts'
import type { RawTable } from './raw-table.ts'
import type { UploadAxis } from './upload-axis.ts'
import type { UploadMapping } from './upload-mapping.ts'

/** Rows looked at to tell what a column holds. */
const ROWS_LOOKED_AT = 2_000

const COUNT_NAMES = new Set([
  'antal',
  'count',
  'n',
  'freq',
  'frequency',
  '_freq_',
  'value',
  'personer',
  'persons',
  'kontakter',
  'contacts',
  'number',
  'total_n',
  'obs_value',
])

/**
 * A first reading of a file: each dimension is the column named like it, or else the one whose words are nearly all its codes;
 * the count is the column named like one, or the only column of whole numbers left. Columns named like the codes of a dimension
 * that has no column of its own make a cross table. What is unclear is left out and asked about.
 */
export function proposeMapping(table: RawTable, axes: readonly UploadAxis[]): UploadMapping {
  const columns: string[] = table.header.map(() => 'left-out')
  const isFree = (column: number) => columns[column] === 'left-out'
  for (const axis of axes) {
    const named = table.header.findIndex((name, column) => isFree(column) && isNameOf(axis, name))
    const column = named >= 0 ? named : bestColumn(table, axis, isFree)
    if (column >= 0) columns[column] = `dimension:${axis.id}`
  }
  const missing = axes.filter(({ id }) => !columns.includes(`dimension:${id}`))
  const [across] = missing
  if (across && missing.length === 1) {
    const matcher = codeMatcher(across)
    for (const [column, name] of table.header.entries()) {
      const match = matcher(name)
      if (isFree(column) && match.kind === 'found') columns[column] = `category:${across.id}:${across.codes[match.node] ?? ''}`
    }
  }
  if (!columns.some((role) => role.startsWith('category:'))) {
    const column = countColumn(table, isFree)
    if (column >= 0) columns[column] = 'count'
  }
  return { schema: 1, sheet: table.sheet, columns, codes: {} }
}

function isNameOf(axis: UploadAxis, name: string): boolean {
  return [axis.id, ...axis.names].some((each) => fold(each) === fold(name))
}

/** The free column whose different words are nearly all codes of the axis; -1 when none is. */
function bestColumn(table: RawTable, axis: UploadAxis, isFree: (column: number) => boolean): number {
  const matcher = codeMatcher(axis)
  let best = -1
  let bestShare = 0.79
  for (const column of table.header.keys()) {
    if (!isFree(column)) continue
    const words = new Set(table.rows.slice(0, ROWS_LOOKED_AT).map((row) => row[column]?.text ?? ''))
    const found = [...words].filter((word) => matcher(word).kind !== 'unknown').length
    // A column of counts may be codes by chance: few words of many codes is no sign.
    if (found / words.size <= bestShare || found < Math.min(2, axis.codes.length - 1)) continue
    best = column
    bestShare = found / words.size
  }
  return best
}

function countColumn(table: RawTable, isFree: (column: number) => boolean): number {
  const free = [...table.header.keys()].filter(isFree)
  const named = free.find((column) => COUNT_NAMES.has(fold(table.header[column] ?? '')))
  if (named !== undefined) return named
  const looked = table.rows.slice(0, ROWS_LOOKED_AT)
  const whole = free.filter((column) => looked.every((row) => /^(0|[1-9]\d*)$/.test(row[column]?.text ?? '')))
  return whole.length === 1 ? (whole[0] ?? -1) : -1
}
