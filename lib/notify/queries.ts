import type { HandoverKind } from '#lib/notify/handover.ts'
import { type DbContext, inTransaction } from '#lib/platform/db.ts'

export interface NoticeRow {
  readonly id: string
  readonly kind: HandoverKind
  readonly number: string
  readonly orderId: string | null
  readonly createdAt: Date
  readonly isRead: boolean
}

/** A person's newest notices. */
export async function noticesOf(context: DbContext, take = 30): Promise<NoticeRow[]> {
  const rows = await inTransaction(context, (tx) => tx.notice.findMany({ orderBy: { createdAt: 'desc' }, take }))
  return rows.map((row) => ({
    id: row.id,
    kind: row.kind as HandoverKind,
    number: (row.facts as { number: string }).number,
    orderId: row.orderId,
    createdAt: row.createdAt,
    isRead: row.readAt !== null,
  }))
}

/** Marks every notice of the person as read. */
export async function readNotices(context: DbContext, now = new Date()): Promise<void> {
  await inTransaction(context, (tx) => tx.notice.updateMany({ where: { readAt: null }, data: { readAt: now } }))
}
