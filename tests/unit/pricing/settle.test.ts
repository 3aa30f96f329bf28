import { describe, expect, it } from 'vitest'
import { quote } from '#lib/pricing/quote.ts'
import { capUse, decideMoreWork, settle, type WorkedTime } from '#lib/pricing/settle.ts'
import { COMPANY, exampleTariff, SMALL } from './example-tariff.ts'

/** 2 800 kr. agreed (550 fixed, 3.25 hours less one free), cap 3 360 kr., 1 000 kr. an hour. */
const AGREED = quote(SMALL, exampleTariff(), COMPANY)

function worked(kind: WorkedTime['kind'], minutes: number, ownError = false): WorkedTime {
  return { kind, minutes, ownError }
}

describe('settlement', () => {
  it('of a delivery charges the fixed items and the time used', () => {
    // 550 + 90 - 60 free minutes of clarification + 45 + 15 = 90 minutes: 1 500 kr.; 2 050 kr. with 512.50 VAT.
    const settled = settle(
      AGREED,
      [worked('clarification-work', 90), worked('table-work', 45), worked('check-work', 15)],
      'delivered',
    )
    expect(settled).toMatchObject({ subtotalOre: 205_000, vatOre: 51_250, totalOre: 256_250, usedMinutes: 150 })
  })

  it('of a delivery never goes above the cap, and shows what was not charged', () => {
    // 550 + 4 hours = 4 550 kr.; cap 3 360 kr.: 1 190 kr. are taken off.
    const settled = settle(AGREED, [worked('table-work', 240)], 'delivered')
    expect(settled.subtotalOre).toBe(336_000)
    expect(settled.lines.at(-1)).toEqual({ kind: 'above-agreed-price', quantity: 1, amountOre: -119_000 })
  })

  it('never charges the time spent on own errors', () => {
    const withError = settle(AGREED, [worked('table-work', 60), worked('table-work', 600, true)], 'delivered')
    expect(withError).toMatchObject({ subtotalOre: 155_000, usedMinutes: 60, ownErrorMinutes: 600 })
  })

  it('costs nothing when an order is withdrawn before the offer is accepted, whatever was worked', () => {
    const settled = settle(AGREED, [worked('clarification-work', 500)], 'withdrawn-before-acceptance')
    expect(settled).toMatchObject({ lines: [], subtotalOre: 0, vatOre: 0, totalOre: 0, usedMinutes: 500 })
  })

  it('costs the base fee and the work done when an order is withdrawn after acceptance', () => {
    // 500 + (70 - 60) minutes of clarification + 20 minutes = 500 kr. + half an hour.
    const settled = settle(AGREED, [worked('clarification-work', 70), worked('register-work', 20)], 'withdrawn-after-acceptance')
    expect(settled.lines.map((line) => line.kind)).toEqual([
      'base-fee',
      'clarification-work',
      'register-work',
      'free-clarification',
    ])
    // Lines: 1 166.67 + 333.33 - 1 000.00 + 500.00.
    expect(settled.subtotalOre).toBe(100_000)
  })

  it('costs no more than the whole order when it is withdrawn late', () => {
    expect(settle(AGREED, [worked('table-work', 1000)], 'withdrawn-after-acceptance').subtotalOre).toBe(280_000)
  })
})

describe('the cap', () => {
  it('shows what is used and how many minutes are left', () => {
    // 550 + 60 minutes = 1 550 of 3 360 kr.: 1 810 kr. are 108.6 minutes.
    expect(capUse(AGREED, [worked('table-work', 60)])).toEqual({
      usedMinutes: 60,
      chargedOre: 155_000,
      capOre: 336_000,
      leftMinutes: 108,
    })
  })

  it('stops work that would pass it until a new offer is accepted', () => {
    const before = [worked('table-work', 160)]
    expect(decideMoreWork(AGREED, before, worked('check-work', 8))).toMatchObject({ ok: true })
    // 550 + 169 minutes (2 666.67 + 150.00) = 3 366.67 kr.: 6.67 kr. over.
    expect(decideMoreWork(AGREED, before, worked('check-work', 9))).toEqual({
      ok: false,
      kind: 'needs-new-acceptance',
      overOre: 667,
      capOre: 336_000,
    })
  })

  it('never stops the service from correcting its own error', () => {
    expect(decideMoreWork(AGREED, [worked('table-work', 500)], worked('table-work', 60, true))).toMatchObject({ ok: true })
  })
})
