import type { Catalogue } from '#lib/catalogue/catalogue.ts'
import type { Register } from '#lib/catalogue/register.ts'
import type { ResolvedSpecification } from '#lib/catalogue/resolved-specification.ts'
import type { Measure } from '#lib/catalogue/specification.ts'
import { type PlanDenominator, planDenominator } from './plan-denominator.ts'
import { type PlanDimension, planDimension } from './plan-dimension.ts'
import { type PlanFilter, planFilters } from './plan-filter.ts'

/** A table of the register that a run reads. */
export interface PlanTable {
  readonly id: string
  readonly file: string
  /** Column shared with the first table; null for the first. */
  readonly joinOn: string | null
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
}

/** Turns a resolved specification into the work it takes. Pure. */
export function planTabulation(resolved: ResolvedSpecification, catalogue: Catalogue): TabulationPlan {
  const { register, specification, axes } = resolved
  const { measure, period } = specification
  const filters = planFilters(resolved, catalogue)
  const tables = tablesUsed(resolved)
  const oneRowPerUnit = tables.length === 1 && isOneRowPerUnit(register, measure, period.fromYear === period.toYear)
  return {
    schema: 1,
    registerId: register.id,
    measure,
    tables,
    unitColumn: unitColumnOf(register, measure),
    personColumn: register.personColumn,
    rowsAreUnits: oneRowPerUnit,
    dimensions: axes.map((axis) => planDimension(axis, catalogue, oneRowPerUnit || !axis.variable.multiple.includes(measure))),
    filters,
    denominator: specification.rate && register.denominator ? planDenominator(resolved, register.denominator, catalogue) : null,
  }
}

function isOneRowPerUnit(register: Register, measure: Measure, isSingleYear: boolean): boolean {
  if (measure === 'contacts') return register.rowStandsFor === 'contact'
  return register.rowStandsFor === 'person' || (register.rowStandsFor === 'person-year' && isSingleYear)
}

function unitColumnOf(register: Register, measure: Measure): string {
  if (measure === 'persons') return register.personColumn
  if (register.contactColumn === null) throw new Error(`register ${register.id} has no contact key`)
  return register.contactColumn
}

/** The main table and every table that an axis or filter lies in, in the register's order. */
function tablesUsed({ register, axes, filters }: ResolvedSpecification): PlanTable[] {
  const needed = new Set([...axes, ...filters].map(({ variable }) => variable.source.table))
  return register.tables.filter((table, position) => position === 0 || needed.has(table.id))
}
