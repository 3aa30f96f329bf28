import type { Needs } from './needs.ts'
import type { System } from './system.ts'

/**
 * A condition every safe suppression meets: the weights of the hidden variables among `variables` add up to `need`.
 * Primary variables and slacks are hidden anyway; what they give is taken off `need` already.
 */
export interface Cover {
  readonly variables: Int32Array
  readonly weights: Float64Array
  readonly need: number
}

/** A combination of equations: coefficient of each variable; their weighted sum is 0 for every consistent table. */
export type Combination = ReadonlyMap<number, number>

export const TOLERANCE = 1e-7

/** The equation of one row as a combination. */
export function rowCombination(system: System, row: number): Map<number, number> {
  const combination = new Map<number, number>()
  for (let at = system.rowStart[row] ?? 0; at < (system.rowStart[row + 1] ?? 0); at++)
    combination.set(system.rowVariable[at] ?? 0, system.rowCoefficient[at] ?? 0)
  return combination
}

/**
 * What a combination demands so that `target` can stand `need` above (`sign` 1) or below (`sign` -1) its value (the
 * capacity constraints of Fischetti and Salazar 2001, section 3). Undefined when what is hidden anyway is enough.
 * `frozen`: a variable the intruder knows and which gives nothing.
 */
export function coverOf(
  system: System,
  needs: Needs,
  combination: Combination,
  target: { readonly variable: number; readonly sign: 1 | -1; readonly need: number; readonly frozen?: number },
): Cover | undefined {
  const own = (combination.get(target.variable) ?? 0) * target.sign
  if (Math.abs(own) < TOLERANCE) return undefined
  let need = target.need
  const variables: number[] = []
  const weights: number[] = []
  for (const [variable, coefficient] of combination) {
    if (variable === target.variable || variable === target.frozen) continue
    const share = coefficient / own
    if (Math.abs(share) < TOLERANCE) continue
    const room = (system.value[variable] ?? 0) - (needs.lower[variable] ?? 0)
    const weight = share < 0 ? target.need : share * room
    if (weight < TOLERANCE) continue
    if (isHiddenAnyway(system, needs, variable)) need -= weight
    else {
      variables.push(variable)
      weights.push(weight)
    }
  }
  if (need < TOLERANCE) return undefined
  const capped = Float64Array.from(weights, (weight) => Math.min(weight, need))
  return { variables: Int32Array.from(variables), weights: capped, need }
}

export function isHiddenAnyway(system: System, needs: Needs, variable: number): boolean {
  return variable >= system.classes || needs.primary[variable] === 1 || needs.held[variable] === 1
}

/** The covers that single equations demand, in row order. `insider`: a person alone in a cell subtracts herself. */
export function rowCovers(system: System, needs: Needs, insider: boolean): Cover[] {
  const covers: Cover[] = []
  for (let row = 0; row + 1 < system.rowStart.length; row++) {
    const primaries = primariesOf(system, needs, row)
    if (primaries.length === 0) continue
    const combination = rowCombination(system, row)
    const push = (cover: Cover | undefined) => cover && covers.push(cover)
    for (const variable of primaries) {
      const up = needs.up[variable] ?? 0
      if (up > 0) push(coverOf(system, needs, combination, { variable, sign: 1, need: up }))
      const down = needs.down[variable] ?? 0
      if (down > 0) push(coverOf(system, needs, combination, { variable, sign: -1, need: down }))
      // With more unsafe cells in the row the attack looks; it would rarely find anything.
      if (!insider || primaries.length > 3) continue
      for (const frozen of primaries)
        if (frozen !== variable && needs.alone[frozen] === 1)
          push(coverOf(system, needs, combination, { variable, sign: 1, need: 1, frozen }))
    }
  }
  return covers.filter((cover, at) => !isSame(cover, covers[at - 1]))
}

function primariesOf(system: System, needs: Needs, row: number): number[] {
  const primaries: number[] = []
  for (let at = system.rowStart[row] ?? 0; at < (system.rowStart[row + 1] ?? 0); at++) {
    const variable = system.rowVariable[at] ?? 0
    if (needs.primary[variable] === 1) primaries.push(variable)
  }
  return primaries
}

function isSame(a: Cover, b: Cover | undefined): boolean {
  return (
    b !== undefined &&
    a.need === b.need &&
    a.variables.length === b.variables.length &&
    a.variables.every((variable, k) => variable === b.variables[k] && a.weights[k] === b.weights[k])
  )
}

/** Whether what is hidden does not meet a cover. */
export function isViolated({ variables, weights, need }: Cover, hidden: Uint8Array): boolean {
  let reached = 0
  for (const [k, variable] of variables.entries()) if (hidden[variable] === 1) reached += weights[k] ?? 0
  return reached < need - TOLERANCE
}

/** Whether a cover is met when everything is hidden; what is published before can't be. */
export function canBeMet({ weights, need }: Cover): boolean {
  let reach = 0
  for (const weight of weights) reach += weight
  return reach >= need - TOLERANCE
}
