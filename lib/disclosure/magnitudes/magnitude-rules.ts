import { z } from 'zod'
import type { UnsafeReason } from '../cell-rules.ts'

/** What one contributor gave to a cell, negative values included. */
export interface Contribution {
  readonly contributor: string
  readonly value: number
}

/** When a sum of values gives a contributor away. Rules may stand together; a cell unsafe by one is unsafe. Strict. */
export const magnitudeRulesSchema = z.strictObject({
  /** A contributor must not be known to within this many per cent of her own value. */
  pPercent: z.number().positive().max(1000).optional(),
  /** The n largest must not make up more than k per cent. */
  dominance: z
    .array(z.strictObject({ n: z.int().min(1).max(100), k: z.number().positive().lt(100) }))
    .min(1)
    .optional(),
  /** Fewest contributors a cell may have. */
  leastContributors: z.int().min(1).max(1000).optional(),
})

export type MagnitudeRules = Readonly<z.infer<typeof magnitudeRulesSchema>>

/**
 * Why a sum is unsafe, or null. Contributions of one contributor count as one, and who gave nothing is no contributor. A cell
 * without contributions is safe: there is nobody in it.
 */
export function unsafeMagnitude(contributions: readonly Contribution[], rules: MagnitudeRules): UnsafeReason | null {
  const byContributor = new Map<string, number>()
  for (const { contributor, value } of contributions)
    byContributor.set(contributor, (byContributor.get(contributor) ?? 0) + Math.abs(value))
  const values = [...byContributor.values()].filter((value) => value > 0).sort((a, b) => b - a)
  return unsafeShares(values, rules)
}

/**
 * The same for what each contributor gave, the largest first, all above 0. p%-rule: the second largest, who subtracts her own,
 * must not come closer than p per cent to the largest (Hundepool et al. 2024, table 4.1).
 */
export function unsafeShares(values: ArrayLike<number>, rules: MagnitudeRules): UnsafeReason | null {
  if (values.length === 0) return null
  if (values.length < (rules.leastContributors ?? 1)) return 'few-contributors'
  const total = sumOf(values, values.length)
  const first = values[0] ?? 0
  const rest = total - first - (values[1] ?? 0)
  if (rules.pPercent !== undefined && 100 * rest < rules.pPercent * first) return 'p-percent'
  for (const { n, k } of rules.dominance ?? []) if (100 * sumOf(values, n) > k * total) return 'dominance'
  return null
}

/**
 * How far above its value an outsider's upper bound for an unsafe sum must lie, so that the bound is no better an estimate of a
 * contributor than the rules allow (Hundepool et al. 2024, table 4.2). 0 for a cell with too few contributors and no other
 * rule: it must not be known exactly, that is all.
 */
export function upperProtectionLevel(values: ArrayLike<number>, rules: MagnitudeRules): number {
  const total = sumOf(values, values.length)
  const first = values[0] ?? 0
  const rest = total - first - (values[1] ?? 0)
  let level = rules.pPercent === undefined ? 0 : (rules.pPercent * first) / 100 - rest
  for (const { n, k } of rules.dominance ?? []) level = Math.max(level, (100 * sumOf(values, n)) / k - total)
  return Math.max(0, level)
}

/**
 * How far above its value a sum must be able to stand for one of its contributors, or for somebody who gives to other cells and
 * not to this one (`own` 0). `largestOther`: the largest contribution besides hers.
 */
export function levelAgainst(
  cell: { readonly values: ArrayLike<number>; readonly own: number; readonly largestOther: number },
  rules: MagnitudeRules,
): number {
  const { values, own, largestOther } = cell
  const total = sumOf(values, values.length)
  const level = rules.pPercent === undefined ? 0 : (1 + rules.pPercent / 100) * largestOther - (total - own)
  // Dominance guards the largest from everybody else; she needs no guard from herself.
  const dominance = own === values[0] && own > 0 ? {} : { dominance: rules.dominance }
  return Math.max(0, level, upperProtectionLevel(values, dominance))
}

function sumOf(values: ArrayLike<number>, most: number): number {
  let sum = 0
  for (let k = 0; k < Math.min(most, values.length); k++) sum += values[k] ?? 0
  return sum
}
