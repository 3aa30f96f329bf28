import { type Actor, dbContextOf, hasRole } from '#lib/identity/actor.ts'
import { authorityOn } from '#lib/identity/authority/authority.ts'
import { loadAuthorities } from '#lib/identity/authority/queries.ts'
import { type BillableOrder, type Drafts, draftInvoices } from '#lib/invoicing/draft-invoices.ts'
import { type Invoice, type InvoiceKind, type InvoiceState, invoiceSchema, invoiceState } from '#lib/invoicing/invoice.ts'
import { inTransaction, type Tx } from '#lib/platform/db.ts'
import { loadTariffs } from '#lib/pricing/queries.ts'
import { quoteSchema } from '#lib/pricing/quote.ts'
import { workedTimeSchema } from '#lib/pricing/settle.ts'
import { VAT_TREATMENTS } from '#lib/pricing/tariff.ts'
import { addDays, type Day, dayOf, startOfDay } from '#lib/sla/day.ts'

interface Candidate {
  readonly id: string
  readonly settledAt: Date
  readonly delivered: boolean
}

/**
 * Orders settled up to a day (included) that stand on no invoice: delivered and not recalled, or withdrawn after an offer was
 * accepted. An order that is being made anew waits until it is delivered again. `only` narrows to named orders.
 */
export async function loadBillable(tx: Tx, throughOn: Day, only: readonly string[] | null = null): Promise<BillableOrder[]> {
  const end = new Date(startOfDay(addDays(throughOn, 1)))
  const candidates = await tx.$queryRaw<Candidate[]>`
    select o.id, coalesce(r.at, o."statusChangedAt") as "settledAt", r.at is not null and o.resolution is distinct from 'withdrawn' as delivered
    from orders o
    left join (select "orderId", min("releasedAt") as at from releases where "recalledAt" is null group by 1) r on r."orderId" = o.id
    where exists (select 1 from offers f where f."orderId" = o.id and f.status = 'accepted')
      and not exists (select 1 from invoice_orders i where i."orderId" = o.id and i."freedAt" is null)
      and ((r.at is not null and (o.status = 'released' or o.resolution = 'delivered')) or o.resolution = 'withdrawn')
      and coalesce(r.at, o."statusChangedAt") < ${end}
      and (${only === null} or o.id = any(${only ?? []}::uuid[]))`
  const ids = candidates.map(({ id }) => id)
  const orders = await tx.order.findMany({
    where: { id: { in: ids } },
    include: {
      organisation: true,
      offers: { where: { status: 'accepted' }, orderBy: { acceptedAt: 'desc' } },
      timeEntries: { where: { takenBackAt: null } },
    },
  })
  const people = await tx.person.findMany({
    where: { id: { in: orders.map(({ requesterId }) => requesterId) } },
    select: { id: true, name: true, email: true },
  })
  const found = new Map(candidates.map((each) => [each.id, each]))
  const byId = new Map(people.map((each) => [each.id, each]))
  return orders.flatMap((order): BillableOrder[] => {
    const [offer] = order.offers
    const candidate = found.get(order.id)
    const requester = byId.get(order.requesterId)
    const vatTreatment = VAT_TREATMENTS.find((each) => each === order.organisation.vatTreatment)
    if (!offer || !candidate || !requester || !vatTreatment) throw new Error(`order ${order.number} cannot be settled`)
    const billable: BillableOrder = {
      orderId: order.id,
      number: order.number,
      stage: candidate.delivered ? 'delivered' : 'withdrawn-after-acceptance',
      settledOn: dayOf(candidate.settledAt.toISOString()),
      organisation: { ...order.organisation, vatTreatment },
      reference: order.invoiceReference,
      requesterName: requester.name,
      requesterEmail: requester.email,
      agreed: quoteSchema.parse(offer.quote),
      worked: order.timeEntries.map(({ kind, minutes, ownError }) => workedTimeSchema.parse({ kind, minutes, ownError })),
    }
    return [billable]
  })
}

/** The invoices that would be issued on a day for orders settled up to another. */
export async function loadDrafts(
  tx: Tx,
  dates: { readonly throughOn: Day; readonly issuedOn: Day },
  only: readonly string[] | null = null,
): Promise<Drafts> {
  const orders = await loadBillable(tx, dates.throughOn, only)
  const supplier = authorityOn(dates.issuedOn, await loadAuthorities(tx))?.identity ?? null
  const tariffs = (await loadTariffs(tx)).map(({ tariff }) => tariff)
  return draftInvoices(orders, { issuedOn: dates.issuedOn, supplier, tariffs })
}

/** What an invoice run would issue today, for administrators; null for everybody else. */
export async function previewRun(actor: Actor, throughOn: Day, now = new Date()): Promise<Drafts | null> {
  if (!hasRole(actor, 'administrator')) return null
  const issuedOn = dayOf(now.toISOString())
  return inTransaction(dbContextOf(actor), (tx) => loadDrafts(tx, { throughOn, issuedOn }))
}

export interface InvoiceRow {
  readonly id: string
  readonly number: string
  readonly kind: InvoiceKind
  readonly organisationName: string
  readonly issuedOn: Day
  readonly dueOn: Day
  readonly subtotalOre: number
  readonly vatOre: number
  readonly totalOre: number
  readonly paidOn: Day | null
  /** Null on a credit note. */
  readonly state: InvoiceState | null
  readonly creditedBy: { readonly id: string; readonly number: string } | null
  readonly credits: { readonly id: string; readonly number: string } | null
}

export interface InvoiceQuery {
  /** `own`: of the organisation acted for; `house`: all, for administrators. */
  readonly scope: 'own' | 'house'
  readonly state?: InvoiceState
  readonly search?: string
  readonly take?: number
}

const linked = { select: { id: true, number: true } } as const
const include = { organisation: { select: { name: true } }, creditedBy: linked, credits: linked } as const
const dayText = (at: Date) => at.toISOString().slice(0, 10)

/** Invoices and credit notes the actor may see, newest first. */
export async function listInvoices(actor: Actor, query: InvoiceQuery, now = new Date()): Promise<InvoiceRow[]> {
  const isHouse = query.scope === 'house' && hasRole(actor, 'administrator')
  const own = { organisationId: actor.organisation?.id ?? '00000000-0000-0000-0000-000000000000' }
  const contains = { contains: query.search?.trim() ?? '', mode: 'insensitive' } as const
  const today = dayOf(now.toISOString())
  const rows = await inTransaction(dbContextOf(actor), (tx) =>
    tx.invoice.findMany({
      where: {
        ...(isHouse ? {} : own),
        ...(query.search?.trim() ? { OR: [{ number: contains }, { organisation: { name: contains } }] } : {}),
        ...stateFilter(query.state, today),
      },
      include,
      orderBy: [{ issuedOn: 'desc' }, { number: 'desc' }],
      take: query.take ?? 200,
    }),
  )
  return rows.map((row) => rowOf(row, today))
}

function stateFilter(state: InvoiceState | undefined, today: Day) {
  const unpaid = { kind: 'invoice', paidOn: null, creditedBy: null }
  switch (state) {
    case undefined:
      return {}
    case 'credited':
      return { kind: 'invoice', NOT: { creditedBy: null } }
    case 'paid':
      return { kind: 'invoice', creditedBy: null, NOT: { paidOn: null } }
    case 'overdue':
      return { ...unpaid, dueOn: { lt: new Date(today) } }
    case 'open':
      return { ...unpaid, dueOn: { gte: new Date(today) } }
  }
}

interface StoredInvoice extends Omit<InvoiceRow, 'kind' | 'organisationName' | 'issuedOn' | 'dueOn' | 'paidOn' | 'state'> {
  readonly kind: string
  readonly organisation: { readonly name: string }
  readonly issuedOn: Date
  readonly dueOn: Date
  readonly paidOn: Date | null
}

function rowOf(row: StoredInvoice, today: Day): InvoiceRow {
  const { id, number, subtotalOre, vatOre, totalOre, creditedBy, credits } = row
  const kind = row.kind === 'credit-note' ? 'credit-note' : 'invoice'
  const dueOn = dayText(row.dueOn)
  const paidOn = row.paidOn && dayText(row.paidOn)
  const state = kind === 'invoice' ? invoiceState({ dueOn, paidOn, isCredited: creditedBy !== null }, today) : null
  const sums = { subtotalOre, vatOre, totalOre }
  return {
    id,
    number,
    kind,
    organisationName: row.organisation.name,
    issuedOn: dayText(row.issuedOn),
    dueOn,
    paidOn,
    state,
    creditedBy,
    credits,
    ...sums,
  }
}

export interface InvoiceDetail extends InvoiceRow {
  readonly invoice: Invoice
  readonly sha256: string
}

/** One invoice as its reader may see it, or null. */
export async function invoiceDetail(actor: Actor, invoiceId: string, now = new Date()): Promise<InvoiceDetail | null> {
  const row = await inTransaction(dbContextOf(actor), (tx) => tx.invoice.findUnique({ where: { id: invoiceId }, include }))
  return row && { ...rowOf(row, dayOf(now.toISOString())), invoice: invoiceSchema.parse(row.body), sha256: row.sha256 }
}

/** The document of an invoice the actor may see, or null. */
export async function invoiceDocument(
  actor: Actor,
  invoiceId: string,
): Promise<{ readonly number: string; readonly xml: string } | null> {
  return inTransaction(dbContextOf(actor), (tx) =>
    tx.invoice.findUnique({ where: { id: invoiceId }, select: { number: true, xml: true } }),
  )
}

export interface InvoiceRunRow {
  readonly id: string
  readonly throughOn: Day
  readonly status: 'issuing' | 'done'
  readonly invoices: number
  readonly issued: number
  readonly totalOre: number
  readonly startedAt: Date
  readonly skipped: readonly { readonly number: string; readonly kind: string }[]
}

/** The latest runs, newest first; empty for everybody but administrators. */
export async function listInvoiceRuns(actor: Actor): Promise<InvoiceRunRow[]> {
  const rows = await inTransaction(dbContextOf(actor), (tx) =>
    tx.invoiceRun.findMany({ include: { _count: { select: { issued: true } } }, orderBy: { startedAt: 'desc' }, take: 24 }),
  )
  return rows.map(({ id, throughOn, status, invoices, totalOre, startedAt, skipped, _count }) => ({
    id,
    throughOn: dayText(throughOn),
    status: status === 'done' ? 'done' : 'issuing',
    invoices,
    issued: _count.issued,
    totalOre,
    startedAt,
    skipped: skipped as unknown as InvoiceRunRow['skipped'],
  }))
}
