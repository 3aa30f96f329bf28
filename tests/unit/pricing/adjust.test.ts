import { describe, expect, it } from 'vitest'
import { decideAdjustment } from '#lib/pricing/adjust.ts'
import { quote } from '#lib/pricing/quote.ts'
import { COMPANY, exampleTariff, SMALL } from './example-tariff.ts'

const FIRST = quote(SMALL, exampleTariff(), COMPANY)

describe('adjusting estimated hours', () => {
  it('moves line, sums, VAT and cap, and keeps the first estimate and the reason', () => {
    const result = decideAdjustment(FIRST, { kind: 'table-work', hours: 2.25, reason: ' Særlig gruppering af alder ' })
    if (!result.ok) throw new Error(result.kind)
    // Two hours more at 1 000 kr.: 4 800, VAT 1 200, cap 5 760.
    expect(result.value).toMatchObject({
      subtotalOre: 480_000,
      vatOre: 120_000,
      totalOre: 600_000,
      capOre: 576_000,
      estimatedHours: 5.25,
    })
    const line = result.value.lines.find((each) => each.kind === 'table-work')
    expect(line).toMatchObject({
      hours: 2.25,
      amountOre: 225_000,
      adjustment: { fromHours: 0.25, reason: 'Særlig gruppering af alder' },
    })
    const again = decideAdjustment(result.value, { kind: 'table-work', hours: 1, reason: 'Mindre end ventet' })
    expect(again).toMatchObject({ ok: true, value: { subtotalOre: 355_000 } })
    if (again.ok) expect(again.value.lines.find((each) => each.kind === 'table-work')?.adjustment?.fromHours).toBe(0.25)
  })

  it('adds work the tariff did not foresee as a line of its own', () => {
    const result = decideAdjustment(FIRST, { kind: 'rate-work', hours: 0.5, reason: 'Egen befolkning som nævner' })
    expect(result).toMatchObject({ ok: true, value: { subtotalOre: 330_000 } })
    if (result.ok) expect(result.value.lines.find((line) => line.kind === 'rate-work')?.adjustment?.fromHours).toBe(0)
  })

  it('lets the free stretch follow the clarification: half an hour has nothing left to pay', () => {
    const result = decideAdjustment(FIRST, { kind: 'clarification-work', hours: 0.5, reason: 'Alt stod i bestillingen' })
    if (!result.ok) throw new Error(result.kind)
    expect(result.value.lines.at(-1)).toMatchObject({ kind: 'free-clarification', hours: 0.5, amountOre: -50_000 })
    expect(result.value.subtotalOre).toBe(180_000)
  })

  it('refuses an adjustment without a reason, or in anything but whole quarters of an hour', () => {
    expect(decideAdjustment(FIRST, { kind: 'table-work', hours: 1, reason: '  ' })).toEqual({ ok: false, kind: 'reason-missing' })
    for (const hours of [0.3, -1, Number.NaN, Number.POSITIVE_INFINITY, 401]) {
      expect(decideAdjustment(FIRST, { kind: 'table-work', hours, reason: 'x' })).toEqual({
        ok: false,
        kind: 'hours-not-in-quarters',
      })
    }
  })
})
