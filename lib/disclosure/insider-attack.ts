import type { AttackTask, Demand, Failure } from './attack.ts'
import { findNearby } from './exact-attack.ts'

/**
 * The singleton attack: whoever is alone in a hidden cell knows that it is 1. Every other unsafe variable must still move while
 * hers stands still. A first move avoids such cells where it can; only those it could not avoid are then held still one by
 * one. Closes what is proven and returns the pair that fails, if any.
 */
export function insiderDemand(task: AttackTask, variable: number): Failure[] {
  const { open } = task
  if (open.insider[variable] !== 1) return []
  let suspects = suspectsOf(task, variable)
  while (suspects.length > 0) {
    const frozen = suspects[0] ?? 0
    const found = holdStill(task, variable, frozen)
    if ('failure' in found) return [found.failure]
    suspects = suspects.filter((single) => single !== frozen && (found.moved?.has(single) ?? true))
  }
  open.insider[variable] = 0
  return []
}

/** The singles that a first move goes through; all of the table when there is no clear move. */
function suspectsOf(task: AttackTask, variable: number): number[] {
  const { system, needs, options } = task
  const own = options.person[variable] ?? -1
  const isSuspect = (single: number) =>
    single !== variable && needs.alone[single] === 1 && (own < 0 || options.person[single] !== own)
  for (const sign of [1, -1] as const) {
    const answer = task.local.try({ variable, sign, need: 1 })
    if (answer.kind === 'met') return [...answer.move.variables].filter(isSuspect)
  }
  return Array.from({ length: system.classes }, (_, single) => single).filter(isSuspect)
}

/** Whether the variable moves while a single stands still, and through what. */
function holdStill(
  task: AttackTask,
  variable: number,
  frozen: number,
): { moved: ReadonlySet<number> | undefined } | { failure: Failure } {
  let combination: ReadonlyMap<number, number> | undefined
  const unclear: Demand[] = []
  for (const sign of [1, -1] as const) {
    const demand = { variable, sign, need: 1, frozen }
    const answer = task.local.try(demand)
    if (answer.kind === 'met') return { moved: new Set(answer.move.variables) }
    if (answer.kind === 'unclear') unclear.push(demand)
    else if (sign === 1) combination = answer.combination
  }
  if (unclear.some((demand) => findNearby(task, demand) !== undefined)) return { moved: undefined }
  return { failure: { demand: { variable, sign: 1, need: 1, frozen }, ...(combination && { combination }) } }
}
