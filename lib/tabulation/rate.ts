/** The number of inhabitants a rate is given per. */
export const RATE_PER = 100_000

/**
 * Crude rate per 100 000: `count / people * 100 000`. Null where the population is zero or not known, so that a division
 * that means nothing never becomes a number.
 */
export function ratePer100000(count: number, people: number): number | null {
  return people > 0 && Number.isFinite(people) ? (count / people) * RATE_PER : null
}
