import { type Catalogue, findRegister, findVariable } from '#lib/catalogue/catalogue.ts'
import { standardisedVariable } from '#lib/catalogue/decide-standardisation.ts'
import type { Register } from '#lib/catalogue/register.ts'
import type { Specification } from '#lib/catalogue/specification.ts'

/** The table with what lies within its cells as columns, for those who protect and check it; others see the totals of it alone. */
export function asCounted(specification: Specification, catalogue: Catalogue): Specification {
  const register = findRegister(catalogue, specification.register)
  const within = register ? variablesWithin(specification, register) : []
  const axes = within.map(({ variable, level }) => ({ variable, level, codes: null, parents: false }))
  return { ...specification, columns: [...specification.columns, ...axes] }
}

function variablesWithin({ standardisation, survival }: Specification, register: Register) {
  const age = standardisation && standardisedVariable(register)
  const followed = survival && register.survival ? [register.survival.time, register.survival.status] : []
  return [
    ...(standardisation && age ? [{ variable: age.id, level: standardisation.level }] : []),
    ...followed.map((variable) => ({ variable, level: findVariable(register, variable)?.levels[0] ?? '' })),
  ]
}
