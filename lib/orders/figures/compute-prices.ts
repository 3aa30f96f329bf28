import { type Ore, ore, sumOre } from '#lib/kernel/money.ts'
import type { Quote } from '#lib/pricing/quote.ts'
import { type SettlementStage, settle, type WorkedTime } from '#lib/pricing/settle.ts'
import { CUSTOMER_CLASSES, type CustomerClass, WORK_KINDS, type WorkKind } from '#lib/pricing/tariff.ts'

/** An order whose final price is known. */
export interface SettledOrder {
  readonly number: string
  readonly stage: Exclude<SettlementStage, 'withdrawn-before-acceptance'>
  readonly agreed: Quote
  readonly worked: readonly WorkedTime[]
}

export interface PriceRow {
  readonly customerClass: CustomerClass
  readonly orders: number
  /** Agreed and final prices without VAT. */
  readonly estimatedOre: Ore
  readonly actualOre: Ore
  /** Orders that reached the cap, so that work above it was not charged. */
  readonly capped: number
}

export interface WorkRow {
  readonly kind: WorkKind
  readonly estimatedMinutes: number
  readonly usedMinutes: number
  /** Time on the service's own errors, which nobody pays for. */
  readonly ownErrorMinutes: number
}

export interface PriceFigures {
  readonly classes: readonly PriceRow[]
  readonly work: readonly WorkRow[]
}

/** What delivered orders were estimated at and what they cost in the end, by customer class and by kind of work. Pure. */
export function computePrices(orders: readonly SettledOrder[]): PriceFigures {
  const delivered = orders.filter(({ stage }) => stage === 'delivered')
  const classes = CUSTOMER_CLASSES.flatMap((customerClass): PriceRow[] => {
    const own = delivered.filter(({ agreed }) => agreed.customerClass === customerClass)
    if (own.length === 0) return []
    const settled = own.map(({ agreed, worked, stage }) => settle(agreed, worked, stage))
    return [
      {
        customerClass,
        orders: own.length,
        estimatedOre: sumOre(own.map(({ agreed }) => agreed.subtotalOre)),
        actualOre: sumOre(settled.map(({ subtotalOre }) => subtotalOre)),
        capped: settled.filter(({ lines }) => lines.some(({ kind }) => kind === 'above-agreed-price')).length,
      },
    ]
  })
  const work = WORK_KINDS.map((kind) => {
    const minutes = (isOwnError: boolean) => delivered.reduce((sum, order) => sum + minutesOf(order, kind, isOwnError), 0)
    const estimated = delivered.reduce(
      (sum, { agreed }) => sum + (agreed.lines.find((line) => line.kind === kind)?.hours ?? 0),
      0,
    )
    return { kind, estimatedMinutes: estimated * 60, usedMinutes: minutes(false), ownErrorMinutes: minutes(true) }
  })
  return { classes, work: work.filter((row) => row.estimatedMinutes + row.usedMinutes + row.ownErrorMinutes > 0) }
}

function minutesOf({ worked }: SettledOrder, kind: WorkKind, isOwnError: boolean): number {
  return worked.reduce((sum, time) => sum + (time.kind === kind && time.ownError === isOwnError ? time.minutes : 0), 0)
}

/** The sum of all classes. */
export function totalOf(rows: readonly PriceRow[]): Omit<PriceRow, 'customerClass'> {
  return {
    orders: rows.reduce((sum, { orders }) => sum + orders, 0),
    estimatedOre: sumOre(rows.map(({ estimatedOre }) => estimatedOre)),
    actualOre: ore(rows.reduce<number>((sum, { actualOre }) => sum + actualOre, 0)),
    capped: rows.reduce((sum, { capped }) => sum + capped, 0),
  }
}
