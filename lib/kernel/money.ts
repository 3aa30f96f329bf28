/** An amount of Danish money in whole øre (1/100 krone). Never a fraction: every rounding is explicit. */
export type Ore = number & { readonly __ore: unique symbol }

/** Brands a whole number of øre. Throws on fractions and values beyond exact integers. */
export function ore(amount: number): Ore {
  if (!Number.isSafeInteger(amount)) throw new RangeError(`not a whole number of øre: ${amount}`)
  return amount as Ore
}

/** Adds amounts in øre. */
export function sumOre(amounts: readonly Ore[]): Ore {
  return ore(amounts.reduce<number>((sum, amount) => sum + amount, 0))
}

/** Multiplies an amount by a factor and rounds half away from zero to whole øre. */
export function timesOre(amount: Ore, factor: number): Ore {
  const exact = amount * factor
  return ore(Math.sign(exact) * Math.round(Math.abs(exact)))
}
