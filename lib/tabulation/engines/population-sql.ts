import type { PlanDenominator } from '../plan-denominator.ts'
import { type BoundSql, type Dictionaries, inRanges, kept, quoted, stored } from './duckdb-sql.ts'

/** Parts of a person-year that triangles are counted in, so that every sum is of whole numbers and the same in every engine. */
const SIXTHS = 6

/** What the sums of `populationSql` are to be divided by. */
export function partsOfPopulation({ lexis }: PlanDenominator): number {
  return lexis ? SIXTHS : 1
}

/** Inhabitants, or sixths of person-years, per combination of stored values of the dimensions that split the population. */
export function populationSql(denominator: PlanDenominator, dictionaries: Dictionaries): BoundSql {
  const columns = denominator.columns.flatMap((column, d) => (column === null ? [] : [`${stored(quoted(column))} AS d${d}`]))
  const values: number[] = []
  const { column, fromYear, toYear } = denominator.period
  const terms = [inRanges(quoted(column), [[fromYear, toYear]], values)]
  for (const filter of denominator.filters) terms.push(kept(filter, quoted(filter.source.column), dictionaries, values))
  const people = `CAST(sum(${quoted(denominator.countColumn)}) AS DOUBLE) AS people`
  const from = denominator.lexis ? `(${lexisSql(denominator, denominator.lexis)}) AS lexis` : 'denominator'
  const text = `SELECT ${[...columns, people].join(', ')} FROM ${from} WHERE ${terms.join(' AND ')} GROUP BY ALL`
  return { text, values }
}

/**
 * What the inhabitants of age a on 1 January of year p give to the person-years of their own year and of the year before, in sixths
 * (Carstensen, Age-period-cohort models for the Lexis diagram, Statistics in Medicine 26, 2007): a third at their age in
 * either year, a sixth at the next age in theirs and at the age before in the other. Of the newly born, half a year.
 */
const SHIFTS = [
  [0, 0, 2],
  [1, 0, 1],
  [0, -1, 2],
  [-1, -1, 1],
] as const
const NEWLY_BORN = 3

/** The population file with its rows spread over triangles: the same columns, and sixths of person-years as the number. */
function lexisSql(
  { columns, filters, countColumn }: PlanDenominator,
  { ageColumn, yearColumn }: NonNullable<PlanDenominator['lexis']>,
): string {
  const column = (name: string) => `denominator.${quoted(name)}`
  const used = [...columns, ...filters.map(({ source }) => source.column)].filter((name) => name !== null)
  const others = [...new Set(used)].filter((name) => name !== ageColumn && name !== yearColumn)
  const age = `${column(ageColumn)} + shifts.years_older`
  const isNew = `${column(ageColumn)} = 0 AND shifts.years_older = 0 AND shifts.years_on = -1`
  const list = [
    ...others.map((name) => `${column(name)} AS ${quoted(name)}`),
    `${age} AS ${quoted(ageColumn)}`,
    `${column(yearColumn)} + shifts.years_on AS ${quoted(yearColumn)}`,
    `${column(countColumn)} * CASE WHEN ${isNew} THEN ${NEWLY_BORN} ELSE shifts.sixths END AS ${quoted(countColumn)}`,
  ]
  const shifts = SHIFTS.map(
    ([older, on, sixths]) =>
      `SELECT CAST(${older} AS INTEGER) AS years_older, CAST(${on} AS INTEGER) AS years_on, CAST(${sixths} AS INTEGER) AS sixths`,
  )
  return `SELECT ${list.join(', ')} FROM denominator CROSS JOIN (${shifts.join(' UNION ALL ')}) AS shifts WHERE ${age} >= 0`
}
