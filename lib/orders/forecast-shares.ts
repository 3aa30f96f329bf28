import { type Catalogue, classificationOf } from '#lib/catalogue/catalogue.ts'
import { type ClassificationIndex, indexClassification } from '#lib/catalogue/index-classification.ts'
import type { Marginals, SingleMarginal } from '#lib/catalogue/marginals.ts'
import type { Variable } from '#lib/catalogue/register.ts'
import type { Measure } from '#lib/catalogue/specification.ts'

/** Stands for a hidden count of which nothing else is known: the middle of 1 to 4. */
const HIDDEN_COUNT = 2.5

/** What is known of one variable on its own. */
export interface VariableShares {
  readonly variable: Variable
  readonly index: ClassificationIndex
  /** Whether a unit stands in exactly one category. */
  readonly additive: boolean
  /** Units over all categories. */
  readonly total: number
  /** Units with a code, from any level; an estimate where it is hidden or not told. */
  readonly unitsOf: (code: string) => number
  /** Whether the number of a code is told, and so known exactly. */
  readonly isTold: (code: string) => boolean
  /** Units in at least one of several finest codes; `isPeriod` says that they are years. */
  readonly unitsOfSome: (finest: readonly string[]) => number
}

/**
 * Reads one variable's marginal. Null when the snapshot has none. Years repeat persons: of units in any of k years the number
 * is taken to grow as a power of k that fits the mean of one year and the total of all. Other categories a unit can repeat
 * are taken to be independent of each other.
 */
export function variableShares(
  marginals: Marginals,
  measure: Measure,
  variable: Variable,
  catalogue: Catalogue,
): VariableShares | null {
  const single = marginals.singles.find((each) => each.variable === variable.id && each.measure === measure)
  if (!single) return null
  const index = indexClassification(classificationOf(catalogue, variable))
  const units = new Map(single.codes.map((code, i) => [code, estimateAt(single, i)]))
  const told = new Set(single.codes.filter((_, i) => single.counts[i] !== null))
  const total = single.counts[0] ?? 0
  const unitsOf = (code: string): number => {
    const own = units.get(code)
    if (own !== undefined) return own
    const above = index.lineage(code).find((node) => units.has(node.code))
    if (!above) return 0
    return (
      ((units.get(above.code) ?? 0) * Math.max(1, index.finestUnder(code).length)) /
      Math.max(1, index.finestUnder(above.code).length)
    )
  }
  const isTime = variable.kind === 'time'
  return {
    variable,
    index,
    additive: single.additive,
    total,
    unitsOf,
    isTold: (code) => told.has(code),
    unitsOfSome: (finest) => {
      const each = finest.map(unitsOf)
      const sum = each.reduce((a, b) => a + b, 0)
      if (single.additive || finest.length < 2 || total === 0) return Math.min(sum, total)
      if (!isTime) return total * (1 - each.reduce((none, units) => none * (1 - Math.min(1, units / total)), 1))
      return Math.min(total, sum, (sum / finest.length) * finest.length ** growthOverYears(single))
    },
  }
}

/** A told count, or an estimate of a hidden one from what its heading and its told siblings leave. */
function estimateAt(single: SingleMarginal, position: number): number {
  const count = single.counts[position] ?? null
  if (count !== null) return count
  const parent = single.parents[position] ?? -1
  const whole = parent >= 0 ? (single.counts[parent] ?? null) : null
  if (whole === null || !single.additive) return HIDDEN_COUNT
  let left = whole
  let hidden = 0
  for (const [i, above] of single.parents.entries()) {
    if (above !== parent) continue
    const sibling = single.counts[i] ?? null
    if (sibling === null) hidden++
    else left -= sibling
  }
  return hidden > 0 ? Math.max(1, left / hidden) : HIDDEN_COUNT
}

/** The power by which units of several years grow with the number of years: 1 when none repeats, 0 when all do. */
function growthOverYears(single: SingleMarginal): number {
  const years = single.counts.filter((count, i) => i > 0 && count !== null && count > 0)
  const sum = years.reduce<number>((a, b) => a + (b ?? 0), 0)
  const total = single.counts[0] ?? 0
  if (years.length < 2 || total === 0) return 1
  return Math.min(1, Math.max(0, Math.log(total / (sum / years.length)) / Math.log(years.length)))
}
