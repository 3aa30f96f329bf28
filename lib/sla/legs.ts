import { z } from 'zod'

/** The stretches of an order whose working time is promised, in the order in which they run. */
export const LEGS = ['triage', 'production', 'check'] as const
export type Leg = (typeof LEGS)[number]

/** Kinds of order with promises of their own. A standard order is produced by the service itself; express is paid for. */
export const ORDER_TYPES = ['standard', 'tailored', 'express'] as const
export type OrderType = (typeof ORDER_TYPES)[number]

/** Statuses of an order, as the clock knows them. */
export const CLOCK_STATUSES = [
  'draft',
  'received',
  'clarifying',
  'offered',
  'accepted',
  'producing',
  'checking',
  'released',
  'ended',
] as const
export type ClockStatus = (typeof CLOCK_STATUSES)[number]

/** What a status does to the clock: a leg runs, the leg last running waits for the requester, or no promise is open. */
export type ClockEffect =
  | { readonly effect: 'runs'; readonly leg: Leg }
  | { readonly effect: 'pauses' }
  | { readonly effect: 'stops' }

/** The one place that says when time counts. Labels, mails and reports ask here, so none can disagree with the clock. */
export const CLOCK: Readonly<Record<ClockStatus, ClockEffect>> = {
  draft: { effect: 'stops' },
  received: { effect: 'runs', leg: 'triage' },
  clarifying: { effect: 'pauses' },
  offered: { effect: 'pauses' },
  accepted: { effect: 'runs', leg: 'production' },
  producing: { effect: 'runs', leg: 'production' },
  checking: { effect: 'runs', leg: 'check' },
  released: { effect: 'stops' },
  ended: { effect: 'stops' },
}

const legTargetSchema = z
  .strictObject({
    /** Promised working days of the leg. */
    workingDays: z.int().min(1).max(250),
    /** How many working days before the last one the warning starts. */
    warnDaysBefore: z.int().min(0).max(60),
    /** So many working days after the last one administrators are told; 0 tells them as soon as it is late. */
    escalateDaysAfter: z.int().min(0).max(60).default(0),
  })
  .refine((target) => target.warnDaysBefore < target.workingDays, { error: 'warns-from-the-start', path: ['warnDaysBefore'] })

/** What is promised for one order type. `active: false` switches promises, warnings and escalation off together. */
export const serviceLevelSchema = z.strictObject({
  active: z.boolean(),
  triage: legTargetSchema,
  production: legTargetSchema,
  check: legTargetSchema,
})
export type ServiceLevel = z.infer<typeof serviceLevelSchema>

/** One version of all service levels. Every order type is named: there is no condition that could be left blank and match all. */
export const serviceLevelsSchema = z.strictObject({
  version: z.string().min(1).max(60),
  standard: serviceLevelSchema,
  tailored: serviceLevelSchema,
  express: serviceLevelSchema,
})
export type ServiceLevels = z.infer<typeof serviceLevelsSchema>
