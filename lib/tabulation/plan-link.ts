import { type Catalogue, findVariable } from '#lib/catalogue/catalogue.ts'
import type { Register, Variable } from '#lib/catalogue/register.ts'
import type { ResolvedLink, ResolvedSpecification } from '#lib/catalogue/resolved-specification.ts'
import type { PlanTable } from './plan.ts'
import { type PlanFilter, planFilters } from './plan-filter.ts'

/** How the events of a register are counted for each row that is followed. */
export interface PlanLink {
  readonly registerId: string
  /** Main table first, then those that the filters need. */
  readonly tables: readonly PlanTable[]
  readonly personColumn: string
  readonly contactColumn: string
  /** Their sources name the linked register's own tables. */
  readonly filters: readonly PlanFilter[]
  readonly window: PlanYears | PlanDays
}

interface PlanYears {
  readonly unit: 'years'
  /** Where the linked event's year stands, and the year of the row that is followed. */
  readonly eventYear: Variable['source']
  readonly rowYear: Variable['source']
  /** Events of the years from `rowYear - back` to `rowYear + until` count. */
  readonly back: number
  readonly until: number
  /** Years of the rows that are followed. */
  readonly fromYear: number
  readonly toYear: number
}

interface PlanDays {
  readonly unit: 'days'
  readonly eventColumn: string
  /** Days from the event that is followed, both included; negative before it. */
  readonly from: number
  readonly to: number
}

/** Plans the count of linked events for an axis that `decideSpecification` allowed. */
export function planLink(link: ResolvedLink, resolved: ResolvedSpecification, catalogue: Catalogue): PlanLink {
  const { register, filters } = link
  const { specification } = resolved
  if (register.contactColumn === null) throw new Error(`register ${register.id} has no key for its events`)
  const window = planWindow(link, resolved)
  const period =
    window.unit === 'years'
      ? { fromYear: window.fromYear - window.back, toYear: window.toYear + window.until }
      : register.coverage
  const used = new Set(filters.map(({ variable }) => variable.source.table))
  return {
    registerId: register.id,
    tables: register.tables.filter((table, position) => position === 0 || used.has(table.id)),
    personColumn: register.personColumn,
    contactColumn: register.contactColumn,
    filters: planFilters({ register, filters, axes: [], specification: { ...specification, period } }, catalogue),
    window,
  }
}

function planWindow({ register, window }: ResolvedLink, resolved: ResolvedSpecification): PlanLink['window'] {
  if (window.unit === 'days') {
    if (!register.eventColumn) throw new Error(`register ${register.id} has no time of event`)
    const [from, to] = window.direction === 'after' ? [0, window.days] : [-window.days, -1]
    return { unit: 'days', eventColumn: register.eventColumn, from, to }
  }
  const { fromYear, toYear } = resolved.specification.period
  const until = window.duringYear ? 0 : -1
  return {
    unit: 'years',
    eventYear: yearOf(register),
    rowYear: yearOf(resolved.register),
    back: window.back,
    until,
    fromYear,
    toYear,
  }
}

function yearOf(register: Register): Variable['source'] {
  const variable = findVariable(register, register.periodVariable)
  if (!variable) throw new Error(`register ${register.id} has no variable for its period`)
  return variable.source
}

/** The name of a linked register's table among the tables of a run. */
export function linkedView({ registerId }: Pick<PlanLink, 'registerId'>, table: string): string {
  return `${registerId}_${table}`
}

/** The dictionaries of a linked register among those of a run: columns of two registers may have one name. */
export function linkedDictionaries(
  { registerId }: Pick<PlanLink, 'registerId'>,
  dictionaries: Readonly<Record<string, readonly string[]>>,
): Readonly<Record<string, readonly string[]>> {
  const prefix = `${registerId}/`
  return Object.fromEntries(
    Object.entries(dictionaries).flatMap(([name, words]) =>
      name.startsWith(prefix) ? [[name.slice(prefix.length), words]] : [],
    ),
  )
}
