import { appendEvents } from '#lib/audit/store.ts'
import { type Actor, dbContextOf, eventActorOf, hasRole } from '#lib/identity/actor.ts'
import { ok, type Refusal, type Result, refuse } from '#lib/kernel/result.ts'
import type { HandoverKind } from '#lib/notify/handover.ts'
import { decideTemplate, type MailTemplate, type TemplateRefusal } from '#lib/notify/mail-template.ts'
import type { MailLocale } from '#lib/notify/mail-text.ts'
import { inTransaction } from '#lib/platform/db.ts'

type Saved = { readonly kind: HandoverKind }

/** Keeps what a mail says in both languages. Mails sent from now on say it, those waiting to be sent too. */
export async function saveMailText(
  actor: Actor,
  input: { readonly kind: HandoverKind; readonly texts: Readonly<Record<MailLocale, MailTemplate>> },
): Promise<Result<Saved, TemplateRefusal | Refusal<'not-allowed'>>> {
  if (!hasRole(actor, 'administrator')) return refuse('not-allowed')
  const { kind, texts } = input
  const [da, en] = [decideTemplate(texts.da), decideTemplate(texts.en)]
  if (!da.ok) return da
  if (!en.ok) return en
  return inTransaction(dbContextOf(actor), async (tx) => {
    for (const [locale, template] of Object.entries({ da: da.value, en: en.value })) {
      const data = { ...template, updatedById: actor.personId, updatedAt: new Date() }
      const changed = await tx.mailText.updateMany({ where: { kind, locale }, data })
      if (changed.count === 0) await tx.mailText.createMany({ data: { kind, locale, ...data } })
    }
    await appendEvents(tx, [{ actor: eventActorOf(actor), type: 'mail-text.changed', orderId: null, facts: { kind } }])
    return ok({ kind })
  })
}

/** Brings the service's own words of a mail back, in both languages. */
export async function resetMailText(
  actor: Actor,
  input: { readonly kind: HandoverKind },
): Promise<Result<Saved, Refusal<'not-allowed' | 'already'>>> {
  if (!hasRole(actor, 'administrator')) return refuse('not-allowed')
  return inTransaction(dbContextOf(actor), async (tx) => {
    const gone = await tx.mailText.deleteMany({ where: { kind: input.kind } })
    if (gone.count === 0) return refuse('already')
    const facts = { kind: input.kind }
    await appendEvents(tx, [{ actor: eventActorOf(actor), type: 'mail-text.reset', orderId: null, facts }])
    return ok({ kind: input.kind })
  })
}
