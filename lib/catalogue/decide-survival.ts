import { ok, type Result, refuse } from '#lib/kernel/result.ts'
import { type Catalogue, findVariable } from './catalogue.ts'
import type { Register } from './register.ts'
import { resolveAxis } from './resolve-axis.ts'
import type { ResolvedAxis, ResolvedFilter } from './resolved-specification.ts'
import type { Specification } from './specification.ts'
import type { SpecificationRefusal } from './specification-refusal.ts'

/**
 * The years followed and how they ended, which lie within the cells of a table with survival curves: two axes, or none when no
 * curves are wanted. Both must be whole: a table or filter by either would leave a part of those who were at risk.
 */
export function decideSurvival(
  specification: Specification,
  register: Register,
  catalogue: Catalogue,
  axes: readonly ResolvedAxis[],
  filters: readonly ResolvedFilter[],
): Result<ResolvedAxis[], SpecificationRefusal> {
  if (!specification.survival) return ok([])
  const { survival } = register
  if (!survival) return refuse('survival-not-offered', { reason: 'register', variable: null })
  if (specification.standardisation) return refuse('survival-not-offered', { reason: 'standardised', variable: null })
  const used = [...axes, ...filters].find(({ variable }) => [survival.time, survival.status].includes(variable.id))
  if (used) return refuse('survival-not-offered', { reason: 'in-table', variable: used.variable.id })
  const within: ResolvedAxis[] = []
  for (const id of [survival.time, survival.status]) {
    const variable = findVariable(register, id)
    const level = variable?.levels[0]
    if (!variable || level === undefined) throw new Error(`register ${register.id} has no variable ${id}`)
    const nodes = resolveAxis(
      { variable: id, level, codes: null, parents: false },
      variable,
      register,
      catalogue,
      specification.period,
      filters,
    )
    if (!nodes.ok) return nodes
    within.push({ variable, side: 'within', level, nodes: nodes.value })
  }
  return ok(within)
}
