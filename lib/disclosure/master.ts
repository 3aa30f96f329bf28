import type { Highs } from 'highs'
import { CoverProblemBuilder } from './cover-problem.ts'
import type { Cover } from './covers.ts'
import { solveCoverInParts } from './split-cover-problem.ts'
import type { System } from './system.ts'

export interface MasterOptions {
  /** Rows a variable's company is looked for in: 'all' for the whole problem at once, 'near' for the open covers' rows only. */
  readonly reach: 'all' | 'near'
  /** Candidates kept per condition, the cheapest first. */
  readonly most: number
  readonly gap: number
  readonly nodes: number
  readonly seconds?: number
  /** Variables hidden whatever is decided: they need no company. */
  readonly held: Uint8Array
}

/**
 * Chooses the cheapest variables to hide besides `hidden`, which it extends in place, so that every cover is met and no
 * equation has a single hidden variable. Returns a lower bound on the cost of what was added.
 */
export function hideForCovers(
  highs: Highs,
  system: System,
  cost: Float64Array,
  covers: readonly Cover[],
  hidden: Uint8Array,
  options: MasterOptions,
): number {
  let bound = 0
  for (let round = 0; round < 1000; round++) {
    const open = round === 0 ? covers : []
    const builder = new CoverProblemBuilder()
    for (const cover of open) builder.cover(cover, hidden, options.most, cost)
    if (round > 0) demandCompanyOfLonely(system, cost, hidden, builder, options)
    if (builder.rowCount === 0) return bound
    demandCompany(system, cost, hidden, builder, options)
    const { chosen, bound: proven } = solveCoverInParts(highs, builder.build(cost), options)
    if (round === 0) bound = options.reach === 'all' && options.most === Number.POSITIVE_INFINITY ? proven : 0
    for (const [column, variable] of builder.variables.entries()) if (chosen[column] === 1) hidden[variable] = 1
  }
  return bound
}

/** Rows with exactly one hidden variable that is neither primary nor a slack get a cover of their own. */
function demandCompanyOfLonely(
  system: System,
  cost: Float64Array,
  hidden: Uint8Array,
  builder: CoverProblemBuilder,
  { most, held }: MasterOptions,
): void {
  for (let row = 0; row + 1 < system.rowStart.length; row++) {
    const members = system.rowVariable.subarray(system.rowStart[row], system.rowStart[row + 1])
    const alone = members.filter((variable) => hidden[variable] === 1)
    const [lonely = system.classes] = alone
    if (alone.length !== 1 || lonely >= system.classes || held[lonely] === 1) continue
    const others = members.filter((variable) => hidden[variable] !== 1)
    builder.cover({ variables: others, weights: new Float64Array(others.length).fill(1), need: 1 }, hidden, most, cost)
  }
}

/** Every candidate needs company in those of its rows where nothing is hidden. */
function demandCompany(
  system: System,
  cost: Float64Array,
  hidden: Uint8Array,
  builder: CoverProblemBuilder,
  { reach, most }: MasterOptions,
): void {
  const seen = new Set<number>()
  const last = reach === 'near' ? builder.variables.length : Number.POSITIVE_INFINITY
  for (let column = 0; column < Math.min(last, builder.variables.length); column++) {
    const variable = builder.variables[column] ?? 0
    for (let at = system.variableStart[variable] ?? 0; at < (system.variableStart[variable + 1] ?? 0); at++) {
      const row = system.variableRow[at] ?? 0
      if (seen.has(row)) continue
      seen.add(row)
      const members = system.rowVariable.subarray(system.rowStart[row], system.rowStart[row + 1])
      if (members.some((member) => hidden[member] === 1)) continue
      const cheapest = [...members].sort((a, b) => (cost[a] ?? 0) - (cost[b] ?? 0) || a - b).slice(0, most + 1)
      for (const member of members) {
        if (reach === 'near' && !builder.has(member)) continue
        builder.company(member, cheapest.filter((other) => other !== member).slice(0, most))
      }
    }
  }
}
