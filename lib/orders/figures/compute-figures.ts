import { z } from 'zod'
import type { OrderStatus, Resolution } from '#lib/orders/lifecycle.ts'
import type { Calendar } from '#lib/sla/calendar.ts'
import { dayOf } from '#lib/sla/day.ts'
import { computeRounds } from '#lib/sla/due.ts'
import { LEGS, type Leg, ORDER_TYPES, type OrderType, type ServiceLevel, type ServiceLevels } from '#lib/sla/legs.ts'
import type { ClockEvent } from '#lib/sla/rounds.ts'

/** One order as far as the figures need it. */
export interface FiguredOrder {
  readonly submittedAt: Date
  readonly orderType: OrderType
  readonly status: OrderStatus
  readonly resolution: Resolution | null
  readonly firstReleasedAt: Date | null
  readonly events: readonly ClockEvent[]
}

/** Days of a number of orders: the middle one, and the one that four of five do not exceed. Null without orders. */
const spreadSchema = z.strictObject({ orders: z.int(), median: z.number().nullable(), p80: z.number().nullable() })

const legFigureSchema = z.strictObject({
  type: z.enum(ORDER_TYPES),
  leg: z.enum(LEGS),
  ...spreadSchema.shape,
  /** Orders whose leg ended within the promise; null without a promise. */
  onTime: z.int().nullable(),
  targetDays: z.int().nullable(),
})

export const figuresSchema = z.strictObject({
  schema: z.literal(3),
  /** Orders submitted and first deliveries, by month as `YYYY-MM`, oldest first, months without any included. */
  months: z.array(z.strictObject({ month: z.string(), submitted: z.int(), delivered: z.int() })),
  /** Every leg of every order type, each measured by the promise of its own type. */
  legs: z.array(legFigureSchema).readonly(),
  /** Working days in the service's hands from receipt to first delivery. */
  inHand: spreadSchema,
  /** The same for each type of order: what a date can be expected from. */
  inHandByType: z.array(z.strictObject({ type: z.enum(ORDER_TYPES), ...spreadSchema.shape })).readonly(),
  /** Calendar days from receipt to first delivery, waiting for the requester included. */
  wholeDays: spreadSchema,
  ended: z.record(z.string(), z.int()),
  open: z.record(z.string(), z.int()),
})
export type Figures = z.infer<typeof figuresSchema>
export type Spread = z.infer<typeof spreadSchema>

const MONTHS = 13
const MILLISECONDS_PER_DAY = 86_400_000

/**
 * What the service has achieved, from orders and their clocks. Legs are those of each order's first round, so that a reopened
 * order can't better or worsen them; only legs that have ended count. Pure.
 */
export function computeFigures(orders: readonly FiguredOrder[], calendar: Calendar, levels: ServiceLevels, now: Date): Figures {
  const firstRound = ({ events, orderType }: FiguredOrder) =>
    computeRounds(events, calendar, levels[orderType], now.toISOString())[0]
  const delivered = orders.filter((order) => order.firstReleasedAt !== null)
  const inHand = (of: readonly FiguredOrder[]) =>
    of.flatMap((order) => {
      const round = firstRound(order)
      return round?.endedOn ? [LEGS.reduce((sum, leg) => sum + round.legs[leg].workingDaysUsed, 0)] : []
    })
  const whole = delivered.map(({ submittedAt, firstReleasedAt }) =>
    Math.round(((firstReleasedAt?.getTime() ?? 0) - submittedAt.getTime()) / MILLISECONDS_PER_DAY),
  )
  return {
    schema: 3,
    months: monthsOf(orders, now),
    legs: ORDER_TYPES.flatMap((type) => {
      const rounds = orders.flatMap((order) => (order.orderType === type ? (firstRound(order) ?? []) : []))
      return LEGS.map((leg) => ({ type, leg, ...legFigure(leg, rounds, levels[type]) }))
    }),
    inHand: spread(inHand(delivered)),
    inHandByType: ORDER_TYPES.map((type) => ({
      type,
      ...spread(inHand(delivered.filter(({ orderType }) => orderType === type))),
    })),
    wholeDays: spread(whole),
    ended: tally(orders.flatMap(({ resolution }) => resolution ?? [])),
    open: tally(orders.flatMap(({ status }) => (status === 'ended' || status === 'released' ? [] : status))),
  }
}

function legFigure(leg: Leg, rounds: ReturnType<typeof computeRounds>, level: ServiceLevel) {
  const ended = rounds.map((round) => round.legs[leg]).filter((clock) => clock.state === 'stopped')
  const targetDays = level.active ? level[leg].workingDays : null
  const onTime = targetDays === null ? null : ended.filter((clock) => !clock.late).length
  return { ...spread(ended.map((clock) => clock.workingDaysUsed)), onTime, targetDays }
}

/** Nearest-rank quantiles: always a number of days that an order really took. */
function spread(days: readonly number[]): Spread {
  const sorted = days.toSorted((a, b) => a - b)
  const at = (share: number) => sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)] ?? null
  return { orders: sorted.length, median: at(0.5), p80: at(0.8) }
}

function tally(words: readonly string[]): Record<string, number> {
  const counts: Record<string, number> = {}
  for (const word of words) counts[word] = (counts[word] ?? 0) + 1
  return counts
}

function monthsOf(orders: readonly FiguredOrder[], now: Date) {
  const monthOf = (at: Date) => dayOf(at.toISOString()).slice(0, 7)
  const [year = 0, month = 0] = monthOf(now).split('-').map(Number)
  return Array.from({ length: MONTHS }, (_, back) => {
    const index = year * 12 + (month - 1) - (MONTHS - 1 - back)
    const name = `${Math.floor(index / 12)}-${String((index % 12) + 1).padStart(2, '0')}`
    return {
      month: name,
      submitted: orders.filter(({ submittedAt }) => monthOf(submittedAt) === name).length,
      delivered: orders.filter(({ firstReleasedAt }) => firstReleasedAt !== null && monthOf(firstReleasedAt) === name).length,
    }
  })
}

/** Our own small numbers: an average of so few orders tells of single ones. */
export const LEAST_ORDERS_SHOWN = 5
