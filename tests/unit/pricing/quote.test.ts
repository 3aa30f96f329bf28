import { describe, expect, it } from 'vitest'
import { ore } from '#lib/kernel/money.ts'
import { fractionOfOre } from '#lib/pricing/fraction-of-ore.ts'
import { quote, quoteSchema } from '#lib/pricing/quote.ts'
import { complexityOf, quotedShapeSchema } from '#lib/pricing/quoted-shape.ts'
import { SEED_TARIFF } from '#lib/pricing/seed-tariff.ts'
import { COMPANY, exampleTariff, LARGE, SMALL } from './example-tariff.ts'

describe('a quote', () => {
  it('for one small table is the base fee, one started thousand and the hours, the first hour of clarification free', () => {
    // 500 + 50 + (2 - 1 free + 0.5 + 0.25 + 0.5) hours * 1 000 = 2 800 kr. VAT 700. Cap 3 360, with VAT 4 200.
    const result = quote(SMALL, exampleTariff(), COMPANY)
    expect(result.lines.map((line) => [line.kind, line.quantity, line.unitOre, line.hours, line.amountOre])).toEqual([
      ['base-fee', 1, 50_000, undefined, 50_000],
      ['started-thousand-cells', 1, 5_000, undefined, 5_000],
      ['clarification-work', 1, 100_000, 2, 200_000],
      ['register-work', 1, 100_000, 0.5, 50_000],
      ['table-work', 1, 100_000, 0.25, 25_000],
      ['check-work', 1, 100_000, 0.5, 50_000],
      ['free-clarification', 1, -100_000, 1, -100_000],
    ])
    expect(result).toMatchObject({
      subtotalOre: 280_000,
      vatOre: 70_000,
      totalOre: 350_000,
      capOre: 336_000,
      capTotalOre: 420_000,
      estimatedHours: 3.25,
    })
  })

  it('for linked registers, own codes, rates and express carries every kind of line', () => {
    // Fixed: 500 + 2*200 + 2*300 + 2*100 + 13*50 + 80 + 1 000 = 3 430. Hours, complex: 4 + 3*2 + 2*1.5 + 0.75 + 3*1 + 0.25 + 2
    // = 19, one free: 18 000. Together 21 430 kr.
    const result = quote(LARGE, exampleTariff(), COMPANY)
    expect(result.lines).toHaveLength(15)
    expect(result).toMatchObject({ subtotalOre: 2_143_000, vatOre: 535_750, totalOre: 2_678_750, estimatedHours: 19 })
  })

  it('under the first tariff comes to 3 399,00 kr. for a small private order and 51 891,00 kr. for a large public one', () => {
    // Private: 950 + 150 + (0.25 + 0.25 + 0.5) * 2 299 = 3 399; half an hour of clarification is free.
    expect(quote(SMALL, SEED_TARIFF, COMPANY)).toMatchObject({ subtotalOre: 339_900, vatOre: 84_975, totalOre: 424_875 })
    // Public: 15 900 fixed + (22.5 - 1) * 1 674 = 51 891.
    expect(quote(LARGE, SEED_TARIFF, { customerClass: 'public', vat: 'standard' }).subtotalOre).toBe(5_189_100)
  })

  it('uses the rate of the customer class', () => {
    const rate = (customerClass: 'private' | 'public' | 'nonprofit') =>
      quote(SMALL, exampleTariff(), { customerClass, vat: 'standard' }).hourlyRateOre
    expect([rate('private'), rate('public'), rate('nonprofit')]).toEqual([100_000, 80_000, 60_000])
  })

  it.each(['exempt', 'reverse-charge'] as const)('adds no VAT for a customer treated as %s', (vat) => {
    expect(quote(SMALL, exampleTariff(), { ...COMPANY, vat })).toMatchObject({
      vatPercent: 0,
      vatOre: 0,
      totalOre: 280_000,
      capTotalOre: 336_000,
    })
  })

  it.each([
    [1, 1],
    [1000, 1],
    [1001, 2],
    [2000, 2],
    [2001, 3],
  ])('charges %i cells as %i started thousands', (cells, thousands) => {
    const line = quote({ ...SMALL, cells }, exampleTariff(), COMPANY).lines.find((each) => each.kind === 'started-thousand-cells')
    expect(line?.quantity).toBe(thousands)
  })

  it('takes no more clarification off than there is', () => {
    const result = quote(SMALL, exampleTariff({ freeClarificationHours: 10 }), COMPANY)
    expect(result.lines.at(-1)).toMatchObject({ kind: 'free-clarification', hours: 2, amountOre: -200_000 })
  })

  it('survives being stored as JSON', () => {
    const result = quote(LARGE, exampleTariff(), COMPANY)
    expect(quoteSchema.parse(JSON.parse(JSON.stringify(result)))).toEqual(result)
  })

  it('classes an order by its shape alone', () => {
    expect(complexityOf(SMALL)).toBe('simple')
    expect(complexityOf({ ...SMALL, registers: 2 })).toBe('ordinary')
    expect(complexityOf({ ...SMALL, ownCodeLists: 1 })).toBe('ordinary')
    expect(complexityOf({ ...SMALL, registers: 2, linkedRegisters: 1 })).toBe('complex')
  })

  it('is refused a shape that cannot be: more linked registers than further ones, no table, a part of a cell', () => {
    expect(quotedShapeSchema.safeParse(SMALL).success).toBe(true)
    for (const change of [{ linkedRegisters: 1 }, { tables: 0 }, { cells: 0.5 }, { cells: 0 }]) {
      expect(quotedShapeSchema.safeParse({ ...SMALL, ...change }).success).toBe(false)
    }
  })
})

describe('rounding of money', () => {
  it('rounds halves away from zero, also where a decimal factor would tip them', () => {
    expect(fractionOfOre(ore(2), 25, 100)).toBe(1)
    expect(fractionOfOre(ore(-2), 25, 100)).toBe(-1)
    expect(fractionOfOre(ore(1), 25, 100)).toBe(0)
    // 50 * 1.15 is 57.5; as binary factors the product is 57.49999... and would lose the half.
    expect(Math.round(50 * 1.15)).toBe(57)
    expect(fractionOfOre(ore(50), 115, 100)).toBe(58)
    expect(fractionOfOre(ore(33_333), 30, 60)).toBe(16_667)
  })

  it('rounds every line to whole øre and VAT once, on the sum', () => {
    // 333.33 kr. an hour: a quarter is 83.3325 -> 83.33; a half is 166.665 -> 166.67; the free hour takes the same off.
    const tariff = exampleTariff({ hourlyRateOre: { private: 33_333, public: 1, nonprofit: 1 } })
    const result = quote(SMALL, tariff, COMPANY)
    const work = result.lines.filter((line) => line.hours !== undefined).map((line) => line.amountOre)
    expect(work).toEqual([66_666, 16_667, 8_333, 16_667, -33_333])
    // 550.00 + 750.00 = 1 300.00 kr.; a quarter of 130 000 is 32 500.
    expect(result).toMatchObject({ subtotalOre: 130_000, vatOre: 32_500 })
  })

  it('refuses amounts beyond exact whole numbers instead of losing øre', () => {
    expect(() => fractionOfOre(ore(Number.MAX_SAFE_INTEGER), 25, 100)).toThrow(RangeError)
  })
})
