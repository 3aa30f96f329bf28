import { type Catalogue, classificationOf, findVariable } from '#lib/catalogue/catalogue.ts'
import { indexClassification } from '#lib/catalogue/index-classification.ts'
import type { Variable } from '#lib/catalogue/register.ts'
import type { ResolvedSpecification } from '#lib/catalogue/resolved-specification.ts'
import { type CodeSet, codeSet } from './code-set.ts'

/** Rows are kept when the stored value is in the set, or missing where that was asked for. */
export interface PlanFilter {
  readonly variable: string
  readonly source: Variable['source']
  readonly kept: CodeSet
  /** Everything the classification knows; with `keepsMissing` values outside it are kept as well as empty ones. */
  readonly known: CodeSet
  readonly keepsMissing: boolean
}

/** The filters of the specification and its period. */
export function planFilters(resolved: ResolvedSpecification, catalogue: Catalogue): PlanFilter[] {
  const { register, specification } = resolved
  const period = findVariable(register, register.periodVariable)
  if (!period) throw new Error(`register ${register.id} has no variable for its period`)
  const { fromYear, toYear } = specification.period
  const years: CodeSet = { coding: 'number', ranges: [[fromYear, toYear]] }
  const periodFilter: PlanFilter = {
    variable: period.id,
    source: period.source,
    kept: years,
    known: years,
    keepsMissing: false,
  }
  return [periodFilter, ...resolved.filters.map(({ variable, finestCodes }) => planFilter(variable, finestCodes, catalogue))]
}

function planFilter(variable: Variable, finestCodes: readonly string[], catalogue: Catalogue): PlanFilter {
  const classification = classificationOf(catalogue, variable)
  const index = indexClassification(classification)
  const isStored = (code: string) => code !== variable.missing
  const known = index.atLevel(index.finestLevel).map((node) => node.code)
  return {
    variable: variable.id,
    source: variable.source,
    kept: codeSet(finestCodes.filter(isStored), variable, classification),
    known: codeSet(known.filter(isStored), variable, classification),
    keepsMissing: finestCodes.some((code) => code === variable.missing),
  }
}
