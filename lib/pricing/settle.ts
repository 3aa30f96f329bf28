import { z } from 'zod'
import { type Ore, ore, sumOre } from '#lib/kernel/money.ts'
import { ok, type Refusal, type Result, refuse } from '#lib/kernel/result.ts'
import { fractionOfOre } from './fraction-of-ore.ts'
import type { Quote } from './quote.ts'
import { WORK_KINDS } from './tariff.ts'

/** Time registered against one piece of work. Minutes spent on the service's own errors are kept, and never charged. */
export const workedTimeSchema = z.strictObject({
  kind: z.enum(WORK_KINDS),
  minutes: z
    .int()
    .min(1)
    .max(24 * 60),
  ownError: z.boolean(),
})
export type WorkedTime = z.infer<typeof workedTimeSchema>

/** How far an order came before it is settled. */
export const SETTLEMENT_STAGES = ['withdrawn-before-acceptance', 'withdrawn-after-acceptance', 'delivered'] as const
export type SettlementStage = (typeof SETTLEMENT_STAGES)[number]

export interface SettlementLine {
  readonly kind: Quote['lines'][number]['kind'] | 'above-agreed-price'
  readonly quantity: number
  readonly minutes?: number
  readonly amountOre: Ore
}

/** What is charged in the end, and what was worked without being charged. Amounts are whole øre. */
export interface Settlement {
  readonly lines: readonly SettlementLine[]
  readonly subtotalOre: Ore
  readonly vatOre: Ore
  readonly totalOre: Ore
  /** Minutes that count against the cap. */
  readonly usedMinutes: number
  readonly ownErrorMinutes: number
}

/**
 * Settles an order. Before acceptance nothing is owed. A delivery costs its fixed items plus the time used, at most the cap.
 * A withdrawal after acceptance costs the base fee plus the time used, at most the price agreed for the whole order.
 * The free first stretch of clarification and own errors are taken off in every case.
 */
export function settle(agreed: Quote, worked: readonly WorkedTime[], stage: SettlementStage): Settlement {
  const ownErrorMinutes = minutesOf(worked.filter((time) => time.ownError))
  const chargeable = worked.filter((time) => !time.ownError)
  const base = { usedMinutes: minutesOf(chargeable), ownErrorMinutes }
  if (stage === 'withdrawn-before-acceptance') return { ...base, ...sumLines([], agreed.vatPercent) }
  const fixed = agreed.lines.filter((line) => line.hours === undefined && (stage === 'delivered' || line.kind === 'base-fee'))
  const lines = [
    ...fixed.map(({ kind, quantity, amountOre }) => ({ kind, quantity, amountOre })),
    ...workedLines(chargeable, agreed),
  ]
  const limitOre = stage === 'delivered' ? agreed.capOre : agreed.subtotalOre
  return { ...base, ...sumLines(limitLines(lines, limitOre), agreed.vatPercent) }
}

/** How the time registered so far stands against the cap: for the requester to watch and for the analyst to stop at. */
export interface CapUse {
  readonly usedMinutes: number
  readonly chargedOre: Ore
  readonly capOre: Ore
  /** Whole minutes that can still be worked on paid work within the cap. */
  readonly leftMinutes: number
}

export type OverrunRefusal = Refusal<'needs-new-acceptance'> & { readonly overOre: Ore; readonly capOre: Ore }

/**
 * Decides whether a further stretch of work fits into the order as agreed. Beyond the cap the requester must accept a new
 * offer first; work on the service's own errors may always go on, because it is not charged.
 */
export function decideMoreWork(agreed: Quote, worked: readonly WorkedTime[], next: WorkedTime): Result<CapUse, OverrunRefusal> {
  const after = capUse(agreed, [...worked, next])
  const overOre = ore(after.chargedOre - after.capOre)
  if (overOre > 0 && !next.ownError) return refuse('needs-new-acceptance', { overOre, capOre: after.capOre })
  return ok(after)
}

/** Time and money used of the cap so far, the order's fixed items included. */
export function capUse(agreed: Quote, worked: readonly WorkedTime[]): CapUse {
  const chargeable = worked.filter((time) => !time.ownError)
  const fixed = agreed.lines.filter((line) => line.hours === undefined)
  const chargedOre = sumOre([...fixed, ...workedLines(chargeable, agreed)].map((line) => line.amountOre))
  const leftOre = Math.max(0, agreed.capOre - chargedOre)
  const leftMinutes = agreed.hourlyRateOre === 0 ? Number.POSITIVE_INFINITY : Math.floor((leftOre * 60) / agreed.hourlyRateOre)
  return { usedMinutes: minutesOf(chargeable), chargedOre, capOre: agreed.capOre, leftMinutes }
}

function workedLines(chargeable: readonly WorkedTime[], agreed: Quote): SettlementLine[] {
  const lines = WORK_KINDS.map((kind) =>
    minutesLine(kind, minutesOf(chargeable.filter((time) => time.kind === kind)), agreed.hourlyRateOre),
  )
  const clarified = lines.find((line) => line.kind === 'clarification-work')?.minutes ?? 0
  const free = minutesLine(
    'free-clarification',
    Math.min(clarified, agreed.freeClarificationHours * 60),
    ore(-agreed.hourlyRateOre),
  )
  return [...lines, free].filter((line) => line.minutes !== 0)
}

function minutesLine(kind: SettlementLine['kind'], minutes: number, rateOre: Ore): SettlementLine & { minutes: number } {
  return { kind, quantity: 1, minutes, amountOre: fractionOfOre(rateOre, minutes, 60) }
}

function limitLines(lines: readonly SettlementLine[], limitOre: Ore): readonly SettlementLine[] {
  const overOre = sumOre(lines.map((line) => line.amountOre)) - limitOre
  return overOre > 0 ? [...lines, { kind: 'above-agreed-price', quantity: 1, amountOre: ore(-overOre) }] : lines
}

function sumLines(lines: readonly SettlementLine[], vatPercent: number) {
  const subtotalOre = sumOre(lines.map((line) => line.amountOre))
  const vatOre = fractionOfOre(subtotalOre, vatPercent, 100)
  return { lines, subtotalOre, vatOre, totalOre: sumOre([subtotalOre, vatOre]) }
}

function minutesOf(worked: readonly WorkedTime[]): number {
  return worked.reduce((sum, time) => sum + time.minutes, 0)
}
