import { type Catalogue, findVariable } from '#lib/catalogue/catalogue.ts'
import { findValue } from '#lib/catalogue/decide-value.ts'
import type { Register, Variable } from '#lib/catalogue/register.ts'
import type { ResolvedSpecification } from '#lib/catalogue/resolved-specification.ts'
import type { Measure } from '#lib/catalogue/specification.ts'
import { type PlanDenominator, planDenominator } from './plan-denominator.ts'
import { type PlanDimension, planDimension } from './plan-dimension.ts'
import { type PlanFilter, planFilters } from './plan-filter.ts'
import { planLink } from './plan-link.ts'

/** A table of the register that a run reads. */
export interface PlanTable {
  readonly id: string
  readonly file: string
  /** Column shared with the first table; null for the first. */
  readonly joinOn: string | null
}

/** How the first event of each person is found among the rows that the filters keep. */
export interface PlanFirst {
  /** Time of the event, and the key that decides between events of the same time. */
  readonly eventColumn: string
  readonly contactColumn: string
  /** Years before an event without another one; 0 asks for none. The filters keep those years' rows too. */
  readonly washOutYears: number
  /** Where the calendar year stands, and the years in which a first event counts. */
  readonly period: { readonly source: Variable['source']; readonly fromYear: number; readonly toYear: number }
}

/** The number that the rows of the main table carry, for sums, means and percentiles. */
export interface PlanValue {
  readonly id: string
  readonly column: string
  /** Who else than the person gave the number; null when nobody did. */
  readonly contributorColumn: string | null
}

/**
 * What a run does, independent of engine and snapshot: plain data, made once from a resolved specification.
 * Identifiers come from the catalogue alone; values stand apart from them and are bound.
 */
export interface TabulationPlan {
  readonly schema: 1
  readonly registerId: string
  readonly measure: Measure
  /** Main table first, then those the variables need. */
  readonly tables: readonly PlanTable[]
  /** Column of the main table that tells counted units apart. Files lie in its order. */
  readonly unitColumn: string
  /** Column of every table that names the person. */
  readonly personColumn: string
  /** True when every row is one unit of its own, so that rows can be counted and margins added up. */
  readonly rowsAreUnits: boolean
  readonly dimensions: readonly PlanDimension[]
  readonly filters: readonly PlanFilter[]
  readonly denominator: PlanDenominator | null
  /** Of cases alone: only the first event of each person is a row. Null when every row is. */
  readonly first: PlanFirst | null
  readonly value: PlanValue | null
}

/** Turns a resolved specification into the work it takes. Pure. */
export function planTabulation(resolved: ResolvedSpecification, catalogue: Catalogue): TabulationPlan {
  const { register, specification, axes } = resolved
  const { measure, period } = specification
  const first = measure === 'cases' ? planFirst(resolved) : null
  const filters = first ? planEventFilters(resolved, first, catalogue) : planFilters(resolved, catalogue)
  const tables = tablesUsed(resolved)
  const isAlone = tables.length === 1 && isOneRowPerUnit(register, measure, period.fromYear === period.toYear)
  const oneRowPerUnit = first !== null || isAlone
  return {
    schema: 1,
    registerId: register.id,
    measure,
    tables,
    unitColumn: unitColumnOf(register, measure),
    personColumn: register.personColumn,
    rowsAreUnits: oneRowPerUnit,
    dimensions: axes.map((axis) => {
      const link = axis.link ? planLink(axis.link, resolved, catalogue) : null
      return planDimension(axis, catalogue, oneRowPerUnit || !axis.variable.multiple.includes(measure), link)
    }),
    filters,
    denominator: specification.rate && register.denominator ? planDenominator(resolved, register.denominator, catalogue) : null,
    first,
    value: planValue(resolved),
  }
}

function planValue({ register, specification }: ResolvedSpecification): PlanValue | null {
  const value = specification.value && findValue(register, specification.value.id)
  return value ? { id: value.id, column: value.column, contributorColumn: value.contributorColumn ?? null } : null
}

function planFirst({ register, specification }: ResolvedSpecification): PlanFirst {
  const { eventColumn, contactColumn } = register
  const period = findVariable(register, register.periodVariable)
  if (!eventColumn || !contactColumn || !period) throw new Error(`register ${register.id} has no events`)
  return {
    eventColumn,
    contactColumn,
    washOutYears: specification.washOutYears ?? 0,
    period: { source: period.source, ...specification.period },
  }
}

/** The filters over the period and the years before it in which there must be no event. */
function planEventFilters(resolved: ResolvedSpecification, { washOutYears }: PlanFirst, catalogue: Catalogue): PlanFilter[] {
  const { specification } = resolved
  const { fromYear, toYear } = specification.period
  const period = { fromYear: fromYear - washOutYears, toYear }
  return planFilters({ ...resolved, specification: { ...specification, period } }, catalogue)
}

function isOneRowPerUnit(register: Register, measure: Measure, isSingleYear: boolean): boolean {
  if (measure === 'contacts') return register.rowStandsFor === 'contact'
  return register.rowStandsFor === 'person' || (register.rowStandsFor === 'person-year' && isSingleYear)
}

function unitColumnOf(register: Register, measure: Measure): string {
  if (measure !== 'contacts') return register.personColumn
  if (register.contactColumn === null) throw new Error(`register ${register.id} has no contact key`)
  return register.contactColumn
}

/** The main table and every table that an axis or filter lies in, in the register's order. */
function tablesUsed({ register, axes, filters }: ResolvedSpecification): PlanTable[] {
  const needed = new Set([...axes, ...filters].map(({ variable }) => variable.source.table))
  return register.tables.filter((table, position) => position === 0 || needed.has(table.id))
}
