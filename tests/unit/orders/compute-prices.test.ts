import { describe, expect, it } from 'vitest'
import { computePrices, type SettledOrder, totalOf } from '#lib/orders/figures/compute-prices.ts'
import { quote } from '#lib/pricing/quote.ts'
import type { WorkedTime } from '#lib/pricing/settle.ts'
import { COMPANY, exampleTariff, SMALL } from '../pricing/example-tariff.ts'

const agreed = quote(SMALL, exampleTariff(), COMPANY)
const time = (kind: WorkedTime['kind'], minutes: number, ownError = false): WorkedTime => ({ kind, minutes, ownError })
const order = (worked: readonly WorkedTime[], more: Partial<SettledOrder> = {}): SettledOrder => {
  return { number: 'SB-1', stage: 'delivered', agreed, worked, ...more }
}

describe('estimates against what orders cost', () => {
  it('compare the offer with fixed items and the time used, by class and in all', () => {
    // Offered: 500 base, 50 for cells, clarification 2 h of which 1 is free, register ½ h, table ¼ h, check ½ h: 550 + 2 250.
    expect(agreed.subtotalOre).toBe(280_000)
    const { classes } = computePrices([order([time('table-work', 60)]), order([])])
    expect(classes).toEqual([
      { customerClass: 'private', orders: 2, estimatedOre: 560_000, actualOre: 55_000 + 155_000, capped: 0 },
    ])
    expect(totalOf(classes)).toEqual({ orders: 2, estimatedOre: 560_000, actualOre: 210_000, capped: 0 })
    expect(totalOf([])).toEqual({ orders: 0, estimatedOre: 0, actualOre: 0, capped: 0 })
  })

  it('count an order that reached its cap, at the cap', () => {
    const { classes } = computePrices([order([time('table-work', 1200)])])
    expect(classes[0]).toMatchObject({ actualOre: agreed.capOre, capped: 1 })
  })

  it('stand by kind of work in minutes, own errors apart, and leave withdrawn orders out', () => {
    const worked = [time('table-work', 30), time('table-work', 45, true), time('check-work', 15)]
    const { work } = computePrices([order(worked), order(worked, { stage: 'withdrawn-after-acceptance' })])
    expect(work.find(({ kind }) => kind === 'table-work')).toEqual({
      kind: 'table-work',
      estimatedMinutes: 15,
      usedMinutes: 30,
      ownErrorMinutes: 45,
    })
    expect(work.map(({ kind }) => kind)).toEqual(['clarification-work', 'register-work', 'table-work', 'check-work'])
  })
})
