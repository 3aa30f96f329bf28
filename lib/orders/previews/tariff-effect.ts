import { type Ore, ore, sumOre } from '#lib/kernel/money.ts'
import { type QuotedCustomer, quote } from '#lib/pricing/quote.ts'
import type { QuotedShape } from '#lib/pricing/quoted-shape.ts'
import { CUSTOMER_CLASSES, type CustomerClass, type Tariff } from '#lib/pricing/tariff.ts'

/** An order as a price sees it. */
export interface PricedOrder {
  readonly number: string
  readonly customer: QuotedCustomer
  readonly shape: QuotedShape
}

export interface TariffEffectRow {
  readonly number: string
  readonly customerClass: CustomerClass
  /** Estimated prices without VAT. */
  readonly beforeOre: Ore
  readonly afterOre: Ore
}

export interface TariffEffectSum {
  readonly customerClass: CustomerClass
  readonly orders: number
  readonly beforeOre: Ore
  readonly afterOre: Ore
}

export interface TariffEffect {
  /** The orders asked about, in the order given. */
  readonly rows: readonly TariffEffectRow[]
  /** One sum for each class that has orders. */
  readonly sums: readonly TariffEffectSum[]
  readonly dearer: number
  readonly cheaper: number
}

/** What the same orders would have been offered at under another tariff. Pure; prices are those of an offer nobody has adjusted. */
export function tariffEffect(orders: readonly PricedOrder[], before: Tariff, after: Tariff): TariffEffect {
  const rows = orders.map(({ number, customer, shape }) => ({
    number,
    customerClass: customer.customerClass,
    beforeOre: quote(shape, before, customer).subtotalOre,
    afterOre: quote(shape, after, customer).subtotalOre,
  }))
  const sums = CUSTOMER_CLASSES.flatMap((customerClass) => {
    const own = rows.filter((row) => row.customerClass === customerClass)
    if (own.length === 0) return []
    const total = (pick: (row: TariffEffectRow) => Ore) => sumOre(own.map(pick))
    return [
      { customerClass, orders: own.length, beforeOre: total((row) => row.beforeOre), afterOre: total((row) => row.afterOre) },
    ]
  })
  return {
    rows,
    sums,
    dearer: rows.filter((row) => row.afterOre > row.beforeOre).length,
    cheaper: rows.filter((row) => row.afterOre < row.beforeOre).length,
  }
}

/** A tariff with every amount changed by a percentage, rounded to whole kroner: what a yearly regulation does. */
export function regulated(tariff: Tariff, percent: number): Tariff {
  const change = (amount: Ore) => ore(Math.round((amount * (100 + percent)) / 10_000) * 100)
  const all = <K extends string>(amounts: Readonly<Record<K, Ore>>) =>
    Object.fromEntries(Object.entries<Ore>(amounts).map(([kind, amount]) => [kind, change(amount)])) as Record<K, Ore>
  return { ...tariff, hourlyRateOre: all(tariff.hourlyRateOre), fixedOre: all(tariff.fixedOre) }
}
