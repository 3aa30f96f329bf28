import { type Actor, dbContextOf, hasRole } from '#lib/identity/actor.ts'
import { type Figures, figuresSchema } from '#lib/orders/figures/compute-figures.ts'
import { computePrices, type PriceFigures, type SettledOrder } from '#lib/orders/figures/compute-prices.ts'
import { countFigures } from '#lib/orders/figures/store.ts'
import { inTransaction, type Tx } from '#lib/platform/db.ts'
import { quoteSchema } from '#lib/pricing/quote.ts'
import { workedTimeSchema } from '#lib/pricing/settle.ts'

/** How far back prices, downloads and reasons look. */
const WINDOW_DAYS = 400
const MILLISECONDS_PER_DAY = 86_400_000

/** The figures everybody may see, as the worker counted them last; null before it has. */
export async function publicFigures(): Promise<{ readonly figures: Figures; readonly computedAt: Date } | null> {
  const row = await inTransaction({ kind: 'purpose', purpose: 'public' }, (tx) =>
    tx.serviceFigures.findFirst({ orderBy: { computedAt: 'desc' } }),
  )
  const figures = figuresSchema.safeParse(row?.body)
  // Figures of an older shape are counted anew within the hour; until then there are none.
  return row && figures.success ? { figures: figures.data, computedAt: row.computedAt } : null
}

export interface Report {
  readonly figures: Figures
  /** Accepted offers by customer class: how many, their sum, in øre. */
  readonly offers: readonly { readonly customerClass: string; readonly offers: number; readonly totalOre: number }[]
  /** Cells of deliveries in force by register: all, hidden by a rule, hidden to protect those. */
  readonly hidden: readonly {
    readonly registerId: string
    readonly deliveries: number
    readonly cells: number
    readonly primary: number
    readonly secondary: number
  }[]
  /** What delivered orders were estimated at, and what they cost. */
  readonly prices: PriceFigures
  readonly downloads: readonly {
    readonly month: string
    readonly format: string
    readonly downloads: number
    readonly people: number
  }[]
  readonly reasons: readonly {
    readonly number: string
    readonly type: 'order.declined' | 'order.referred' | 'order.withdrawn' | 'order.lapsed'
    readonly at: Date
    readonly reason: string
    readonly referredTo: string | null
    /** The status the order ended from. */
    readonly from: string | null
  }[]
}

/** What administrators see, counted now; null for everybody else. */
export async function loadReport(actor: Actor, now = new Date()): Promise<Report | null> {
  if (!hasRole(actor, 'administrator')) return null
  return inTransaction(dbContextOf(actor), async (tx) => {
    const since = new Date(now.getTime() - WINDOW_DAYS * MILLISECONDS_PER_DAY)
    const figures = await countFigures(tx, now)
    const offers = await tx.$queryRaw<{ customerClass: string; offers: number; totalOre: number }[]>`
      select g."customerClass" as "customerClass", count(*)::int as offers, sum(f."totalOre")::float8 as "totalOre"
      from offers f join orders o on o.id = f."orderId" join organisations g on g.id = o."organisationId"
      where f.status = 'accepted' group by 1 order by 1`
    const hidden = await tx.$queryRaw<Report['hidden']>`
      select r."registerId" as "registerId", count(*)::int as deliveries, sum((t.report ->> 'cells')::int)::int as cells,
             sum((t.report ->> 'primary')::int)::int as primary, sum((t.report ->> 'secondary')::int)::int as secondary
      from releases r join protected_tables t on t."runId" = r."runId"
      where r."recalledAt" is null group by 1 order by 1`
    const prices = computePrices(await loadSettled(tx, since))
    return { figures, offers, hidden, prices, downloads: await loadDownloads(tx, since), reasons: await loadReasons(tx, since) }
  })
}

/** Delivered orders of the window with the price agreed last and the time worked. */
async function loadSettled(tx: Tx, since: Date): Promise<SettledOrder[]> {
  const orders = await tx.order.findMany({
    where: { OR: [{ status: 'released' }, { resolution: 'delivered' }], statusChangedAt: { gte: since } },
    select: {
      number: true,
      offers: { where: { status: 'accepted' }, orderBy: { acceptedAt: 'desc' }, take: 1, select: { quote: true } },
      timeEntries: { where: { takenBackAt: null }, select: { kind: true, minutes: true, ownError: true } },
    },
  })
  return orders.flatMap(({ number, offers: [offer], timeEntries }) =>
    offer
      ? [
          {
            number,
            stage: 'delivered' as const,
            agreed: quoteSchema.parse(offer.quote),
            worked: timeEntries.map((time) => workedTimeSchema.parse(time)),
          },
        ]
      : [],
  )
}

/** Files fetched, by month and format: how often, and by how many different people. */
async function loadDownloads(tx: Tx, since: Date): Promise<Report['downloads']> {
  return tx.$queryRaw<Report['downloads']>`
    select to_char(at at time zone 'Europe/Copenhagen', 'YYYY-MM') as month, facts ->> 'format' as format,
           count(*)::int as downloads, count(distinct "actorId")::int as people
    from audit_events where type = 'delivery.downloaded' and at >= ${since} group by 1, 2 order by 1 desc, 3 desc`
}

/** Why orders ended without a delivery, as it was written, the latest first. */
async function loadReasons(tx: Tx, since: Date): Promise<Report['reasons']> {
  return tx.$queryRaw<Report['reasons']>`
    select o.number, e.type, e.at, coalesce(e.facts ->> 'reason', '') as reason, e.facts ->> 'referredTo' as "referredTo", e.facts ->> 'from' as "from"
    from audit_events e join orders o on o.id = e."orderId"
    where e.type in ('order.declined', 'order.referred', 'order.withdrawn', 'order.lapsed') and e.at >= ${since}
    order by e.seq desc limit 500`
}
