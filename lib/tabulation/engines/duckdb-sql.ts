import { mergeRanges, type NumberRange } from '../code-set.ts'
import type { PlanTable, TabulationPlan } from '../plan.ts'
import type { PlanDimension } from '../plan-dimension.ts'
import type { PlanFilter } from '../plan-filter.ts'
import { EMPTY_VALUE, storedRanges } from '../value-lookup.ts'
import { linkColumn, linkJoins } from './link-sql.ts'

/** A statement with its values apart. */
export interface BoundSql {
  readonly text: string
  readonly values: readonly number[]
}

export type Dictionaries = Readonly<Record<string, readonly string[]>>

/** One row per counted row: the unit, then the stored value of each dimension. `persons` narrows it to a part of all persons. */
export function rowsSql(
  plan: TabulationPlan,
  dictionaries: Dictionaries,
  isSorted: boolean,
  persons: NumberRange | null,
): BoundSql {
  const where = conditions(plan, dictionaries, persons)
  const columns = [`${stored(named(plan.tables[0]?.id, plan.unitColumn))} AS unit`, ...plan.dimensions.map(valueColumn)]
  const order = isSorted ? ' ORDER BY 1' : ''
  const values = [...where.values]
  const links = linkJoins(plan, dictionaries, persons, values)
  return { text: `SELECT ${columns.join(', ')} FROM ${joined(plan)}${links}${where.text}${order}`, values }
}

/** The rows of one of two tables for merging: the shared key, the unit for the main table, then the stored values of its dimensions. */
export function tableSql(
  plan: TabulationPlan,
  dictionaries: Dictionaries,
  table: PlanTable,
  joinOn: string,
  persons: NumberRange | null,
): BoundSql {
  const where = conditions(plan, dictionaries, persons, table.id)
  const isMain = table === plan.tables[0]
  const unit = isMain ? [`${stored(named(table.id, plan.unitColumn))} AS unit`] : []
  const values = plan.dimensions.flatMap((dimension, d) =>
    dimension.source.table === table.id ? [valueColumn(dimension, d)] : [],
  )
  const columns = [`CAST(${named(table.id, joinOn)} AS INTEGER) AS key`, ...unit, ...values]
  const hasKey = `${named(table.id, joinOn)} IS NOT NULL`
  const filters = where.text === '' ? ` WHERE ${hasKey}` : `${where.text} AND ${hasKey}`
  return { text: `SELECT ${columns.join(', ')} FROM ${quoted(table.id)}${filters}`, values: where.values }
}

/** One row per combination of stored values: the values, then the number of rows. */
export function groupsSql(plan: TabulationPlan, dictionaries: Dictionaries): BoundSql {
  const where = conditions(plan, dictionaries, null)
  const columns = plan.dimensions.map(valueColumn)
  const values = [...where.values]
  const links = linkJoins(plan, dictionaries, null, values)
  const text = `SELECT ${[...columns, 'count(*) AS units'].join(', ')} FROM ${joined(plan)}${links}${where.text} GROUP BY ALL`
  return { text, values }
}

export function valueColumn(dimension: PlanDimension, d: number): string {
  if (dimension.link) return linkColumn(d)
  return `${stored(named(dimension.source.table, dimension.source.column))} AS d${d}`
}

export function stored(column: string): string {
  return `coalesce(CAST(${column} AS INTEGER), ${EMPTY_VALUE})`
}

export function joined(plan: TabulationPlan): string {
  const [main, ...others] = plan.tables.map((table) => ({ name: quoted(table.id), on: table.joinOn }))
  const joins = others.map(({ name, on }) => ` JOIN ${name} ON ${name}.${quoted(on ?? '')} = ${main?.name}.${quoted(on ?? '')}`)
  return `${main?.name}${joins.join('')}`
}

/** The lowest and the highest person of the main table; read from the file's own statistics where it has them. */
export function personsSql(plan: TabulationPlan): BoundSql {
  const person = quoted(plan.personColumn)
  const text = `SELECT CAST(min(${person}) AS INTEGER) AS lowest, CAST(max(${person}) AS INTEGER) AS highest FROM ${quoted(plan.tables[0]?.id ?? '')}`
  return { text, values: [] }
}

/**
 * The filters, the part of all persons, and for each dimension the codes chosen when some were left out, so that fewer rows
 * come through. With `only` those that concern one table.
 */
export function conditions(
  plan: TabulationPlan,
  dictionaries: Dictionaries,
  persons: NumberRange | null,
  only?: string,
): BoundSql {
  const values: number[] = []
  const concerns = (table: string) => only === undefined || table === only
  const terms: string[] = []
  for (const filter of plan.filters) {
    const { table, column } = filter.source
    if (concerns(table)) terms.push(kept(filter, named(table, column), dictionaries, values))
  }
  for (const dimension of plan.dimensions) {
    const term = concerns(dimension.source.table) ? chosen(dimension, dictionaries, values) : null
    if (term !== null) terms.push(term)
  }
  // Every table carries the person, so that each can skip the parts of its file that hold other persons.
  for (const { id } of persons ? plan.tables : []) {
    if (persons && concerns(id)) terms.push(inRanges(named(id, plan.personColumn), [persons], values))
  }
  return { text: terms.length === 0 ? '' : ` WHERE ${terms.join(' AND ')}`, values }
}

function chosen(dimension: PlanDimension, dictionaries: Dictionaries, values: number[]): string | null {
  const dictionary = dictionaries[dimension.source.column] ?? null
  const leftOut = storedRanges(dimension.notChosen, dictionary)
  if (leftOut.length === 0 || dimension.missing.kind !== 'left-out') return null
  const column = named(dimension.source.table, dimension.source.column)
  const ranges = dimension.categories.flatMap(({ holds }) => storedRanges(holds, dictionary))
  return inRanges(column, mergeRanges(ranges), values)
}

export function kept(filter: PlanFilter, column: string, dictionaries: Dictionaries, values: number[]): string {
  const dictionary = dictionaries[filter.source.column] ?? null
  const inside = inRanges(column, mergeRanges(storedRanges(filter.kept, dictionary)), values)
  if (!filter.keepsMissing) return inside
  const known = inRanges(column, mergeRanges(storedRanges(filter.known, dictionary)), values)
  return `(${inside} OR ${column} IS NULL OR NOT ${known})`
}

/** Values are appended to `values` and stand in the text as parameters; false when there is no range. */
export function inRanges(column: string, ranges: readonly NumberRange[], values: number[]): string {
  if (ranges.length === 0) return 'false'
  const terms = ranges.map(([from, to]) => {
    values.push(from, to)
    return `${column} BETWEEN $${values.length - 1} AND $${values.length}`
  })
  return terms.length === 1 ? `(${terms[0]})` : `(${terms.join(' OR ')})`
}

export function named(table: string | undefined, column: string): string {
  return `${quoted(table ?? '')}.${quoted(column)}`
}

/** Identifiers come from the catalogue, whose schema allows small letters, digits and underscores alone. Throws on others. */
export function quoted(identifier: string): string {
  if (!/^[a-z][a-z0-9_]{0,59}$/.test(identifier)) throw new Error(`not an identifier of the catalogue: ${identifier}`)
  return `"${identifier}"`
}
