import { type Catalogue, classificationOf } from '#lib/catalogue/catalogue.ts'
import { decideSpecification } from '#lib/catalogue/decide-specification.ts'
import { indexClassification } from '#lib/catalogue/index-classification.ts'
import type { Register, Variable } from '#lib/catalogue/register.ts'
import type { Measure, SpecificationAxis } from '#lib/catalogue/specification.ts'
import { planTabulation, type TabulationPlan } from '#lib/tabulation/plan.ts'

/** Version of the choice below; a change of it makes every snapshot's marginals anew. */
export const MARGINALS_RECIPE = 1

/** One table to count: a variable with all its levels, or two variables with one level each. */
export interface MarginalTable {
  readonly measure: Measure
  readonly axes: readonly SpecificationAxis[]
  readonly plan: TabulationPlan
}

/** Two variables are always crossed when one of them is of these kinds, which everything in health depends on. */
const CROSSED_KINDS = new Set<Variable['kind']>(['sex', 'age', 'time'])
/** A level is coarse enough to be crossed when it has at most so many codes. */
const MOST_CROSSED_CODES = 40
/** Beside sex, which has two codes, finer levels are crossed too. */
const MOST_CODES_BY_SEX = 120
/** Any other two variables are crossed when their table has at most so many cells. */
const MOST_OTHER_CELLS = 150

/**
 * The tables that a register's marginals are made of, each over all years: every variable with all its levels in
 * each measure, and the pairs that matter in the first. Depends on the catalogue alone, never on what is counted. Pure.
 */
export function planMarginals(register: Register, catalogue: Catalogue): MarginalTable[] {
  const variables = register.variables.filter((variable) => variable.axis)
  const main = register.measures[0] ?? 'persons'
  const singles = register.measures.flatMap((measure) => variables.map((variable) => ({ measure, axes: [wholeAxis(variable)] })))
  const pairs = variables.flatMap((a, i) =>
    variables.slice(i + 1).flatMap((b) => {
      const axes = crossedAxes(a, b, register, catalogue)
      return axes ? [{ measure: main, axes }] : []
    }),
  )
  return [...singles, ...pairs].flatMap((table) => {
    const plan = planOf(table, register, catalogue)
    return plan ? [{ ...table, plan }] : []
  })
}

function wholeAxis(variable: Variable): SpecificationAxis {
  return { variable: variable.id, level: variable.levels[0] ?? '', codes: null, parents: true }
}

/** Both variables at the finest level that is coarse enough to be crossed; null when there is none, or it is too much. */
function crossedAxes(a: Variable, b: Variable, register: Register, catalogue: Catalogue): SpecificationAxis[] | null {
  const first = levelToCross(a, b, register, catalogue)
  const second = levelToCross(b, a, register, catalogue)
  if (!first || !second) return null
  const isAlways = CROSSED_KINDS.has(a.kind) || CROSSED_KINDS.has(b.kind)
  return isAlways || first.size * second.size <= MOST_OTHER_CELLS ? [first.axis, second.axis] : null
}

function levelToCross(variable: Variable, other: Variable, register: Register, catalogue: Catalogue) {
  const most = other.kind === 'sex' ? MOST_CODES_BY_SEX : MOST_CROSSED_CODES
  const index = indexClassification(classificationOf(catalogue, variable))
  const { fromYear, toYear } = register.coverage
  const sizeOf = (level: string) =>
    variable.id === register.periodVariable ? toYear - fromYear + 1 : index.atLevel(level).length
  const level = variable.levels.find((each) => sizeOf(each) <= most)
  if (level === undefined) return null
  return { axis: { variable: variable.id, level, codes: null, parents: false }, size: sizeOf(level) }
}

/** Null when the register can't give the table, for instance a variable without codes in its years. */
function planOf({ measure, axes }: Omit<MarginalTable, 'plan'>, register: Register, catalogue: Catalogue): TabulationPlan | null {
  const specification = {
    schema: 1 as const,
    title: 'marginals',
    register: register.id,
    measure,
    rate: false,
    period: register.coverage,
    filters: [],
    rows: [...axes],
    columns: [],
    totals: true,
  }
  const resolved = decideSpecification(specification, catalogue, { maxCells: Number.MAX_SAFE_INTEGER })
  return resolved.ok ? planTabulation(resolved.value, catalogue) : null
}
