import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { decideAdjustment } from '#lib/pricing/adjust.ts'
import { findCheaper } from '#lib/pricing/cheaper.ts'
import { type QuotedCustomer, quote } from '#lib/pricing/quote.ts'
import { type QuotedShape, quotedShapeSchema } from '#lib/pricing/quoted-shape.ts'
import { SETTLEMENT_STAGES, settle, type WorkedTime } from '#lib/pricing/settle.ts'
import { CUSTOMER_CLASSES, VAT_TREATMENTS, WORK_KINDS } from '#lib/pricing/tariff.ts'
import { exampleTariff } from './example-tariff.ts'

const shape: fc.Arbitrary<QuotedShape> = fc
  .record({
    cells: fc.integer({ min: 1, max: 200_000 }),
    tables: fc.integer({ min: 1, max: 30 }),
    registers: fc.integer({ min: 1, max: 8 }),
    linkedRegisters: fc.nat(7),
    ownCodeLists: fc.nat(5),
    express: fc.boolean(),
    rates: fc.boolean(),
  })
  .map((drawn) => ({ ...drawn, linkedRegisters: Math.min(drawn.linkedRegisters, drawn.registers - 1) }))

const customer: fc.Arbitrary<QuotedCustomer> = fc.record({
  customerClass: fc.constantFrom(...CUSTOMER_CLASSES),
  vat: fc.constantFrom(...VAT_TREATMENTS),
})

/** Odd rates, so that rounding happens in nearly every line. */
const tariff = fc
  .record({ rate: fc.integer({ min: 1, max: 400_001 }), cap: fc.integer({ min: 100, max: 300 }), free: fc.nat(20) })
  .map(({ rate, cap, free }) =>
    exampleTariff({
      hourlyRateOre: { private: rate, public: rate + 1, nonprofit: rate + 2 },
      capPercent: cap,
      freeClarificationHours: free / 4,
    }),
  )

const worked: fc.Arbitrary<WorkedTime[]> = fc.array(
  fc.record({ kind: fc.constantFrom(...WORK_KINDS), minutes: fc.integer({ min: 1, max: 600 }), ownError: fc.boolean() }),
  { maxLength: 30 },
)

describe('quotes of random orders', () => {
  it('add up: the lines are the subtotal, subtotal and VAT the total, all in whole øre', () => {
    fc.assert(
      fc.property(shape, tariff, customer, (order, prices, who) => {
        const result = quote(order, prices, who)
        expect(quotedShapeSchema.safeParse(order).success).toBe(true)
        expect(result.lines.every((line) => Number.isSafeInteger(line.amountOre))).toBe(true)
        expect(result.lines.reduce((sum, line) => sum + line.amountOre, 0)).toBe(result.subtotalOre)
        expect(result.subtotalOre + result.vatOre).toBe(result.totalOre)
        expect(Math.abs(result.vatOre * 100 - result.subtotalOre * result.vatPercent)).toBeLessThanOrEqual(50)
        expect(result.capOre).toBeGreaterThanOrEqual(result.subtotalOre)
        expect(result.subtotalOre).toBeGreaterThan(0)
      }),
    )
  })

  it('never fall when more of anything is wanted', () => {
    const more = fc.record({
      cells: fc.nat(5000),
      tables: fc.nat(3),
      registers: fc.nat(3),
      ownCodeLists: fc.nat(2),
    })
    fc.assert(
      fc.property(shape, more, tariff, customer, (order, extra, prices, who) => {
        const larger: QuotedShape = {
          ...order,
          cells: order.cells + extra.cells,
          tables: order.tables + extra.tables,
          registers: order.registers + extra.registers,
          linkedRegisters: order.registers + extra.registers - 1,
          ownCodeLists: order.ownCodeLists + extra.ownCodeLists,
          express: true,
          rates: true,
        }
        expect(quote(larger, prices, who).subtotalOre).toBeGreaterThanOrEqual(quote(order, prices, who).subtotalOre)
      }),
    )
  })

  it('never fall in cells alone, and rise only by whole thousands', () => {
    fc.assert(
      fc.property(shape, fc.nat(3000), tariff, customer, (order, extra, prices, who) => {
        const difference =
          quote({ ...order, cells: order.cells + extra }, prices, who).subtotalOre - quote(order, prices, who).subtotalOre
        expect(difference).toBe((Math.ceil((order.cells + extra) / 1000) - Math.ceil(order.cells / 1000)) * 5_000)
      }),
    )
  })

  it('are never cheaper when one order is split into two', () => {
    fc.assert(
      fc.property(shape, fc.double({ min: 0, max: 1, noNaN: true }), tariff, customer, (order, where, prices, who) => {
        fc.pre(order.cells > 1 && order.tables > 1)
        const cells = Math.min(order.cells - 1, Math.max(1, Math.floor(order.cells * where)))
        const tables = Math.min(order.tables - 1, Math.max(1, Math.floor(order.tables * where)))
        const first = quote({ ...order, cells, tables }, prices, who)
        const second = quote({ ...order, cells: order.cells - cells, tables: order.tables - tables }, prices, who)
        // Each half may round every one of its work lines by half an øre.
        expect(first.subtotalOre + second.subtotalOre + WORK_KINDS.length).toBeGreaterThanOrEqual(
          quote(order, prices, who).subtotalOre,
        )
      }),
    )
  })

  it('keep what a hint promises: the changed order is valid and cheaper by exactly the saving', () => {
    fc.assert(
      fc.property(shape, tariff, customer, (order, prices, who) => {
        const now = quote(order, prices, who)
        const hints = findCheaper(order, prices, who)
        for (const hint of hints) {
          expect(quotedShapeSchema.safeParse(hint.shape).success).toBe(true)
          const then = quote(hint.shape, prices, who)
          expect([now.subtotalOre - then.subtotalOre, now.totalOre - then.totalOre]).toEqual([
            hint.savingOre,
            hint.savingTotalOre,
          ])
          expect(hint.savingOre).toBeGreaterThan(0)
        }
        const savings = hints.map((hint) => hint.savingOre)
        expect(savings).toEqual([...savings].sort((a, b) => b - a))
      }),
    )
  })

  it('adjusted back to the hours first estimated cost what they cost', () => {
    fc.assert(
      fc.property(shape, tariff, customer, fc.nat(80), (order, prices, who, quarters) => {
        const first = quote(order, prices, who)
        const estimated = first.lines.find((line) => line.kind === 'table-work')?.hours ?? 0
        const there = decideAdjustment(first, { kind: 'table-work', hours: quarters / 4, reason: 'Anden tabel end antaget' })
        if (!there.ok) throw new Error(there.kind)
        const back = decideAdjustment(there.value, { kind: 'table-work', hours: estimated, reason: 'Som først antaget' })
        if (!back.ok) throw new Error(back.kind)
        expect([back.value.subtotalOre, back.value.capOre, back.value.estimatedHours]).toEqual([
          first.subtotalOre,
          first.capOre,
          first.estimatedHours,
        ])
      }),
    )
  })
})

describe('settlements of random orders', () => {
  it('never exceed what was accepted, never fall below zero, and add up', () => {
    fc.assert(
      fc.property(shape, tariff, customer, worked, fc.constantFrom(...SETTLEMENT_STAGES), (order, prices, who, time, stage) => {
        const agreed = quote(order, prices, who)
        const settled = settle(agreed, time, stage)
        expect(settled.subtotalOre).toBeGreaterThanOrEqual(0)
        expect(settled.subtotalOre).toBeLessThanOrEqual(stage === 'delivered' ? agreed.capOre : agreed.subtotalOre)
        expect(settled.lines.reduce((sum, line) => sum + line.amountOre, 0)).toBe(settled.subtotalOre)
        expect(settled.subtotalOre + settled.vatOre).toBe(settled.totalOre)
      }),
    )
  })

  it('are the same with and without the service’s own errors', () => {
    fc.assert(
      fc.property(shape, tariff, customer, worked, fc.constantFrom(...SETTLEMENT_STAGES), (order, prices, who, time, stage) => {
        const agreed = quote(order, prices, who)
        const paid = time.filter((entry) => !entry.ownError)
        expect(settle(agreed, time, stage).totalOre).toBe(settle(agreed, paid, stage).totalOre)
      }),
    )
  })
})
