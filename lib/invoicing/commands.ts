import { appendEvents } from '#lib/audit/store.ts'
import { type Actor, dbContextOf, eventActorOf, hasRole } from '#lib/identity/actor.ts'
import { creditNoteOf, type Drafts } from '#lib/invoicing/draft-invoices.ts'
import { invoiceSchema } from '#lib/invoicing/invoice.ts'
import { loadDrafts } from '#lib/invoicing/queries.ts'
import { keepInvoice } from '#lib/invoicing/store.ts'
import { ok, type Refusal, type Result, refuse } from '#lib/kernel/result.ts'
import { enqueueHandovers } from '#lib/notify/store.ts'
import { inTransaction, isUniqueViolation } from '#lib/platform/db.ts'
import { sha256 } from '#lib/platform/sha256.ts'
import { type Day, dayOf } from '#lib/sla/day.ts'

/** What the administrator saw, as one word: other orders or other amounts give another. */
export function fingerprintOf({ drafts }: Pick<Drafts, 'drafts'>): string {
  const seen = drafts.map(({ organisationId, invoice }) => [
    organisationId,
    invoice.orders.map((each) => each.orderId),
    invoice.totalOre,
  ])
  return sha256(JSON.stringify(seen))
}

type RunRefusal = Refusal<'not-allowed' | 'nothing-to-invoice' | 'preview-changed' | 'invoices-being-issued' | 'day-future'>

/**
 * Starts a run of exactly the invoices that were previewed; the worker issues them one by one. Anything that has changed since
 * the preview refuses the run, so that nobody issues what she has not seen.
 */
export async function startInvoiceRun(
  actor: Actor,
  input: { readonly throughOn: Day; readonly fingerprint: string },
  now = new Date(),
): Promise<Result<{ readonly runId: string }, RunRefusal>> {
  if (!hasRole(actor, 'administrator')) return refuse('not-allowed')
  const issuedOn = dayOf(now.toISOString())
  const { throughOn, fingerprint } = input
  if (throughOn > issuedOn) return refuse('day-future')
  try {
    return await inTransaction(dbContextOf(actor), async (tx) => {
      const drafts = await loadDrafts(tx, { throughOn, issuedOn })
      if (fingerprintOf(drafts) !== fingerprint) return refuse('preview-changed')
      if (drafts.drafts.length === 0) return refuse('nothing-to-invoice')
      const totalOre = drafts.drafts.reduce((sum, { invoice }) => sum + invoice.totalOre, 0)
      const run = await tx.invoiceRun.create({
        data: {
          throughOn: new Date(throughOn),
          issuedOn: new Date(issuedOn),
          orderIds: drafts.drafts.flatMap(({ invoice }) => invoice.orders.map(({ orderId }) => orderId)),
          invoices: drafts.drafts.length,
          totalOre,
          startedById: actor.personId,
        },
        select: { id: true },
      })
      const facts = { runId: run.id, throughOn, invoices: drafts.drafts.length, totalOre }
      await appendEvents(tx, [{ actor: eventActorOf(actor), type: 'invoice.run-started', orderId: null, facts }])
      return ok({ runId: run.id })
    })
  } catch (error) {
    if (isUniqueViolation(error)) return refuse('invoices-being-issued')
    throw error
  }
}

type InvoiceRefusal = Refusal<'not-allowed' | 'not-found' | 'already-credited' | 'reason-missing'>

/** Takes a whole invoice back with a reason. With `again` its orders can be invoiced anew; without, they are never charged. */
export async function creditInvoice(
  actor: Actor,
  input: { readonly invoiceId: string; readonly reason: string; readonly again: boolean },
  now = new Date(),
): Promise<Result<{ readonly invoiceId: string }, InvoiceRefusal>> {
  if (!hasRole(actor, 'administrator')) return refuse('not-allowed')
  const reason = input.reason.trim()
  if (reason.length < 3) return refuse('reason-missing')
  try {
    return await inTransaction(dbContextOf(actor), async (tx) => {
      const row = await tx.invoice.findUnique({
        where: { id: input.invoiceId },
        include: { creditedBy: { select: { id: true } } },
      })
      if (row?.kind !== 'invoice') return refuse('not-found')
      if (row.creditedBy) return refuse('already-credited')
      const invoice = invoiceSchema.parse(row.body)
      const note = creditNoteOf(invoice, { number: row.number, reason, on: dayOf(now.toISOString()) })
      const links = { organisationId: row.organisationId, runId: null, creditsId: row.id, issuedById: actor.personId }
      const kept = await keepInvoice(tx, note, links)
      if (input.again) await tx.invoiceOrder.updateMany({ where: { invoiceId: row.id, freedAt: null }, data: { freedAt: now } })
      const facts = { number: kept.number, credits: row.number, totalOre: row.totalOre, again: input.again, reason }
      const orderId = invoice.orders[0]?.orderId ?? null
      await appendEvents(tx, [{ actor: eventActorOf(actor), type: 'invoice.credited', orderId: null, facts }])
      if (orderId) await tell(tx, 'invoice-credited', { orderId, ...kept })
      return ok({ invoiceId: kept.id })
    })
  } catch (error) {
    if (isUniqueViolation(error)) return refuse('already-credited')
    throw error
  }
}

/** Tells the customer of an invoice or credit note, once; the order only says whose people they are. */
export async function tell(
  tx: Parameters<typeof enqueueHandovers>[0],
  kind: 'invoice-issued' | 'invoice-credited',
  invoice: { readonly id: string; readonly number: string; readonly orderId: string },
): Promise<void> {
  const { id, number, orderId } = invoice
  await enqueueHandovers(tx, [{ kind, audience: { kind: 'customer' }, orderId, key: `${kind}:${id}`, facts: { number } }])
}

/** Notes that an invoice was paid on a day, or takes the note back. */
export async function notePayment(
  actor: Actor,
  input: { readonly invoiceId: string; readonly paidOn: Day | null },
  now = new Date(),
): Promise<Result<{ readonly invoiceId: string }, Refusal<'not-allowed' | 'not-found' | 'already' | 'day-future'>>> {
  if (!hasRole(actor, 'administrator')) return refuse('not-allowed')
  const { invoiceId, paidOn } = input
  if (paidOn !== null && paidOn > dayOf(now.toISOString())) return refuse('day-future')
  return inTransaction(dbContextOf(actor), async (tx) => {
    const row = await tx.invoice.findUnique({ where: { id: invoiceId }, select: { kind: true, number: true } })
    if (row?.kind !== 'invoice') return refuse('not-found')
    const changed = await tx.invoice.updateMany({
      where: { id: invoiceId, ...(paidOn === null ? { NOT: { paidOn: null } } : { paidOn: null }) },
      data: paidOn === null ? { paidOn: null } : { paidOn: new Date(paidOn), paidNotedById: actor.personId },
    })
    if (changed.count !== 1) return refuse('already')
    const type = paidOn === null ? 'invoice.payment-taken-back' : 'invoice.paid'
    await appendEvents(tx, [
      { actor: eventActorOf(actor), type, orderId: null, facts: { number: row.number, paidOn: paidOn ?? '' } },
    ])
    return ok({ invoiceId })
  })
}
