import type { LocalText } from '#lib/catalogue/local-text.ts'
import type { Variable } from '#lib/catalogue/register.ts'

type Given = Pick<Variable, 'id' | 'kind' | 'classification' | 'levels'> & Partial<Variable> & { source: Variable['source'] }

/** A variable that is axis and filter, of one category per unit and never missing, unless said otherwise. */
export function variable(label: LocalText, description: LocalText, given: Given): Variable {
  return { label, description, axis: true, filter: true, multiple: [], missing: null, ...given }
}
