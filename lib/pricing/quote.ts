import { z } from 'zod'
import { type Ore, ore, sumOre, timesOre } from '#lib/kernel/money.ts'
import { fractionOfOre } from './fraction-of-ore.ts'
import { complexityOf, type QuotedShape, startedThousands } from './quoted-shape.ts'
import {
  CUSTOMER_CLASSES,
  type CustomerClass,
  FIXED_KINDS,
  type FixedKind,
  type Tariff,
  VAT_TREATMENTS,
  type VatTreatment,
  WORK_KINDS,
  type WorkKind,
} from './tariff.ts'

const storedOre = z.int().transform(ore)

const quoteLineSchema = z.strictObject({
  kind: z.enum([...FIXED_KINDS, ...WORK_KINDS, 'free-clarification']),
  /** Pieces for a fixed item; things worked on for work (the hours stand in `hours`). */
  quantity: z.int().min(0),
  /** Price of one piece, or of one hour when `hours` is given; negative on the line that takes free hours off. */
  unitOre: storedOre,
  hours: z.number().min(0).multipleOf(0.25).optional(),
  amountOre: storedOre,
  adjustment: z.strictObject({ fromHours: z.number(), reason: z.string() }).optional(),
})

/**
 * A price line by line, in whole øre without VAT, with everything a later settlement needs, so that a new tariff never
 * changes what was agreed. The cap is the most that may be charged without a new acceptance.
 */
export const quoteSchema = z.strictObject({
  tariffVersion: z.string(),
  customerClass: z.enum(CUSTOMER_CLASSES),
  vat: z.enum(VAT_TREATMENTS),
  hourlyRateOre: storedOre,
  freeClarificationHours: z.number(),
  capPercent: z.int(),
  vatPercent: z.int(),
  lines: z.array(quoteLineSchema).readonly(),
  subtotalOre: storedOre,
  vatOre: storedOre,
  totalOre: storedOre,
  /** Cap without VAT. */
  capOre: storedOre,
  /** Cap with VAT: the figure to show a customer who can't deduct it. */
  capTotalOre: storedOre,
  estimatedHours: z.number(),
})

export type QuoteLine = z.infer<typeof quoteLineSchema>
export type Quote = z.infer<typeof quoteSchema>
/** What a price is computed under: the terms of a quote without its lines and sums. */
export type QuoteTerms = Pick<
  Quote,
  'tariffVersion' | 'customerClass' | 'vat' | 'hourlyRateOre' | 'freeClarificationHours' | 'capPercent' | 'vatPercent'
>

export interface QuotedCustomer {
  readonly customerClass: CustomerClass
  readonly vat: VatTreatment
}

/** Prices an order's shape. Pure and total: the same shape, tariff and customer always give the same quote. */
export function quote(shape: QuotedShape, tariff: Tariff, customer: QuotedCustomer): Quote {
  const terms: QuoteTerms = {
    tariffVersion: tariff.version,
    customerClass: customer.customerClass,
    vat: customer.vat,
    hourlyRateOre: tariff.hourlyRateOre[customer.customerClass],
    freeClarificationHours: tariff.freeClarificationHours,
    capPercent: tariff.capPercent,
    vatPercent: customer.vat === 'standard' ? tariff.vatPercent : 0,
  }
  return sumQuote(terms, [...fixedLines(shape, tariff), ...workLines(shape, tariff, terms.hourlyRateOre)])
}

/** Adds lines up under given terms: sets the free clarification line, the sums, the VAT of the whole and the cap. */
export function sumQuote(terms: QuoteTerms, charged: readonly QuoteLine[]): Quote {
  const clarificationHours = hoursOf(charged.filter((line) => line.kind === 'clarification-work'))
  const freeHours = Math.min(clarificationHours, terms.freeClarificationHours)
  const lines = freeHours > 0 ? [...charged, freeLine(terms.hourlyRateOre, freeHours)] : [...charged]
  const subtotalOre = sumOre(lines.map((line) => line.amountOre))
  const vatOre = fractionOfOre(subtotalOre, terms.vatPercent, 100)
  const capOre = fractionOfOre(subtotalOre, terms.capPercent, 100)
  return {
    ...terms,
    lines,
    subtotalOre,
    vatOre,
    totalOre: sumOre([subtotalOre, vatOre]),
    capOre,
    capTotalOre: sumOre([capOre, fractionOfOre(capOre, terms.vatPercent, 100)]),
    estimatedHours: hoursOf(charged),
  }
}

/** A line of work: so many hours at the hourly rate. */
export function workLine(kind: WorkKind, quantity: number, hours: number, rateOre: Ore): QuoteLine {
  return { kind, quantity, unitOre: rateOre, hours, amountOre: timesOre(rateOre, hours) }
}

function fixedLines(shape: QuotedShape, tariff: Tariff): QuoteLine[] {
  const quantities: Record<FixedKind, number> = {
    'base-fee': 1,
    'further-register': shape.registers - 1,
    'linked-register': shape.linkedRegisters,
    'further-table': shape.tables - 1,
    'started-thousand-cells': startedThousands(shape.cells),
    'own-code-list': shape.ownCodeLists,
    express: shape.express ? 1 : 0,
  }
  return FIXED_KINDS.filter((kind) => quantities[kind] > 0).map((kind) => {
    const unitOre = tariff.fixedOre[kind]
    return { kind, quantity: quantities[kind], unitOre, amountOre: timesOre(unitOre, quantities[kind]) }
  })
}

function workLines(shape: QuotedShape, tariff: Tariff, rateOre: Ore): QuoteLine[] {
  const complexity = complexityOf(shape)
  const quantities: Record<WorkKind, number> = {
    'clarification-work': 1,
    'register-work': shape.registers,
    'linkage-work': shape.linkedRegisters,
    'code-list-work': shape.ownCodeLists,
    'table-work': shape.tables,
    'rate-work': figuresBeside(shape),
    'check-work': 1,
  }
  return WORK_KINDS.map((kind) =>
    workLine(kind, quantities[kind], quantities[kind] * tariff.estimatedHours[kind][complexity], rateOre),
  ).filter((line) => (line.hours ?? 0) > 0)
}

/** Kinds of figures beside the counts: crude rates, standardised ones, statistics of a number. */
function figuresBeside({
  rates,
  standardisedRates = false,
  statistics = false,
  survival = false,
  rateRatios = false,
}: QuotedShape): number {
  return Number(rates) + Number(rates && standardisedRates) + Number(statistics) + 2 * Number(survival) + 2 * Number(rateRatios)
}

function freeLine(rateOre: Ore, hours: number): QuoteLine {
  const unitOre = ore(-rateOre)
  return { kind: 'free-clarification', quantity: 1, unitOre, hours, amountOre: timesOre(unitOre, hours) }
}

function hoursOf(lines: readonly QuoteLine[]): number {
  return lines.reduce((sum, line) => sum + (line.hours ?? 0), 0)
}
