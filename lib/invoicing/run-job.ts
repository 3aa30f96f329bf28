import { appendEvents } from '#lib/audit/store.ts'
import { tell } from '#lib/invoicing/commands.ts'
import { loadDrafts } from '#lib/invoicing/queries.ts'
import { keepInvoice } from '#lib/invoicing/store.ts'
import { inTransaction, type Tx } from '#lib/platform/db.ts'

interface OpenRun {
  readonly id: string
  readonly throughOn: Date
  readonly issuedOn: Date
  readonly orderIds: string[]
}

/**
 * Goes on with the invoice run there is, one invoice in each transaction: a worker killed in between has issued whole invoices
 * only, and the next goes on where it stopped. Two workers never issue at once, because the run's row is held. Answers how many it issued.
 */
export async function continueInvoiceRun(): Promise<number> {
  let issued = 0
  for (;;) {
    const more = await inTransaction({ kind: 'worker' }, async (tx) => {
      const [run] = await tx.$queryRaw<OpenRun[]>`
        select id, "throughOn", "issuedOn", "orderIds" from invoice_runs where status = 'issuing' for update skip locked`
      return run ? issueNext(tx, run) : false
    })
    if (!more) return issued
    issued++
  }
}

/** Issues the first invoice not yet issued; the run is done when none is left. */
async function issueNext(tx: Tx, run: OpenRun): Promise<boolean> {
  const day = (at: Date) => at.toISOString().slice(0, 10)
  const { drafts, refused } = await loadDrafts(tx, { throughOn: day(run.throughOn), issuedOn: day(run.issuedOn) }, run.orderIds)
  const [next] = drafts
  if (!next) {
    const skipped = refused.map(({ number, kind }) => ({ number, kind }))
    await tx.invoiceRun.updateMany({ where: { id: run.id }, data: { status: 'done', finishedAt: new Date(), skipped } })
    const facts = { runId: run.id, skipped: skipped.length }
    await appendEvents(tx, [{ actor: { kind: 'system' }, type: 'invoice.run-finished', orderId: null, facts }])
    return false
  }
  const { invoice, organisationId } = next
  const links = { organisationId, runId: run.id, creditsId: null, issuedById: null }
  const kept = await keepInvoice(tx, invoice, links)
  await tx.invoiceOrder.createMany({ data: invoice.orders.map(({ orderId }) => ({ invoiceId: kept.id, orderId })) })
  await appendEvents(
    tx,
    invoice.orders.map(({ orderId }) => ({
      actor: { kind: 'system' as const },
      type: 'invoice.issued' as const,
      orderId,
      facts: { number: kept.number, totalOre: invoice.totalOre },
    })),
  )
  const orderId = invoice.orders[0]?.orderId
  if (orderId) await tell(tx, 'invoice-issued', { ...kept, orderId })
  return true
}
