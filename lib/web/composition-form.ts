import {
  type OwnGroup,
  RATE_INTERVALS,
  type Specification,
  type SpecificationAxis,
  STANDARD_LEVELS,
  STATISTICS,
  specificationSchema,
} from '#lib/catalogue/specification.ts'
import type { FieldError } from '#lib/web/form-state.ts'
import { LINK_FILTER_PREFIX, linkOf, withLinkAxis, writeLink } from '#lib/web/link-form.ts'

/** Whether a field's name is one of the composer's. */
export function isCompositionField(name: string): boolean {
  return COMPOSITION_FIELDS.test(name) || name.startsWith(FILTER_PREFIX) || name.startsWith(LINK_FILTER_PREFIX)
}

/** How many variables fit on each side of a table. */
export const AXIS_SLOTS = [1, 2, 3] as const

const COMPOSITION_FIELDS =
  /^(title|register|measure|washOut|link(Unit|Back|Year|Days|Direction)?|value|statistics|survival|rateRatios|rate|personYears|standard(Level|Interval)?|fromYear|toYear|totals|(row|column)[123](parents|codes|groups)?)$/

/** Prefix of the fields that hold the codes of a filter: `filter_sex=1`. */
export const FILTER_PREFIX = 'filter_'

export type FormValues = Readonly<Record<string, string | readonly string[] | undefined>>

/**
 * Reads a specification from the composer's fields; the same fields stand in the address of the page and in the form.
 * `row1=age.age10` names variable and level, `row1codes` the codes (none = all), `row1parents=on` the subtotals.
 * `row1groups` has a line for each of the requester's own groups: `Young: 15-24`, or `15-24` alone, which is then also the name.
 * Answers the first mistake of each field; the service's own judgement comes after.
 */
export function readComposition(values: FormValues): { specification: Specification | null; errors: FieldError[] } {
  const given = {
    schema: 1,
    title: one(values.title).trim(),
    register: one(values.register),
    measure: one(values.measure) || 'persons',
    ...washOutOf(values),
    ...linkOf(fieldsOf(values)),
    ...valueChoiceOf(values),
    ...(one(values.survival) === 'on' && { survival: true }),
    ...(one(values.rateRatios) === 'on' && { rateRatios: true }),
    // Whoever asks for a standardised rate or for rate ratios gets the crude rate beside it.
    ...(one(values.personYears) === 'on' && { personYears: true }),
    rate:
      one(values.personYears) === 'on' ||
      one(values.rate) === 'on' ||
      one(values.standard) !== '' ||
      one(values.rateRatios) === 'on',
    ...standardisationOf(values),
    period: { fromYear: Number(one(values.fromYear)), toYear: Number(one(values.toYear)) },
    filters: filtersOf(values),
    rows: axesOf(values, 'row'),
    columns: columnsOf(values),
    totals: one(values.totals) !== 'off',
  }
  const parsed = specificationSchema.safeParse(given)
  if (parsed.success) return { specification: parsed.data, errors: [] }
  const byField = new Map<string, FieldError>()
  for (const issue of parsed.error.issues) {
    const field = fieldOf(issue.path)
    if (!byField.has(field)) byField.set(field, { field, key: field.endsWith('groups') ? 'compose-groups' : `compose-${field}` })
  }
  return { specification: null, errors: [...byField.values()] }
}

/** The composer's fields that give this specification; reading them gives it back. */
export function writeComposition(specification: Specification): [string, string][] {
  const fields: [string, string][] = [
    ['register', specification.register],
    ['title', specification.title],
    ['measure', specification.measure],
    ['fromYear', String(specification.period.fromYear)],
    ['toYear', String(specification.period.toYear)],
    ['totals', specification.totals ? 'on' : 'off'],
  ]
  if (specification.rateRatios) fields.push(['rateRatios', 'on'])
  if (specification.survival) fields.push(['survival', 'on'])
  if (specification.value) {
    fields.push(['value', specification.value.id])
    for (const statistic of specification.value.statistics) fields.push(['statistics', statistic])
  }
  if (specification.washOutYears !== undefined) fields.push(['washOut', String(specification.washOutYears)])
  if (specification.link) fields.push(...writeLink(specification.link))
  if (specification.rate) fields.push(['rate', 'on'])
  if (specification.personYears) fields.push(['personYears', 'on'])
  const { standardisation } = specification
  if (standardisation) {
    fields.push(['standard', standardisation.standard], ['standardLevel', standardisation.level])
    if (standardisation.standard !== 'table') fields.push(['standardInterval', standardisation.interval])
  }
  for (const [side, axes] of [['row', specification.rows] as const, ['column', specification.columns] as const]) {
    for (const [i, axis] of axes.entries()) fields.push(...axisFields(`${side}${i + 1}`, axis))
  }
  for (const filter of specification.filters)
    for (const code of filter.codes) fields.push([`${FILTER_PREFIX}${filter.variable}`, code])
  return fields
}

/** The composer's values of a specification, as an address would give them: fields with the same name are a list. */
export function compositionValues(specification: Specification): Record<string, string[]> {
  const values: Record<string, string[]> = {}
  for (const [name, value] of writeComposition(specification)) values[name] = [...(values[name] ?? []), value]
  return values
}

function axisFields(name: string, axis: SpecificationAxis): [string, string][] {
  const fields: [string, string][] = [[name, `${axis.variable}.${axis.level}`]]
  if (axis.groups) fields.push([`${name}groups`, axis.groups.map(groupLine).join('\n')])
  if (axis.parents) fields.push([`${name}parents`, 'on'])
  for (const code of axis.codes ?? []) fields.push([`${name}codes`, code])
  return fields
}

/** A number without a choice of statistics is asked for its mean; statistics left over without a number are no mistake. */
function valueChoiceOf(values: FormValues) {
  const id = one(values.value)
  const statistics = wordsOf(values.statistics)
  return id === '' ? {} : { value: { id, statistics: statistics.length > 0 ? statistics : [STATISTICS[0]] } }
}

/** Wash-out belongs to cases; a number left in the address from before another measure was chosen is no mistake. */
function washOutOf(values: FormValues) {
  const years = one(values.washOut)
  return one(values.measure) === 'cases' && years !== '' ? { washOutYears: Number(years) } : {}
}

/** The address may leave level and limits out: five-year groups and gamma limits are what most ask for. */
function standardisationOf(values: FormValues) {
  const standard = one(values.standard)
  if (standard === '') return {}
  const level = one(values.standardLevel) || STANDARD_LEVELS[0]
  if (standard === 'table') return { standardisation: { standard, level } }
  return { standardisation: { standard, level, interval: one(values.standardInterval) || RATE_INTERVALS[0] } }
}

function axesOf(values: FormValues, side: 'row' | 'column') {
  return AXIS_SLOTS.flatMap((slot) => {
    const name = `${side}${slot}`
    const [variable, level] = one(values[name]).split('.')
    if (!variable || !level) return []
    const groups = groupsOf(one(values[`${name}groups`]))
    if (groups.length > 0) return [{ variable, level, codes: null, parents: false, groups }]
    const codes = wordsOf(values[`${name}codes`])
    return [{ variable, level, codes: codes.length > 0 ? codes : null, parents: one(values[`${name}parents`]) === 'on' }]
  })
}

/** The columns asked for, and the linked events where the table has some and nobody placed them. */
function columnsOf(values: FormValues) {
  const columns = axesOf(values, 'column')
  return one(values.link) === '' ? columns : withLinkAxis(axesOf(values, 'row'), columns, AXIS_SLOTS.length)
}

function fieldsOf(values: FormValues) {
  return {
    one: (name: string) => one(values[name]),
    codes: (name: string) => wordsOf(values[name]),
    names: Object.keys(values),
  }
}

function filtersOf(values: FormValues) {
  return Object.keys(values)
    .filter((name) => name.startsWith(FILTER_PREFIX))
    .sort()
    .map((name) => ({ variable: name.slice(FILTER_PREFIX.length), codes: wordsOf(values[name]) }))
    .filter((filter) => filter.codes.length > 0)
}

/** Codes from check boxes or from a text with commas, spaces or line breaks between them; each once, in the order given. */
export function wordsOf(value: string | readonly string[] | undefined): string[] {
  const texts = value === undefined ? [] : [value].flat()
  return [...new Set(texts.flatMap((text) => text.split(/[,;\s]+/)).filter((code) => code !== ''))]
}

/** Own groups from a text, a line each; the last colon parts the name from the codes. */
function groupsOf(text: string): OwnGroup[] {
  return text.split(/\r?\n/).flatMap((line) => {
    const colon = line.lastIndexOf(':')
    const codes = wordsOf(line.slice(colon + 1))
    const name = colon < 0 ? codes.join(', ') : line.slice(0, colon).trim()
    return line.trim() === '' ? [] : [{ name, codes }]
  })
}

function groupLine({ name, codes }: OwnGroup): string {
  const words = codes.join(', ')
  return words === name ? words : `${name}: ${words}`
}

function one(value: string | readonly string[] | undefined): string {
  return typeof value === 'string' ? value : (value?.at(-1) ?? '')
}

function fieldOf(path: readonly PropertyKey[]): string {
  const [first, second] = path
  if (first === 'period') return second === 'toYear' ? 'toYear' : 'fromYear'
  if ((first === 'rows' || first === 'columns') && path[2] === 'groups') {
    return `${first === 'rows' ? 'row' : 'column'}${Number(second) + 1}groups`
  }
  if (first === 'standardisation') return 'standard'
  if (first === 'washOutYears') return 'washOut'
  if (first === 'link') return path.includes('days') ? 'linkDays' : path.includes('filters') ? 'linkFilters' : 'link'
  if (first === 'rows') return 'row1'
  if (first === 'columns') return 'column1'
  if (first === 'filters') return 'filters'
  return String(first ?? '')
}
