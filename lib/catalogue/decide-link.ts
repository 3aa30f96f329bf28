import { ok, type Result, refuse } from '#lib/kernel/result.ts'
import { type Catalogue, findRegister } from './catalogue.ts'
import { decideFilters } from './decide-filters.ts'
import type { Register } from './register.ts'
import type { ResolvedAxis } from './resolved-specification.ts'
import type { Specification, SpecificationLink } from './specification.ts'
import type { SpecificationRefusal } from './specification-refusal.ts'

type Reason = Extract<SpecificationRefusal, { kind: 'link-not-offered' }>['reason']

/**
 * The axes, the one of linked events with what it counts. The events must be of a register that knows the same persons, the
 * window one that fits what is followed (days from a first event, or years before 1 January), and all of it within the years
 * that the linked register covers: an event that could not have been seen is not one that did not happen.
 */
export function decideLink(
  specification: Specification,
  register: Register,
  catalogue: Catalogue,
  axes: readonly ResolvedAxis[],
): Result<ResolvedAxis[], SpecificationRefusal> {
  const { link, survival } = specification
  const { links } = register
  const isUsed = axes.some(({ variable }) => variable.id === links?.variable.id)
  const refused = (reason: Reason) =>
    refuse('link-not-offered', { reason, register: link?.register ?? null, fromYear: null, toYear: null })
  if (!link) return isUsed ? refused('undefined') : ok([...axes])
  if (!links) return refused('register')
  const linked = links.registers.includes(link.register) ? findRegister(catalogue, link.register) : undefined
  if (!linked) return refused('linked-register')
  if (!isUsed) return refused('unused')
  if (survival) return refused('survival')
  const misfit = misfitOf(link.window, specification, register)
  if (misfit) return refused(misfit)
  const years = coveredYears(link.window, linked)
  const { period } = specification
  if (period.fromYear < years.fromYear || period.toYear > years.toYear) {
    return refuse('link-not-offered', { reason: 'coverage', register: linked.id, ...years })
  }
  const filters = decideFilters(link.filters, linked, catalogue)
  if (!filters.ok) return filters
  const resolved = { register: linked, filters: filters.value, window: link.window }
  return ok(axes.map((axis) => (axis.variable.id === links.variable.id ? { ...axis, link: resolved } : axis)))
}

/** Persons on a date are followed backwards in years; persons at their first event in days. */
function misfitOf(window: SpecificationLink['window'], { measure }: Specification, register: Register): Reason | null {
  if (window.unit === 'days') return measure === 'cases' ? null : 'window-days'
  if (measure !== 'persons' || register.rowStandsFor !== 'person-year') return 'window-years'
  return window.back === 0 && !window.duringYear ? 'no-years' : null
}

/** The years a period may hold for every window to lie within the linked register. */
function coveredYears(window: SpecificationLink['window'], { coverage }: Register) {
  if (window.unit === 'years') {
    return { fromYear: coverage.fromYear + window.back, toYear: window.duringYear ? coverage.toYear : coverage.toYear + 1 }
  }
  const years = Math.ceil(window.days / 365)
  return window.direction === 'after'
    ? { fromYear: coverage.fromYear, toYear: coverage.toYear - years }
    : { fromYear: coverage.fromYear + years, toYear: coverage.toYear }
}
