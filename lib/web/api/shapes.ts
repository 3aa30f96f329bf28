import { z } from 'zod'
import { MEASURES, STATISTICS, specificationSchema } from '#lib/catalogue/specification.ts'
import { ORDER_STATUSES, RESOLUTIONS } from '#lib/orders/lifecycle.ts'

/** What the interface for programs answers with. The same schemas make the answers and their description. */

const localText = z.object({ da: z.string(), en: z.string() })
const ore = z.int().describe('Danish øre, 1/100 krone')
const instant = z.iso.datetime()
const day = z.iso.date()

export const registerSummary = z.object({
  id: z.string(),
  label: localText,
  origin: z
    .enum(['complete', 'sample', 'synthetic'])
    .describe('Whether the numbers are of everybody, of a sample, or of invented people'),
  originLabel: localText.nullable().describe('Words that must follow every number'),
  measures: z.array(z.enum(MEASURES)),
  coverage: z.object({ fromYear: z.int(), toYear: z.int() }),
})

export const registerDetail = registerSummary.extend({
  description: localText,
  source: localText,
  notes: z.array(z.object({ kind: z.enum(['break', 'quality']), year: z.int().nullable(), text: localText })),
  hasRates: z.boolean(),
  hasSurvival: z.boolean().describe('Whether survival curves can be ordered'),
  values: z
    .array(z.object({ id: z.string(), label: localText, unit: localText, statistics: z.array(z.enum(STATISTICS)) }))
    .describe('Numbers that means, sums or percentiles can be ordered of'),
  variables: z.array(
    z.object({
      id: z.string(),
      label: localText,
      levels: z.array(z.object({ id: z.string(), label: localText })).describe('Finest first'),
      axis: z.boolean().describe('Whether it can stand in rows and columns'),
      filter: z.boolean().describe('Whether it can delimit whom to count'),
    }),
  ),
})

export const codeList = z.object({
  variable: z.string(),
  codes: z.array(z.object({ code: z.string(), level: z.string(), parent: z.string().nullable(), label: localText })),
})

export const checkAnswer = z.object({
  rows: z.int(),
  columns: z.int(),
  cells: z.int().describe('Every cell that is counted and protected, totals included'),
  price: z.object({
    totalOre: ore,
    capTotalOre: ore.describe('The most that can be charged without a new acceptance'),
    vatOre: ore,
    lines: z.array(z.object({ kind: z.string(), quantity: z.int(), hours: z.number().nullable(), amountOre: ore })),
  }),
  expectedOn: day.nullable().describe('Delivery if an offer is accepted on the day it is made; null without a promise'),
  alreadyPublic: z
    .array(z.object({ id: z.uuid(), title: z.string(), how: z.enum(['same', 'covers', 'related']) }))
    .describe('Public tables that answer the question already'),
})

export const orderAnswer = z.object({
  id: z.uuid(),
  number: z.string(),
  title: z.string(),
  status: z.enum(ORDER_STATUSES),
  resolution: z.enum(RESOLUTIONS).nullable(),
  version: z.int().describe('Send it back with a command; a command on an older version is refused'),
  createdAt: instant,
  submittedAt: instant.nullable(),
})

export const orderDetailAnswer = orderAnswer.extend({
  specification: specificationSchema,
  purpose: z.string(),
  offer: z
    .object({ totalOre: ore, capTotalOre: ore, deliveryOn: day, validUntil: instant, message: z.string() })
    .nullable()
    .describe('The offer that can be accepted now'),
  questions: z.array(
    z.object({ text: z.string(), part: z.string().nullable(), askedAt: instant, answer: z.string().nullable() }),
  ),
})

export const orderPage = z.object({ orders: z.array(orderAnswer), total: z.int() })

const file = z.object({
  format: z.string(),
  language: z.string(),
  name: z.string(),
  sha256: z.string(),
  bytes: z.int(),
  href: z.string(),
})

export const deliveryAnswer = z.object({
  releaseId: z.uuid(),
  releasedAt: instant,
  contentHash: z.string().describe('SHA-256 of the canonical table'),
  verifyAt: z.string(),
  files: z.array(file),
})

export const tablePage = z.object({
  tables: z.array(
    z.object({
      id: z.uuid(),
      title: z.string(),
      register: z.string(),
      orderedBy: z.string().nullable(),
      publicSince: instant,
      specification: specificationSchema,
    }),
  ),
})

export const orderBody = z.strictObject({
  specification: specificationSchema,
  purpose: z.string().trim().min(3).max(4000).describe('What the figures are for'),
  invoiceReference: z.string().trim().max(200).default(''),
})
export const acceptBody = z.strictObject({
  version: z.int().min(0),
  name: z.string().trim().min(2).max(120).describe('Who accepts on behalf of the organisation'),
})
export const withdrawBody = z.strictObject({ version: z.int().min(0), reason: z.string().trim().min(3).max(4000) })

export const webhookMessage = z.object({
  type: z.string().describe('order. and the new status, or test'),
  timestamp: instant,
  data: z.object({
    order: z.object({ id: z.uuid(), number: z.string(), status: z.enum(ORDER_STATUSES), version: z.int() }).nullable(),
    href: z.string().nullable(),
  }),
})

export const problemAnswer = z.object({
  type: z.string(),
  title: z.string(),
  status: z.int(),
  kind: z.string().describe('The refusal in one word, the same in every language'),
  errors: z.array(z.object({ at: z.string(), message: z.string() })).optional(),
})
