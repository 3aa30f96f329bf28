import type { HandoverKind } from '#lib/notify/handover.ts'
import type { MailTemplate } from '#lib/notify/mail-template.ts'
import { defaultTemplate, type MailLocale } from '#lib/notify/mail-text.ts'
import { type DbContext, inTransaction, type Tx } from '#lib/platform/db.ts'

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

/** What a mail says in a language now: an administrator's words, or the service's own. */
export async function templateOf(tx: Tx, kind: HandoverKind, locale: MailLocale): Promise<MailTemplate> {
  const chosen = await tx.mailText.findUnique({
    where: { kind_locale: { kind, locale } },
    select: { subject: true, body: true },
  })
  return chosen ?? defaultTemplate(kind, locale)
}

/** Which mails say other words than the service's own, as kind and language. */
export async function changedTemplates(tx: Tx): Promise<readonly { readonly kind: string; readonly locale: string }[]> {
  return tx.mailText.findMany({ select: { kind: true, locale: true } })
}
