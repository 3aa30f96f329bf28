import pg from 'pg'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { creditInvoice, fingerprintOf, notePayment, startInvoiceRun } from '#lib/invoicing/commands.ts'
import { documentFaults } from '#lib/invoicing/document-faults.ts'
import { invoiceDetail, invoiceDocument, listInvoiceRuns, listInvoices, previewRun } from '#lib/invoicing/queries.ts'
import { continueInvoiceRun } from '#lib/invoicing/run-job.ts'
import { withdrawOrder } from '#lib/orders/commands/triage.ts'
import { closeDatabase } from '#lib/platform/db.ts'
import { recallDelivery, remakeDelivery } from '#lib/release/commands.ts'
import { dayOf } from '#lib/sla/day.ts'
import { freshService, makeActor, makeOrganisation, owner, urlOf } from '../../support/database.ts'
import { type Cast, must, now, orderAt } from '../../support/order-walk.ts'

let cast: Cast
let other: Cast
let administrator: Cast['analyst']
const today = dayOf(new Date().toISOString())

beforeAll(async () => {
  await freshService()
  const analyst = await makeActor('Anders', { roles: ['analyst'] })
  const checker = await makeActor('Karen', { roles: ['analyst'] })
  administrator = await makeActor('Adam', { roles: ['administrator'] })
  cast = { requester: await makeActor('Rikke', { of: await makeOrganisation('Kunden') }), analyst, checker }
  other = { requester: await makeActor('Fremmed', { of: await makeOrganisation('En anden') }), analyst, checker }
}, 60_000)
afterAll(async () => {
  await closeDatabase()
  await owner.$disconnect()
})

/** An order withdrawn after its offer was accepted: the base fee is owed. */
async function owed(who: Cast = cast): Promise<string> {
  const orderId = await orderAt('accepted', who)
  must(await withdrawOrder(who.requester, { ...(await now(orderId)), reason: 'Ikke længere nødvendig' }))
  return orderId
}

async function start() {
  const preview = await previewRun(administrator, today)
  return startInvoiceRun(administrator, { throughOn: today, fingerprint: fingerprintOf(preview ?? { drafts: [] }) })
}

async function raw(role: 'web' | 'worker', personId: string, sql: string): Promise<number | string> {
  const client = new pg.Client({ connectionString: urlOf(role === 'web' ? 'DATABASE_URL' : 'WORKER_DATABASE_URL') })
  await client.connect()
  try {
    await client.query('begin')
    await client.query(`select set_config('app.person_id', $1, true)`, [personId])
    const { rowCount } = await client.query(sql)
    await client.query('set constraints all immediate')
    return rowCount ?? 0
  } catch (error) {
    return (error as { code?: string }).code ?? 'unknown'
  } finally {
    await client.query('rollback')
    await client.end()
  }
}

const numbers = async () => (await owner.invoice.findMany({ orderBy: { number: 'asc' } })).map(({ number }) => number)

beforeEach(async () => {
  await continueInvoiceRun()
})

describe('an invoice run', () => {
  it('issues what was previewed: one document for each customer, with the amounts seen, and tells the customer', async () => {
    const [a, b, c] = [await owed(), await orderAt('released', cast), await owed(other)]
    const preview = await previewRun(administrator, today)
    must(await start())
    expect(await continueInvoiceRun()).toBe(2)
    const rows = await listInvoices(administrator, { scope: 'house' })
    expect(rows.map(({ organisationName }) => organisationName).sort()).toEqual(['En anden', 'Kunden'])
    expect(rows.map(({ totalOre }) => totalOre).sort()).toEqual(
      preview?.drafts.map(({ invoice }) => invoice.totalOre as number).sort(),
    )
    const held = await owner.invoiceOrder.findMany()
    expect(held.map(({ orderId }) => orderId).sort()).toEqual([a, b, c].sort())
    for (const { id, number } of rows) {
      const document = await invoiceDocument(administrator, id)
      expect(documentFaults(document?.xml ?? '')).toEqual([])
      expect(document?.xml).toContain(`<cbc:ID>${number}</cbc:ID>`)
    }
    expect(await owner.outboxMessage.count({ where: { kind: 'invoice-issued' } })).toBe(2)
    expect(await listInvoiceRuns(administrator)).toMatchObject([{ status: 'done', invoices: 2, issued: 2, skipped: [] }])
    expect(await previewRun(administrator, today)).toEqual({ drafts: [], refused: [] })
    expect(await start()).toEqual({ ok: false, kind: 'nothing-to-invoice' })
  })

  it('starts on nothing the administrator has not seen, and on no day to come', async () => {
    const preview = await previewRun(administrator, today)
    await owed()
    const fingerprint = fingerprintOf(preview ?? { drafts: [] })
    expect(await startInvoiceRun(administrator, { throughOn: today, fingerprint })).toEqual({
      ok: false,
      kind: 'preview-changed',
    })
    expect(await startInvoiceRun(administrator, { throughOn: '2099-01-01', fingerprint })).toEqual({
      ok: false,
      kind: 'day-future',
    })
  })

  it('started twice at the same time is one run, and ten workers at once issue each invoice once', async () => {
    await owed()
    await owed(other)
    const fingerprint = fingerprintOf((await previewRun(administrator, today)) ?? { drafts: [] })
    const started = await Promise.all(
      Array.from({ length: 4 }, () => startInvoiceRun(administrator, { throughOn: today, fingerprint })),
    )
    expect(started.filter(({ ok }) => ok)).toHaveLength(1)
    const issued = await Promise.all(Array.from({ length: 10 }, () => continueInvoiceRun()))
    await continueInvoiceRun()
    expect(issued.reduce((sum, each) => sum + each, 0)).toBe(2)
    const twice =
      await owner.$queryRaw`select "orderId" from invoice_orders where "freedAt" is null group by 1 having count(*) > 1`
    expect(twice).toEqual([])
  })

  it('killed in the middle goes on where it stopped, with no number missing and none given twice', async () => {
    await owed()
    await owed(other)
    must(await start())
    // A worker that dies after giving a number leaves nothing: its transaction is undone with the number in it.
    const client = new pg.Client({ connectionString: urlOf('WORKER_DATABASE_URL') })
    await client.connect()
    await client.query('begin')
    await client.query(`update invoice_counters set last = last + 1`)
    const before = await numbers()
    const killed = client.query(`select pg_terminate_backend(pg_backend_pid())`).catch(() => null)
    client.on('error', () => {})
    await killed
    expect(await continueInvoiceRun()).toBe(2)
    const after = await numbers()
    expect(after).toHaveLength(before.length + 2)
    const year = today.slice(0, 4)
    expect(after).toEqual(after.map((_, at) => `F${year}-${String(at + 1).padStart(6, '0')}`))
  })

  it('takes no delivery that was recalled, and one that is made anew only when it is delivered again', async () => {
    const waits = async () =>
      ((await previewRun(administrator, today))?.drafts ?? []).flatMap(({ invoice }) =>
        invoice.orders.map((each) => each.orderId),
      )
    const [recalled, remade] = [await orderAt('released', cast), await orderAt('released', cast)]
    expect((await waits()).sort()).toEqual([recalled, remade].sort())
    must(await recallDelivery(cast.analyst, { ...(await now(recalled)), reason: 'Fejl i registeret' }))
    must(await remakeDelivery(cast.analyst, { ...(await now(remade)), reason: 'Fejl i tabellen' }))
    expect(await waits()).toEqual([])
  })
})

describe('a credit note', () => {
  it('is issued once however often it is asked for, and frees the orders only when they shall be charged again', async () => {
    const orderId = await owed()
    must(await start())
    await continueInvoiceRun()
    const { invoiceId } = await owner.invoiceOrder.findFirstOrThrow({ where: { orderId } })
    const input = { invoiceId, reason: 'Forkert modtager', again: true }
    expect(await creditInvoice(administrator, { ...input, reason: ' ' })).toEqual({ ok: false, kind: 'reason-missing' })
    const asked = await Promise.all([creditInvoice(administrator, input), creditInvoice(administrator, input)])
    expect(asked.filter(({ ok }) => ok)).toHaveLength(1)
    expect(asked.find(({ ok }) => !ok)).toEqual({ ok: false, kind: 'already-credited' })
    const detail = await invoiceDetail(administrator, invoiceId)
    expect(detail?.state).toBe('credited')
    expect(await creditInvoice(administrator, { ...input, invoiceId: detail?.creditedBy?.id ?? '' })).toEqual({
      ok: false,
      kind: 'not-found',
    })
    const preview = await previewRun(administrator, today)
    expect(preview?.drafts.flatMap(({ invoice }) => invoice.orders).map((each) => each.orderId)).toEqual([orderId])
    must(await start())
    await continueInvoiceRun()
    const second = await owner.invoiceOrder.findFirstOrThrow({ where: { orderId, freedAt: null } })
    must(await creditInvoice(administrator, { invoiceId: second.invoiceId, reason: 'Vores egen fejl', again: false }))
    expect(await previewRun(administrator, today)).toEqual({ drafts: [], refused: [] })
  })
})

describe('the payment of an invoice', () => {
  it('is noted once, can be taken back, and never lies in the future', async () => {
    const [invoice] = await owner.invoice.findMany({ where: { kind: 'invoice', creditedBy: null } })
    const invoiceId = invoice?.id ?? ''
    expect(await notePayment(administrator, { invoiceId, paidOn: '2099-01-01' })).toEqual({ ok: false, kind: 'day-future' })
    must(await notePayment(administrator, { invoiceId, paidOn: today }))
    expect(await notePayment(administrator, { invoiceId, paidOn: today })).toEqual({ ok: false, kind: 'already' })
    expect((await invoiceDetail(administrator, invoiceId))?.state).toBe('paid')
    must(await notePayment(administrator, { invoiceId, paidOn: null }))
    expect((await invoiceDetail(administrator, invoiceId))?.state).toBe('open')
  })
})

describe('invoices are kept from', () => {
  it('other customers, analysts and nobody; the customer’s own people read theirs', async () => {
    await owed()
    must(await start())
    await continueInvoiceRun()
    const own = await listInvoices(cast.requester, { scope: 'house' })
    expect(own.length).toBeGreaterThan(0)
    expect(new Set(own.map(({ organisationName }) => organisationName))).toEqual(new Set(['Kunden']))
    const id = own[0]?.id ?? ''
    expect(await invoiceDetail(other.requester, id)).toBeNull()
    expect(await invoiceDocument(other.requester, id)).toBeNull()
    expect(await invoiceDetail(cast.analyst, id)).toBeNull()
    expect(await previewRun(cast.requester, today)).toBeNull()
    expect(await listInvoiceRuns(cast.requester)).toEqual([])
    for (const person of [cast.requester, cast.analyst, other.requester]) {
      expect(await startInvoiceRun(person, { throughOn: today, fingerprint: '' })).toEqual({ ok: false, kind: 'not-allowed' })
      expect(await creditInvoice(person, { invoiceId: id, reason: 'Nej tak', again: true })).toEqual({
        ok: false,
        kind: 'not-allowed',
      })
      expect(await notePayment(person, { invoiceId: id, paidOn: today })).toEqual({ ok: false, kind: 'not-allowed' })
    }
    expect(await raw('web', '', 'select 1 from invoices')).toBe(0)
  })

  it('change: no role, and not the owner of the tables, alters or removes one, skips a number or charges an order twice', async () => {
    const admin = administrator.personId
    const tries = [
      await raw('web', admin, `update invoices set "totalOre" = 1`),
      await raw('web', admin, 'delete from invoices'),
      await raw('worker', '', 'delete from invoices'),
      await raw('worker', '', 'update invoices set number = number'),
      await raw('web', cast.requester.personId, 'update invoice_counters set last = last + 1'),
      await raw('web', admin, 'update invoice_counters set last = last + 1'),
      await raw('worker', '', 'update invoice_counters set last = last + 2'),
      await raw('worker', '', `update invoice_orders set "freedAt" = now()`),
      await raw('web', admin, `insert into invoice_orders select id, "orderId" from invoices, invoice_orders`),
    ]
    expect(tries).toEqual(['42501', '42501', '42501', '42501', 0, '42501', '42501', '42501', '42501'])
    await expect(
      owner.$executeRawUnsafe(`update invoices set "totalOre" = "totalOre"+1, "subtotalOre" = "subtotalOre"+1`),
    ).rejects.toThrow(/never changed/)
    await expect(owner.$executeRawUnsafe('delete from invoices')).rejects.toThrow(/never changed|violates/)
    const [kept] = await owner.invoiceOrder.findMany({ where: { freedAt: null } })
    const [another] = await owner.invoice.findMany({ where: { NOT: { id: kept?.invoiceId ?? '' } } })
    await expect(
      owner.invoiceOrder.create({ data: { invoiceId: another?.id ?? '', orderId: kept?.orderId ?? '' } }),
    ).rejects.toThrow()
  })
})
