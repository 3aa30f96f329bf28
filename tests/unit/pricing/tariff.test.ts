import { describe, expect, it } from 'vitest'
import { decideTariffs } from '#lib/pricing/decide-tariffs.ts'
import { SEED_TARIFF } from '#lib/pricing/seed-tariff.ts'
import { tariffSchema } from '#lib/pricing/tariff.ts'
import { tariffOn } from '#lib/pricing/tariff-on.ts'
import { exampleTariff } from './example-tariff.ts'

const TWENTY_SIX = exampleTariff({ version: 'y26', validFrom: '2026-01-01', validTo: '2026-12-31' })
const TWENTY_SEVEN = exampleTariff({ version: 'y27', validFrom: '2027-01-01', validTo: null })

describe('the tariff of a day', () => {
  it('changes at midnight into the first day of the next one', () => {
    const version = (on: string) => {
      const found = tariffOn(on, [TWENTY_SEVEN, TWENTY_SIX])
      return found.ok ? found.value.version : found.kind
    }
    expect([version('2026-01-01'), version('2026-12-31'), version('2027-01-01'), version('2040-06-01')]).toEqual([
      'y26',
      'y26',
      'y27',
      'y27',
    ])
  })

  it('is refused before the first tariff and in a gap', () => {
    expect(tariffOn('2025-12-31', [TWENTY_SIX])).toEqual({ ok: false, kind: 'no-tariff', on: '2025-12-31' })
    expect(tariffOn('2027-01-01', [TWENTY_SIX])).toMatchObject({ ok: false, kind: 'no-tariff' })
  })

  it('is refused when two are valid, and named', () => {
    const early = exampleTariff({ version: 'early', validFrom: '2026-12-01', validTo: null })
    expect(tariffOn('2026-12-15', [TWENTY_SIX, early])).toEqual({
      ok: false,
      kind: 'overlapping-tariffs',
      on: '2026-12-15',
      versions: ['y26', 'early'],
    })
  })
})

describe('a line of tariffs', () => {
  it('is accepted when each follows the day after the one before, in any order given, also over a leap day', () => {
    const toFebruary = exampleTariff({ version: 'a', validFrom: '2027-06-01', validTo: '2028-02-29' })
    const fromMarch = exampleTariff({ version: 'b', validFrom: '2028-03-01', validTo: null })
    const result = decideTariffs([fromMarch, toFebruary])
    expect(result.ok && result.value.map((tariff) => tariff.version)).toEqual(['a', 'b'])
  })

  it('is refused with the days of a gap', () => {
    const late = exampleTariff({ version: 'late', validFrom: '2027-01-04', validTo: null })
    expect(decideTariffs([TWENTY_SIX, late])).toEqual({
      ok: false,
      kind: 'tariff-gap',
      earlier: 'y26',
      later: 'late',
      from: '2027-01-01',
      to: '2027-01-03',
    })
  })

  it('is refused with the days of an overlap, open-ended ones included', () => {
    const early = exampleTariff({ version: 'early', validFrom: '2026-12-01', validTo: '2027-03-31' })
    expect(decideTariffs([TWENTY_SIX, early])).toMatchObject({ kind: 'tariff-overlap', from: '2026-12-01', to: '2026-12-31' })
    const touching = exampleTariff({ version: 'touching', validFrom: '2026-12-31', validTo: null })
    expect(decideTariffs([TWENTY_SIX, touching])).toMatchObject({ kind: 'tariff-overlap', from: '2026-12-31', to: '2026-12-31' })
    const open = exampleTariff({ version: 'open', validFrom: '2025-01-01', validTo: null })
    expect(decideTariffs([open, TWENTY_SIX])).toMatchObject({
      kind: 'tariff-overlap',
      earlier: 'open',
      from: '2026-01-01',
      to: '2026-12-31',
    })
  })

  it('is refused when it is empty or uses a version twice', () => {
    expect(decideTariffs([])).toEqual({ ok: false, kind: 'no-tariffs' })
    expect(decideTariffs([TWENTY_SIX, { ...TWENTY_SEVEN, version: 'y26' }])).toEqual({
      ok: false,
      kind: 'version-used-twice',
      version: 'y26',
    })
  })
})

describe('a tariff', () => {
  it('is refused with fractions of an øre, negative prices, hours not in quarters, or an end before its start', () => {
    const valid = { ...SEED_TARIFF }
    expect(tariffSchema.safeParse(valid).success).toBe(true)
    const wrong = [
      { ...valid, hourlyRateOre: { ...valid.hourlyRateOre, private: 100.5 } },
      { ...valid, fixedOre: { ...valid.fixedOre, express: -1 } },
      { ...valid, freeClarificationHours: 0.1 },
      { ...valid, validTo: '2025-12-31' },
      { ...valid, capPercent: 99 },
      { ...valid, discount: 10 },
      { ...valid, estimatedHours: { ...valid.estimatedHours, 'check-work': { simple: 2, ordinary: 1, complex: 3 } } },
    ]
    for (const tariff of wrong) expect(tariffSchema.safeParse(tariff).success).toBe(false)
  })

  it('starts from the published hourly rates', () => {
    expect(SEED_TARIFF.hourlyRateOre).toEqual({ private: 229_900, public: 167_400, nonprofit: 129_200 })
  })
})
