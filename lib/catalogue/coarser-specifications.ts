import { type Catalogue, classificationOf, findRegister, findVariable } from './catalogue.ts'
import { standardisedVariable } from './decide-standardisation.ts'
import { indexClassification } from './index-classification.ts'
import type { Register } from './register.ts'
import { type Specification, type SpecificationAxis, STANDARD_LEVELS } from './specification.ts'

/** The same table with one axis a level coarser, or without it. */
export interface CoarserSpecification {
  readonly variable: string
  /** The coarser level; null when the axis is left out. */
  readonly level: string | null
  readonly specification: Specification
}

/** Every table one step coarser than this one: each axis at its next level, or gone where it has none. Pure. */
export function coarserSpecifications(specification: Specification, catalogue: Catalogue): CoarserSpecification[] {
  const register = findRegister(catalogue, specification.register)
  const axes = [...specification.rows, ...specification.columns]
  const byAxis = axes.flatMap((axis): CoarserSpecification[] => {
    const variable = register && findVariable(register, axis.variable)
    if (!variable) return []
    const level = axis.groups ? undefined : variable.levels[variable.levels.indexOf(axis.level) + 1]
    if (level !== undefined) {
      const index = indexClassification(classificationOf(catalogue, variable))
      // A code that stands above the coarser level already goes on standing for all that lie under it.
      const above = (code: string) => index.lineage(code).find((node) => node.level === level)?.code ?? code
      const codes = axis.codes && [...new Set(axis.codes.map(above))]
      const coarser = { ...axis, level, codes }
      return [{ variable: variable.id, level, specification: replaceAxis(specification, axis, [coarser]) }]
    }
    const isLastRow = specification.rows.length === 1 && specification.rows[0] === axis
    return isLastRow ? [] : [{ variable: variable.id, level: null, specification: replaceAxis(specification, axis, []) }]
  })
  return [...byAxis, ...(register ? [...coarserAges(specification, register), ...withoutSurvival(specification, register)] : [])]
}

/** The same table with a standardised rate over coarser ages, or without one where there are none. */
function coarserAges({ standardisation, ...without }: Specification, register: Register): CoarserSpecification[] {
  const age = standardisedVariable(register)
  if (!standardisation || !age) return []
  const level = STANDARD_LEVELS[STANDARD_LEVELS.indexOf(standardisation.level) + 1] ?? null
  const specification = level === null ? without : { ...without, standardisation: { ...standardisation, level } }
  return [{ variable: age.id, level, specification }]
}

function replaceAxis(specification: Specification, axis: SpecificationAxis, by: SpecificationAxis[]): Specification {
  const put = (side: readonly SpecificationAxis[]) => side.flatMap((each) => (each === axis ? by : [each]))
  return { ...specification, rows: put(specification.rows), columns: put(specification.columns) }
}

function withoutSurvival({ survival, ...without }: Specification, register: Register): CoarserSpecification[] {
  return survival && register.survival ? [{ variable: register.survival.time, level: null, specification: without }] : []
}
