import type { UnsafeReason } from './cell-rules.ts'

/** What one contributor gave to a cell, negative values included. */
export interface Contribution {
  readonly contributor: string
  readonly value: number
}

/** When a sum of values gives a contributor away. Both rules may stand together; a cell unsafe by one is unsafe. */
export interface MagnitudeRules {
  /** A contributor must not be known to within this many per cent of her own value. */
  readonly pPercent?: number
  /** The n largest must not make up more than k per cent. */
  readonly dominance?: readonly { readonly n: number; readonly k: number }[]
  /** Fewest contributors a cell may have. */
  readonly leastContributors?: number
}

/**
 * Why a sum is unsafe, or null. Contributions of one contributor count as one. p%-rule: the second largest, who subtracts her
 * own, must not come closer than p per cent to the largest (Hundepool et al. 2012, section 4.2.2). A cell without
 * contributions is safe: there is nobody in it.
 */
export function unsafeMagnitude(contributions: readonly Contribution[], rules: MagnitudeRules): UnsafeReason | null {
  const byContributor = new Map<string, number>()
  for (const { contributor, value } of contributions)
    byContributor.set(contributor, (byContributor.get(contributor) ?? 0) + Math.abs(value))
  const values = [...byContributor.values()].sort((a, b) => b - a)
  const total = values.reduce((sum, value) => sum + value, 0)
  if (values.length === 0 || total === 0) return null
  if (values.length < (rules.leastContributors ?? 1)) return 'few-contributors'
  const [first = 0, second = 0] = values
  if (rules.pPercent !== undefined && 100 * (total - first - second) < rules.pPercent * first) return 'p-percent'
  for (const { n, k } of rules.dominance ?? []) {
    const largest = values.slice(0, n).reduce((sum, value) => sum + value, 0)
    if (100 * largest > k * total) return 'dominance'
  }
  return null
}
