import { type Actor, dbContextOf } from '#lib/identity/actor.ts'
import { inTransaction, type Tx } from '#lib/platform/db.ts'
import { type Quote, quoteSchema } from '#lib/pricing/quote.ts'
import { type CapUse, capUse, type Settlement, settle, type WorkedTime, workedTimeSchema } from '#lib/pricing/settle.ts'
import type { WorkKind } from '#lib/pricing/tariff.ts'

export interface TimeEntryRow extends WorkedTime {
  readonly id: string
  readonly personId: string
  readonly workedOn: Date
}

export interface Worked {
  /** The price agreed last; null before the first acceptance. */
  readonly agreed: Quote | null
  readonly worked: readonly TimeEntryRow[]
}

/** The agreed price of an order and the time worked on it, entries taken back left out. */
export async function loadWorked(tx: Tx, orderId: string): Promise<Worked> {
  const offer = await tx.offer.findFirst({ where: { orderId, status: 'accepted' }, orderBy: { acceptedAt: 'desc' } })
  const rows = await tx.timeEntry.findMany({
    where: { orderId, takenBackAt: null },
    orderBy: [{ workedOn: 'asc' }, { createdAt: 'asc' }],
  })
  const worked = rows.map(({ id, personId, workedOn, kind, minutes, ownError }) => {
    return { id, personId, workedOn, ...workedTimeSchema.parse({ kind, minutes, ownError }) }
  })
  return { agreed: offer ? quoteSchema.parse(offer.quote) : null, worked }
}

/** One kind of work: what was estimated and what was used, in minutes; own errors apart. */
export interface HoursLine {
  readonly kind: WorkKind
  readonly estimatedMinutes: number
  readonly usedMinutes: number
  readonly ownErrorMinutes: number
}

export interface OrderHours extends Worked {
  readonly lines: readonly HoursLine[]
  /** Null before a price is agreed. */
  readonly cap: CapUse | null
  /** What is charged in the end, once the order is delivered or was withdrawn. */
  readonly settlement: Settlement | null
}

/** The hours of an order as its reader may see them: estimate against actual, cap and settlement. */
export async function orderHours(
  actor: Actor,
  orderId: string,
  { status, resolution }: { readonly status: string; readonly resolution: string | null },
): Promise<OrderHours> {
  const { agreed, worked } = await inTransaction(dbContextOf(actor), (tx) => loadWorked(tx, orderId))
  const estimated = new Map(
    agreed?.lines.flatMap(({ kind, hours }) => (hours === undefined ? [] : [[kind as string, hours * 60] as const])),
  )
  const kinds = [
    ...new Set([...(agreed?.lines ?? []).map(({ kind }) => kind as string), ...worked.map(({ kind }) => kind as string)]),
  ]
  const minutes = (kind: string, ownError: boolean) =>
    worked.reduce((sum, time) => sum + (time.kind === kind && time.ownError === ownError ? time.minutes : 0), 0)
  const lines = kinds
    .filter((kind) => kind !== 'free-clarification' && (estimated.has(kind) || worked.some((time) => time.kind === kind)))
    .map((kind) => ({
      kind: kind as WorkKind,
      estimatedMinutes: estimated.get(kind) ?? 0,
      usedMinutes: minutes(kind, false),
      ownErrorMinutes: minutes(kind, true),
    }))
  const stage =
    status === 'released' || resolution === 'delivered'
      ? 'delivered'
      : resolution === 'withdrawn'
        ? 'withdrawn-after-acceptance'
        : null
  return {
    agreed,
    worked,
    lines,
    cap: agreed && capUse(agreed, worked),
    settlement: agreed && stage ? settle(agreed, worked, stage) : null,
  }
}
