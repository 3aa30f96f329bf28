import { MOST_LINKED_EVENTS } from '#lib/catalogue/linked-events.ts'
import type { NumberRange } from '../code-set.ts'
import type { TabulationPlan } from '../plan.ts'
import type { PlanDimension } from '../plan-dimension.ts'
import { linkedDictionaries, linkedView, type PlanLink } from '../plan-link.ts'
import { type Dictionaries, inRanges, kept, named, quoted } from './duckdb-sql.ts'

/** The number of linked events of a row, from the join that `linkJoins` or `linkJoinsOfFirsts` makes. */
export function linkColumn(d: number): string {
  return `CAST(least(coalesce(${linkAlias(d)}."events", 0), ${MOST_LINKED_EVENTS}) AS INTEGER) AS d${d}`
}

/**
 * Joins each row of the main table, a person in a year, with the number of her events in the years that count. Events are first
 * counted by person and year, so that the joins stay as small as persons and years are.
 */
export function linkJoins(
  plan: TabulationPlan,
  dictionaries: Dictionaries,
  persons: NumberRange | null,
  values: number[],
): string {
  return eachLink(plan, (link, d) => {
    const { window } = link
    if (window.unit !== 'years') throw new Error('events linked by days belong to first events')
    const main = linkedView(link, link.tables[0]?.id ?? '')
    const year = named(linkedView(link, window.eventYear.table), window.eventYear.column)
    const terms = conditionsOf(link, dictionaries, persons, values)
    const own = `SELECT ${named(main, link.personColumn)} AS "person", CAST(${year} AS INTEGER) AS "at", count(DISTINCT ${named(main, link.contactColumn)}) AS "events" FROM ${from(link)} WHERE ${terms} GROUP BY 1, 2`
    const years = Array.from({ length: window.toYear - window.fromYear + 1 }, (_, step) => {
      values.push(window.fromYear + step)
      return `SELECT CAST($${values.length} AS INTEGER) AS "year"`
    })
    values.push(window.back, window.until)
    const isNear = `own."at" BETWEEN years."year" - $${values.length - 1} AND years."year" + $${values.length}`
    const counted = `SELECT own."person" AS "person", years."year" AS "year", sum(own."events") AS "events" FROM (${own}) AS own CROSS JOIN (${years.join(' UNION ALL ')}) AS years WHERE ${isNear} GROUP BY 1, 2`
    const row = plan.tables[0]?.id
    const isSame = `${linkAlias(d)}."person" = ${named(row, plan.personColumn)} AND ${linkAlias(d)}."year" = ${named(row, window.rowYear.column)}`
    return ` LEFT JOIN (${counted}) AS ${linkAlias(d)} ON ${isSame}`
  })
}

/** Joins each person's first event, a row of `firsts`, with the number of her linked events within the days that count. */
export function linkJoinsOfFirsts(plan: TabulationPlan, dictionaries: Dictionaries, values: number[]): string {
  return eachLink(plan, (link, d) => {
    const { window } = link
    if (window.unit !== 'days') throw new Error('events linked by years belong to persons on a date')
    const main = linkedView(link, link.tables[0]?.id ?? '')
    const terms = conditionsOf(link, dictionaries, null, values)
    const days = `date_diff('day', CAST(firsts.event AS DATE), CAST(${named(main, window.eventColumn)} AS DATE))`
    const isNear = inRanges(days, [[window.from, window.to]], values)
    const counted = `SELECT firsts.unit AS "person", count(DISTINCT ${named(main, link.contactColumn)}) AS "events" FROM firsts JOIN ${from(link, 'firsts.unit')} WHERE ${terms} AND ${isNear} GROUP BY 1`
    return ` LEFT JOIN (${counted}) AS ${linkAlias(d)} ON ${linkAlias(d)}."person" = firsts.unit`
  })
}

function eachLink(plan: TabulationPlan, join: (link: PlanLink, d: number) => string): string {
  return plan.dimensions.map(({ link }: PlanDimension, d) => (link ? join(link, d) : '')).join('')
}

function linkAlias(d: number): string {
  return quoted(`linked${d}`)
}

/** The tables of the linked register, the first joined to a person where one is named. */
function from(link: PlanLink, person?: string): string {
  const [main, ...others] = link.tables.map(({ id, joinOn }) => ({ view: linkedView(link, id), joinOn }))
  const first = person === undefined ? '' : ` ON ${named(main?.view, link.personColumn)} = ${person}`
  const joins = others.map(({ view, joinOn }) => {
    return ` JOIN ${quoted(view)} ON ${named(view, joinOn ?? '')} = ${named(main?.view, joinOn ?? '')}`
  })
  return `${quoted(main?.view ?? '')}${first}${joins.join('')}`
}

function conditionsOf(link: PlanLink, dictionaries: Dictionaries, persons: NumberRange | null, values: number[]): string {
  const own = linkedDictionaries(link, dictionaries)
  const terms = link.filters.map((filter) =>
    kept(filter, named(linkedView(link, filter.source.table), filter.source.column), own, values),
  )
  const main = linkedView(link, link.tables[0]?.id ?? '')
  if (persons) terms.push(inRanges(named(main, link.personColumn), [persons], values))
  return terms.join(' AND ')
}
