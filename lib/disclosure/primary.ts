import { minimumFrequency } from './cell-rules.ts'
import type { Rules } from './rules.ts'

export const PUBLISHED = 0
export const PRIMARY = 1
export const SECONDARY = 2

/** Marks the cells that are unsafe by themselves: 1 to threshold - 1 units, and zeros where the rules say so. */
export function primaryStatus(counts: Float64Array, rules: Rules): Uint8Array {
  const rule = minimumFrequency(rules.threshold, rules.protectZeros)
  return Uint8Array.from(counts, (count) => (rule({ count }) === null ? PUBLISHED : PRIMARY))
}

/**
 * What an intruder's interval for an unsafe cell must reach: its lower end at most `low`, its upper end at least `high`. `known`: what
 * he can't be kept from knowing; where that leaves a single value, another must be possible all the same.
 */
export function wantedInterval(
  count: number,
  known: { least: number; most: number },
  rules: Rules,
): { low: number; high: number } {
  if (rules.protection === 'exact') return { low: count, high: count + 1 }
  const low = Math.min(count, Math.max(known.least, rules.protectZeros ? 0 : 1))
  const high = Math.max(count, Math.min(known.most, rules.threshold - 1))
  return { low, high: low === high ? high + 1 : high }
}

/** The least value an intruder must allow for a hidden cell: where zeros are published he knows that it is not zero. */
export function hiddenFloor(rules: Rules): number {
  return rules.intruder === 'informed' && !rules.protectZeros ? 1 : 0
}
