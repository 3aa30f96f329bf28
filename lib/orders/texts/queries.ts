import { type Actor, dbContextOf, hasRole } from '#lib/identity/actor.ts'
import type { CannedText, TextPurpose } from '#lib/orders/texts/canned-text.ts'
import { inTransaction, type Tx } from '#lib/platform/db.ts'

export interface TextVersion extends CannedText {
  readonly textId: string
  readonly version: number
  readonly retired: boolean
  readonly authorId: string | null
  readonly createdAt: Date
}

/** Every text at its newest version, those out of use too, by purpose and name; for staff. */
export async function listTexts(actor: Actor): Promise<readonly TextVersion[]> {
  return inTransaction(dbContextOf(actor), newestTexts)
}

/** The texts an analyst can use now. */
export async function textsInUse(actor: Actor): Promise<readonly TextVersion[]> {
  if (!hasRole(actor, 'analyst')) return []
  return (await listTexts(actor)).filter(({ retired }) => !retired)
}

/** Every version of one text, newest first. */
export async function versionsOfText(actor: Actor, textId: string): Promise<readonly TextVersion[]> {
  const rows = await inTransaction(dbContextOf(actor), (tx) =>
    tx.cannedText.findMany({ where: { textId }, orderBy: { version: 'desc' }, take: 200 }),
  )
  return rows.map(toVersion)
}

/** The words on appeal an administrator chose; null while the service's own hold. */
export async function loadAppealText(tx: Tx): Promise<TextVersion | null> {
  return (await newestTexts(tx)).find(({ purpose, retired }) => purpose === 'appeal' && !retired) ?? null
}

async function newestTexts(tx: Tx): Promise<readonly TextVersion[]> {
  const rows = await tx.cannedText.findMany({ orderBy: [{ textId: 'asc' }, { version: 'desc' }], distinct: ['textId'] })
  return rows.map(toVersion).sort((a, b) => a.purpose.localeCompare(b.purpose) || a.name.localeCompare(b.name, 'da'))
}

function toVersion(row: Omit<TextVersion, 'purpose'> & { readonly purpose: string }): TextVersion {
  return { ...row, purpose: row.purpose as TextPurpose }
}
