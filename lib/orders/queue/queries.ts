import { type Actor, dbContextOf } from '#lib/identity/actor.ts'
import { type OrderRow, toRow } from '#lib/orders/queries.ts'
import { placeOf, type QueuePlace, type QueueQuestion } from '#lib/orders/queue/question.ts'
import { inTransaction, type Tx } from '#lib/platform/db.ts'

/** Counting stops here: nobody acts on the difference between 1 200 and 1 300 cases, and a count of all reads them all. */
export const COUNTED_MOST = 1000

/** So many matches of a search are found first and then ordered; more are met by walking along the order of the page. */
const FEW = 4_000

export interface QueuePage {
  readonly rows: readonly OrderRow[]
  /** Cases in all; `COUNTED_MOST` when there are at least as many, and `isMore` when there are more. */
  readonly total: number
  readonly isMore: boolean
  /** Where the page before this one ends and the next begins; null where there is none. */
  readonly previous: QueuePlace | null
  readonly next: QueuePlace | null
}

/**
 * A page of the house's cases, for staff; nothing for anybody else. Read by the place it begins at, so the last page takes no longer
 * than the first, and a case that moves meanwhile is neither shown twice nor skipped unless it moved across the page's edge.
 */
export async function listQueue(actor: Actor, question: QueueQuestion, take: number): Promise<QueuePage> {
  return inTransaction(dbContextOf(actor), async (tx) => {
    const counted = await countOf(tx, question)
    const ids = await pageIds(tx, question, take + 1, counted > FEW)
    const isBackward = question.place?.side === 'before'
    const shown = isBackward ? ids.slice(0, take).reverse() : ids.slice(0, take)
    const found = await tx.order.findMany({
      where: { id: { in: shown } },
      include: { organisation: { select: { name: true } } },
    })
    const byId = new Map(found.map((row) => [row.id, row]))
    const rows = shown.flatMap((id) => byId.get(id) ?? [])
    const [first, last] = [rows.at(0), rows.at(-1)]
    const hasBefore = isBackward ? ids.length > take : question.place !== null
    const hasAfter = isBackward || ids.length > take
    return {
      rows: rows.map(({ organisation, ...row }) => toRow(row, organisation.name)),
      total: Math.min(counted, COUNTED_MOST),
      isMore: counted > COUNTED_MOST,
      previous: hasBefore && first ? placeOf(first, question.sort, 'before') : null,
      next: hasAfter && last ? placeOf(last, question.sort, 'after') : null,
    }
  })
}

async function pageIds(tx: Tx, question: QueueQuestion, take: number, common: boolean): Promise<string[]> {
  const asked = JSON.stringify({ ...askedOf(question, take), common })
  const rows = await tx.$queryRaw<{ id: string }[]>`
    select page.id::text as id from app.queue_page(${asked}::jsonb) with ordinality as page (id, at) order by page.at`
  return rows.map(({ id }) => id)
}

async function countOf(tx: Tx, question: QueueQuestion): Promise<number> {
  const most = question.search === '' ? COUNTED_MOST : FEW
  const asked = JSON.stringify(askedOf({ ...question, place: null }, most + 1))
  const [row] = await tx.$queryRaw<{ found: number }[]>`select app.queue_count(${asked}::jsonb) as found`
  return row?.found ?? 0
}

/** The question as the database's function reads it. A page before a place is read backwards from there. */
export function askedOf(question: QueueQuestion, take: number): Record<string, unknown> {
  const { place } = question
  return {
    statuses: question.statuses,
    personId: question.personId,
    unassigned: question.isUnassigned,
    dueBefore: question.dueBefore,
    words: question.search,
    sort: question.sort,
    descending: question.isDescending !== (place?.side === 'before'),
    ...(place && { after: { key: place.key, number: place.number } }),
    take,
  }
}
