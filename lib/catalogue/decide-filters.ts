import { ok, type Result, refuse } from '#lib/kernel/result.ts'
import { type Catalogue, classificationOf, findVariable } from './catalogue.ts'
import { indexClassification } from './index-classification.ts'
import type { Register, Variable } from './register.ts'
import type { ResolvedFilter } from './resolved-specification.ts'
import type { SpecificationFilter } from './specification.ts'
import type { SpecificationRefusal } from './specification-refusal.ts'

/** Brings filters down to the finest codes of a register's variables, or says the first thing that is wrong. */
export function decideFilters(
  wanted: readonly SpecificationFilter[],
  register: Register,
  catalogue: Catalogue,
): Result<ResolvedFilter[], SpecificationRefusal> {
  const filters: ResolvedFilter[] = []
  for (const filter of wanted) {
    const variable = findVariable(register, filter.variable)
    if (!variable) return refuse('unknown-variable', { variable: filter.variable })
    if (!variable.filter) return refuse('variable-not-filter', { variable: variable.id })
    if (filters.some((earlier) => earlier.variable.id === variable.id)) return refuse('variable-twice', { variable: variable.id })
    const codes = decideFilterCodes(filter, variable, catalogue)
    if (!codes.ok) return codes
    filters.push({ variable, finestCodes: codes.value })
  }
  return ok(filters)
}

function decideFilterCodes(
  filter: SpecificationFilter,
  variable: Variable,
  catalogue: Catalogue,
): Result<readonly string[], SpecificationRefusal> {
  const index = indexClassification(classificationOf(catalogue, variable))
  const finest = new Set<string>()
  for (const code of filter.codes) {
    if (!index.node(code)) return refuse('unknown-code', { variable: variable.id, code, level: null })
    for (const below of index.finestUnder(code)) finest.add(below)
  }
  return ok([...finest])
}
