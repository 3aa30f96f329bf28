import { stringify } from 'csv-stringify/sync'
import { TOTAL_CODE } from '#lib/catalogue/resolved-specification.ts'
import type { DeliveryDocument } from '#lib/release/delivery-document.ts'
import { figureName, observations, type TableVariables } from '#lib/release/formats/observations.ts'

/** What the cross-domain code lists of SDMX say: a value as it is, one that is suppressed, one that isn't given; free, not for publication. */
const OBS_STATUS = { published: 'A', hidden: 'Q', none: 'O' } as const
const CONF_STATUS = { published: 'F', hidden: 'N', none: 'F' } as const
const TOTAL = '_T'
const AGENCY = 'STATISTIKSERVICE'

/**
 * The table as SDMX-CSV 2.0 (the CSV format of SDMX 3.0): one line per observation, dimensions as codes, an empty value
 * with OBS_STATUS `Q` and CONF_STATUS `N` where hidden. Rates and other figures, where ordered, are observations of their own in the dimension MEASURE.
 */
export function sdmxCsvFile(document: DeliveryDocument, variables: TableVariables, orderNumber: string): Uint8Array {
  const { dimensions, cells } = observations(document, variables)
  const hasFigures = document.figures.length > 0
  const ids = sdmxIds(dimensions.map(({ id }) => id.toUpperCase()))
  const codes = dimensions.map((dimension) => {
    const safe = sdmxIds(dimension.codes.map((code) => (code === TOTAL_CODE ? TOTAL : code)))
    return new Map(dimension.codes.map((code, at) => [code, safe[at] ?? code]))
  })
  const structure = ['dataflow', `${AGENCY}:${sdmxId(orderNumber)}(1.0)`, 'I']
  const lines = cells.flatMap((cell) => {
    const keys = cell.codes.map((code, at) => codes[at]?.get(code) ?? code)
    const line = (measure: string, value: number | null) => {
      const state = value !== null ? 'published' : cell.count === null ? 'hidden' : 'none'
      return [...structure, ...keys, ...(hasFigures ? [measure] : []), value ?? '', OBS_STATUS[state], CONF_STATUS[state]]
    }
    const figures = document.figures.map((figure, at) => line(figureName(figure).toUpperCase(), cell.figures[at] ?? null))
    return [line('COUNT', cell.count), ...figures]
  })
  const head = ['STRUCTURE', 'STRUCTURE_ID', 'ACTION', ...ids, ...(hasFigures ? ['MEASURE'] : []), 'OBS_VALUE']
  const text = stringify([[...head, 'OBS_STATUS', 'CONF_STATUS'], ...lines], { delimiter: ',', record_delimiter: 'windows' })
  return new TextEncoder().encode(text)
}

/** An identifier as SDMX allows it: letters, digits, `_`, `@`, `$` and `-`. "90+" becomes GE90; what else is not allowed, a line. */
function sdmxId(text: string): string {
  const open = /^(\d+)\+$/.exec(text)
  if (open) return `GE${open[1]}`
  return text
    .normalize('NFKD')
    .replaceAll(/[\u0300-\u036f]/g, '')
    .replaceAll(/[^A-Za-z0-9_@$-]/g, '_')
}

/** The same for a whole list, each still different from the others. */
function sdmxIds(texts: readonly string[]): string[] {
  const used = new Set<string>()
  return texts.map((text) => {
    const plain = sdmxId(text)
    let id = plain
    for (let again = 2; used.has(id); again++) id = `${plain}_${again}`
    used.add(id)
    return id
  })
}
