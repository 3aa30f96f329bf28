import { type ChainFault, type ChainRow, chainFaults, FIRST_PREVIOUS_HASH } from '#lib/audit/chain.ts'
import type { EventFacts } from '#lib/audit/event.ts'
import type { Tx } from '#lib/platform/db.ts'

export interface HistoryEntry {
  readonly seq: string
  readonly at: Date
  readonly type: string
  readonly actorId: string | null
  readonly actorKind: string
  readonly facts: EventFacts
}

/** The events of one order in the order they happened, as far as the transaction's person may see them. */
export async function orderEvents(tx: Tx, orderId: string): Promise<HistoryEntry[]> {
  const rows = await tx.auditEvent.findMany({ where: { orderId: { equals: orderId } }, orderBy: { seq: 'asc' }, take: 2000 })
  return rows.map(historyEntry)
}

/** The events of several orders at once, each in the order they happened. */
export async function eventsOfOrders(tx: Tx, orderIds: readonly string[]): Promise<Map<string, HistoryEntry[]>> {
  const rows = await tx.auditEvent.findMany({ where: { orderId: { in: [...orderIds] } }, orderBy: { seq: 'asc' } })
  const events = new Map<string, HistoryEntry[]>(orderIds.map((id) => [id, []]))
  for (const row of rows) if (row.orderId) events.get(row.orderId)?.push(historyEntry(row))
  return events
}

export interface LoggedEvent extends HistoryEntry {
  readonly orderId: string | null
}

export interface EventQuery {
  readonly orderId?: string
  /** Events that one of these people caused, or that are about her. */
  readonly personIds?: readonly string[]
  readonly types?: readonly string[]
  readonly from?: Date
  /** Events before this instant. */
  readonly to?: Date
  /** Only events older than this one, for the next page. */
  readonly beforeSeq?: string
  readonly take: number
}

/** Events of the log, newest first, as far as the transaction's person may see them. */
export async function findEvents(tx: Tx, query: EventQuery): Promise<LoggedEvent[]> {
  const rows = await tx.auditEvent.findMany({
    where: {
      ...(query.orderId ? { orderId: query.orderId } : {}),
      ...(query.personIds ? { OR: byOrAbout(query.personIds) } : {}),
      ...(query.types ? { type: { in: [...query.types] } } : {}),
      at: { ...(query.from ? { gte: query.from } : {}), ...(query.to ? { lt: query.to } : {}) },
      ...(query.beforeSeq ? { seq: { lt: BigInt(query.beforeSeq) } } : {}),
    },
    orderBy: { seq: 'desc' },
    take: query.take,
  })
  return rows.map((row) => ({ ...historyEntry(row), orderId: row.orderId }))
}

function byOrAbout(personIds: readonly string[]) {
  const about = personIds.map((id) => ({ facts: { path: ['personId'], equals: id } }))
  return [{ actorId: { in: [...personIds] } }, ...about]
}

function historyEntry(row: {
  readonly seq: bigint
  readonly at: Date
  readonly type: string
  readonly actorId: string | null
  readonly actorKind: string
  readonly facts: unknown
}): HistoryEntry {
  return {
    seq: String(row.seq),
    at: row.at,
    type: row.type,
    actorId: row.actorId,
    actorKind: row.actorKind,
    facts: row.facts as EventFacts,
  }
}

export interface ChainReport {
  readonly rows: number
  readonly faults: readonly ChainFault[]
  readonly headSeq: string
  readonly headHash: string
}

/** Re-computes the whole hash chain from the stored rows, page by page, in code other than the database's. */
export async function verifyChain(tx: Tx, pageSize = 5000): Promise<ChainReport> {
  let previous = { seq: 0n, hash: FIRST_PREVIOUS_HASH }
  let rows = 0
  const faults: ChainFault[] = []
  for (;;) {
    const page = await tx.$queryRaw<ChainRow[]>`
      select seq::text as seq, to_char(at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as at, "actorKind", "actorId"::text as "actorId",
             type, "orderId"::text as "orderId", facts::text as facts, "prevHash", hash
      from audit_events where audit_events.seq > ${previous.seq} order by audit_events.seq limit ${pageSize}`
    const last = page.at(-1)
    if (!last) break
    rows += page.length
    faults.push(...chainFaults(page, previous))
    previous = { seq: BigInt(last.seq), hash: last.hash }
  }
  return { rows, faults, headSeq: String(previous.seq), headHash: previous.hash }
}
