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
/** Then their table has at most so many cells, and a cell at least so many persons on average. */
const MOST_CROSSED_CELLS = 2500
const LEAST_PERSONS_PER_CELL = 30
/** Any other two variables are crossed when that takes no more cells than this. */
const MOST_OTHER_CELLS = 300

/**
 * The tables that a register's marginals are made of, each over all years: every variable with all its levels in
 * each measure, and the pairs that matter in the first. Depends on the catalogue and the size of the snapshot, never on what is
 * counted. Pure.
 */
export function planMarginals(register: Register, catalogue: Catalogue, persons: number): MarginalTable[] {
  const mostCells = Math.min(MOST_CROSSED_CELLS, persons / LEAST_PERSONS_PER_CELL)
  const variables = register.variables.filter((variable) => variable.axis)
  const main = register.measures[0] ?? 'persons'
  // Cases depend on the period asked for; those of all years say little of those of one.
  const measures = register.measures.filter((measure) => measure !== 'cases')
  const singles = measures.flatMap((measure) => variables.map((variable) => ({ measure, axes: [wholeAxis(variable)] })))
  const pairs = variables.flatMap((a, i) =>
    variables.slice(i + 1).flatMap((b) => {
      const axes = crossedAxes(a, b, register, catalogue, mostCells)
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

/** The two levels that give the largest table within the limit, the finer first variable where two do; null when none is small enough. */
function crossedAxes(
  a: Variable,
  b: Variable,
  register: Register,
  catalogue: Catalogue,
  mostCells: number,
): SpecificationAxis[] | null {
  const isAlways = CROSSED_KINDS.has(a.kind) || CROSSED_KINDS.has(b.kind)
  const most = isAlways ? mostCells : Math.min(mostCells, MOST_OTHER_CELLS)
  const sizeOf = (variable: Variable, level: string) => {
    const { fromYear, toYear } = register.coverage
    const codes = indexClassification(classificationOf(catalogue, variable)).atLevel(level).length
    return variable.id === register.periodVariable ? toYear - fromYear + 1 : codes
  }
  let best: { readonly size: number; readonly axes: SpecificationAxis[] } | null = null
  for (const first of a.levels) {
    for (const second of b.levels) {
      const size = sizeOf(a, first) * sizeOf(b, second)
      if (size > most || size <= (best?.size ?? 0)) continue
      best = { size, axes: [crossedAxis(a, first), crossedAxis(b, second)] }
    }
  }
  return best?.axes ?? null
}

function crossedAxis(variable: Variable, level: string): SpecificationAxis {
  return { variable: variable.id, level, codes: null, parents: false }
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
