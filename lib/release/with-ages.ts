import { type Catalogue, findRegister } from '#lib/catalogue/catalogue.ts'
import { standardisedVariable } from '#lib/catalogue/decide-standardisation.ts'
import type { Specification } from '#lib/catalogue/specification.ts'

/** The table with the ages within its cells as columns, for those who protect and check it; others see their total alone. */
export function withAges(specification: Specification, catalogue: Catalogue): Specification {
  const { standardisation, columns } = specification
  const register = findRegister(catalogue, specification.register)
  const age = register && standardisedVariable(register)
  if (!standardisation || !age) return specification
  const axis = { variable: age.id, level: standardisation.level, codes: null, parents: false }
  return { ...specification, columns: [...columns, axis] }
}
