import { cellCount } from '#lib/tabulation/cube.ts'
import { fillMargins, type MarginFault } from './fill-margins.ts'
import { findPersons, isRowPerPerson } from './person-like.ts'
import { type PlacedCells, placeCells, placeOf } from './place-cells.ts'
import { proposeMapping } from './propose-mapping.ts'
import type { RawTable } from './raw-table.ts'
import type { UploadAxis } from './upload-axis.ts'
import { roleOf, type UploadMapping } from './upload-mapping.ts'
import { type Discrepancy, type MAPPING_PROBLEMS, MOST_KEPT, type UploadReading } from './upload-reading.ts'
import type { UploadRefusal } from './upload-refusal.ts'

/** A file read against the ordered table: what was found, and the counts once nothing is left to settle. */
export type ReadTable = { readonly reading: UploadReading; readonly counts: Float64Array | null } | UploadRefusal

const SAMPLES = 5

/** Reads a file's rows as cells of the ordered table. Without a mapping one is proposed. Pure. */
export function readTable(table: RawTable, axes: readonly UploadAxis[], given: UploadMapping | null): ReadTable {
  const persons = findPersons(table)
  if (persons) return persons
  const fits = given !== null && given.columns.length === table.header.length
  const mapping = fits ? given : proposeMapping(table, axes)
  const unsettled = judgeMapping(mapping, axes)
  const size = cellCount(axes.map(({ codes, parents, ...axis }) => ({ ...axis, codes, parents: Int32Array.from(parents) })))
  const isMapped = unsettled.mappingProblems.length === 0 && unsettled.missingDimensions.length === 0
  if (
    unsettled.mappingProblems.includes('no-count') &&
    isRowPerPerson(table.rows.length, null) &&
    hasRepeats(table, axes, mapping)
  )
    return { ok: false, kind: 'upload-row-per-person', rows: table.rows.length }
  const placed = isMapped ? placeCells(table, axes, mapping, size) : null
  if (placed && isRowPerPerson(table.rows.length, placed.read))
    return { ok: false, kind: 'upload-row-per-person', rows: table.rows.length }
  const isPlaced = placed !== null && placed.unknownTotal === 0 && placed.problemTotal === 0
  const filled = isPlaced ? fillMargins(axes, placed.counts, placed.given) : null
  const isReady = filled !== null && filled.faults.length === 0
  const reading: UploadReading = {
    schema: 1,
    format: table.format,
    writtenAs: table.writtenAs,
    sheets: [...table.sheets],
    rows: table.rows.length,
    columns: describeColumns(table),
    mapping,
    ...unsettled,
    unknown: [...(placed?.unknown ?? [])],
    unknownTotal: placed?.unknownTotal ?? 0,
    problems: [...(placed?.problems ?? [])],
    problemTotal: placed?.problemTotal ?? 0,
    discrepancies:
      placed && filled ? filled.faults.slice(0, MOST_KEPT).map((fault) => discrepancyOf(fault, axes, table, placed)) : [],
    discrepancyTotal: filled?.faults.length ?? 0,
    cells: isReady && placed ? summarise(placed, filled) : null,
  }
  return { reading, counts: isReady && placed ? placed.counts : null }
}

function judgeMapping(mapping: UploadMapping, axes: readonly UploadAxis[]) {
  const roles = mapping.columns.map(roleOf)
  const counts = roles.filter(({ kind }) => kind === 'count').length
  const across = new Set(roles.flatMap((role) => (role.kind === 'category' ? [role.id] : [])))
  const keys = new Set(roles.flatMap((role) => (role.kind === 'dimension' ? [role.id] : [])))
  const mappingProblems: (typeof MAPPING_PROBLEMS)[number][] = []
  if (counts === 0 && across.size === 0) mappingProblems.push('no-count')
  if (counts > 1) mappingProblems.push('two-counts')
  if (counts > 0 && across.size > 0) mappingProblems.push('count-and-categories')
  if (across.size > 1 || [...across].some((id) => keys.has(id))) mappingProblems.push('two-category-dimensions')
  return { mappingProblems, missingDimensions: axes.map(({ id }) => id).filter((id) => !keys.has(id) && !across.has(id)) }
}

/** Whether rows repeat each other in the columns that are known: then each row is one of many, not a cell. */
function hasRepeats(table: RawTable, axes: readonly UploadAxis[], mapping: UploadMapping): boolean {
  const columns = axes.flatMap(({ id }) => mapping.columns.indexOf(`dimension:${id}`)).filter((column) => column >= 0)
  if (columns.length === 0) return false
  const different = new Set(table.rows.map((row) => columns.map((column) => row[column]?.text ?? '').join('\n')))
  return different.size < table.rows.length
}

function describeColumns(table: RawTable): UploadReading['columns'] {
  return table.header.map((name, column) => {
    const different = new Set<string>()
    for (const row of table.rows) different.add(row[column]?.text ?? '')
    return {
      name: name.slice(0, 80),
      different: different.size,
      samples: [...different].slice(0, SAMPLES).map((text) => text.slice(0, 40)),
    }
  })
}

function discrepancyOf(
  { address, dimension, given, least, most }: MarginFault,
  axes: readonly UploadAxis[],
  table: RawTable,
  { source }: PlacedCells,
): Discrepancy {
  let left = address
  const codes = axes.toReversed().map(({ codes: own }) => {
    const code = own[left % own.length] ?? ''
    left = Math.floor(left / own.length)
    return code
  })
  return {
    codes: codes.reverse(),
    dimension: axes[dimension]?.id ?? '',
    address: given === null ? null : placeOf(table, source[address] ?? 0),
    given,
    least,
    most,
  }
}

function summarise({ counts, given }: PlacedCells, filled: { checked: number; computed: number; zeros: number }) {
  return {
    total: counts.length,
    given: given.reduce((sum, one) => sum + one, 0),
    zeros: filled.zeros,
    marginsChecked: filled.checked,
    marginsComputed: filled.computed,
    sum: counts[0] ?? 0,
  }
}
