import { type Ore, ore } from '#lib/kernel/money.ts'
import { type QuotedCustomer, quote } from './quote.ts'
import { type QuotedShape, startedThousands } from './quoted-shape.ts'
import type { Tariff } from './tariff.ts'

/** Ways to a lower price, each one change to the order. */
export const CHEAPER_KINDS = [
  'fewer-cells',
  'fewer-tables',
  'no-linkage',
  'one-register',
  'standard-codes',
  'without-standardised-rates',
  'without-rates',
  'without-statistics',
  'without-survival',
  'without-ratios',
  'without-express',
] as const
export type CheaperKind = (typeof CHEAPER_KINDS)[number]

/** One change: what it is, how much of it there is before and after, and what it saves without and with VAT. */
export interface CheaperHint {
  readonly kind: CheaperKind
  readonly from: number
  readonly to: number
  readonly savingOre: Ore
  readonly savingTotalOre: Ore
  readonly shape: QuotedShape
}

/**
 * What would make an order cheaper, the largest saving first (ties in the order of `CHEAPER_KINDS`). Every hint is priced by
 * the quote itself, so a hint never promises what the next quote does not keep; changes that save nothing are left out.
 */
export function findCheaper(shape: QuotedShape, tariff: Tariff, customer: QuotedCustomer): readonly CheaperHint[] {
  const now = quote(shape, tariff, customer)
  const hints = changesTo(shape).map((change) => {
    const then = quote(change.shape, tariff, customer)
    return {
      ...change,
      savingOre: ore(now.subtotalOre - then.subtotalOre),
      savingTotalOre: ore(now.totalOre - then.totalOre),
    }
  })
  return hints.filter((hint) => hint.savingOre > 0).sort((a, b) => b.savingOre - a.savingOre)
}

type Change = Pick<CheaperHint, 'kind' | 'from' | 'to' | 'shape'>

function changesTo(shape: QuotedShape): Change[] {
  const changes: Change[] = []
  const cellsBelow = (startedThousands(shape.cells) - 1) * 1000
  const add = (kind: CheaperKind, from: number, to: number, change: Partial<QuotedShape>) =>
    changes.push({ kind, from, to, shape: { ...shape, ...change } })
  if (cellsBelow > 0) add('fewer-cells', shape.cells, cellsBelow, { cells: cellsBelow })
  if (shape.tables > 1) add('fewer-tables', shape.tables, shape.tables - 1, { tables: shape.tables - 1 })
  if (shape.linkedRegisters > 0) add('no-linkage', shape.linkedRegisters, 0, { linkedRegisters: 0 })
  if (shape.registers > 1) add('one-register', shape.registers, 1, { registers: 1, linkedRegisters: 0 })
  if (shape.ownCodeLists > 0) add('standard-codes', shape.ownCodeLists, 0, { ownCodeLists: 0 })
  if (shape.rates && shape.standardisedRates) add('without-standardised-rates', 2, 1, { standardisedRates: false })
  if (shape.rates) add('without-rates', 1, 0, { rates: false, standardisedRates: false, rateRatios: false })
  if (shape.statistics) add('without-statistics', 1, 0, { statistics: false })
  if (shape.survival) add('without-survival', 1, 0, { survival: false })
  if (shape.rateRatios) add('without-ratios', 1, 0, { rateRatios: false })
  if (shape.express) add('without-express', 1, 0, { express: false })
  return changes
}
