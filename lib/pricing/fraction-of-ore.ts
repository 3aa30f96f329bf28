import { type Ore, ore } from '#lib/kernel/money.ts'

/**
 * An amount times numerator / denominator (whole numbers, denominator positive), rounded half away from zero to whole øre.
 * The product is formed in whole numbers before the one division, because a factor such as 1.15 or 1/60 has no exact
 * binary form and would tip exact halves the wrong way.
 */
export function fractionOfOre(amount: Ore, numerator: number, denominator: number): Ore {
  const product = amount * numerator
  if (!Number.isSafeInteger(product)) throw new RangeError(`not an exact whole number: ${amount} * ${numerator}`)
  const rounded = Math.round(Math.abs(product) / denominator)
  return ore(product < 0 ? -rounded : rounded)
}
