import { describe, expect, it } from 'vitest'
import { findCheaper } from '#lib/pricing/cheaper.ts'
import { COMPANY, exampleTariff, LARGE, SMALL } from './example-tariff.ts'

describe('what would make an order cheaper', () => {
  it('is nothing for the smallest order there is', () => {
    expect(findCheaper(SMALL, exampleTariff(), COMPANY)).toEqual([])
  })

  it('is one cell fewer when one cell started a thousand', () => {
    const [hint] = findCheaper({ ...SMALL, cells: 1001 }, exampleTariff(), COMPANY)
    expect(hint).toMatchObject({ kind: 'fewer-cells', from: 1001, to: 1000, savingOre: 5_000, savingTotalOre: 6_250 })
  })

  it('ranks every change of a large order by what it saves', () => {
    // Without linkage the order is ordinary: 2*300 fixed; hours 19 -> 3 + 3 + 0.5 + 1.5 + 0.25 + 1 = 9.25: 600 + 9 750.
    // One register as well: 2*200 more fixed, and 2 hours fewer of register work: 2 400 more, 12 750 in all.
    const hints = findCheaper(LARGE, exampleTariff(), COMPANY).map((hint) => [hint.kind, hint.savingOre])
    expect(hints).toEqual([
      ['one-register', 1_275_000],
      ['no-linkage', 1_035_000],
      ['fewer-tables', 110_000],
      ['without-express', 100_000],
      ['standard-codes', 83_000],
      ['without-rates', 25_000],
      ['fewer-cells', 5_000],
    ])
  })
})
