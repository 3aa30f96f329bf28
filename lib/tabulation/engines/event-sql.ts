import type { PlanFirst, PlanValue, TabulationPlan } from '../plan.ts'
import { type BoundSql, conditions, type Dictionaries, inRanges, joined, kept, named, valueColumn } from './duckdb-sql.ts'
import { linkColumn, linkJoinsOfFirsts } from './link-sql.ts'

const DAYS_OF_YEAR = 365.25

/** The first event of each person in the period, grouped as `groupsSql` does. */
export function firstEventsSql(plan: TabulationPlan, first: PlanFirst, dictionaries: Dictionaries): BoundSql {
  const values: number[] = []
  const firsts = firstsSql(plan, first, dictionaries, values)
  const links = linkJoinsOfFirsts(plan, dictionaries, values)
  const dims = plan.dimensions.map(({ link }, d) => (link ? linkColumn(d) : `d${d}`))
  return { text: `${firsts}\nSELECT ${[...dims, 'count(*) AS units'].join(', ')} FROM firsts${links} GROUP BY ALL`, values }
}

/**
 * The rows that carry a number, those alike taken together, in order of person: the stored values of the dimensions, the person,
 * the number, how many rows, and who else gave it where the value says so.
 */
export function valuesSql(plan: TabulationPlan, value: PlanValue, dictionaries: Dictionaries): BoundSql {
  const dims = plan.dimensions.map((_, d) => `d${d}`)
  const order = 'GROUP BY ALL ORDER BY person'
  if (plan.first) {
    const values: number[] = []
    const firsts = firstsSql(plan, plan.first, dictionaries, values)
    const others = value.contributorColumn === null ? [] : ['other']
    const columns = [...dims, 'CAST(unit AS INTEGER) AS person', 'CAST(number AS DOUBLE) AS number', ROWS, ...others]
    return { text: `${firsts}\nSELECT ${columns.join(', ')} FROM firsts WHERE number IS NOT NULL ${order}`, values }
  }
  const main = plan.tables[0]?.id
  const number = named(main, value.column)
  const where = conditions(plan, dictionaries, null)
  const columns = [
    ...plan.dimensions.map(valueColumn),
    `CAST(${named(main, plan.personColumn)} AS INTEGER) AS person`,
    `CAST(${number} AS DOUBLE) AS number`,
    ROWS,
    ...contributorSql(plan, value),
  ]
  const kept = where.text === '' ? ` WHERE ${number} IS NOT NULL` : `${where.text} AND ${number} IS NOT NULL`
  return { text: `SELECT ${columns.join(', ')} FROM ${joined(plan)}${kept} ${order}`, values: where.values }
}

function contributorSql({ tables }: TabulationPlan, { contributorColumn }: PlanValue): string[] {
  return contributorColumn === null ? [] : [`CAST(${named(tables[0]?.id, contributorColumn)} AS INTEGER) AS other`]
}

const ROWS = 'CAST(count(*) AS DOUBLE) AS rows_alike'

/**
 * `firsts`: among the rows that the filters keep, those without another one in the years before, and of them the earliest of
 * each person. Chosen codes of the axes don't delimit what an event is.
 */
function firstsSql(plan: TabulationPlan, first: PlanFirst, dictionaries: Dictionaries, values: number[]): string {
  const main = plan.tables[0]?.id
  const { source, fromYear, toYear } = first.period
  const terms = plan.filters.map((filter) => kept(filter, named(filter.source.table, filter.source.column), dictionaries, values))
  const events = [
    `${named(main, plan.unitColumn)} AS unit`,
    `${named(main, first.eventColumn)} AS event`,
    `${named(main, first.contactColumn)} AS contact`,
    `${named(source.table, source.column)} AS year`,
    ...(plan.value ? [`${named(main, plan.value.column)} AS number`, ...contributorSql(plan, plan.value)] : []),
    ...plan.dimensions.flatMap((dimension, d) => (dimension.link ? [] : [valueColumn(dimension, d)])),
  ]
  const order = 'PARTITION BY unit ORDER BY event, contact'
  const before = `date_diff('day', CAST(lag(event) OVER (${order}) AS DATE), CAST(event AS DATE)) AS days`
  const isNew = isNewSql(first, values)
  const inPeriod = inRanges('year', [[fromYear, toYear]], values)
  return `WITH events AS (SELECT ${events.join(', ')} FROM ${joined(plan)} WHERE ${terms.join(' AND ')}),
spaced AS (SELECT *, ${before} FROM events),
firsts AS (SELECT * FROM spaced WHERE ${isNew} AND ${inPeriod} QUALIFY row_number() OVER (${order}) = 1)`
}

function isNewSql({ washOutYears }: PlanFirst, values: number[]): string {
  if (washOutYears === 0) return 'true'
  values.push(Math.floor(washOutYears * DAYS_OF_YEAR))
  return `(days IS NULL OR days > $${values.length})`
}
