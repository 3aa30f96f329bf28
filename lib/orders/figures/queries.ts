import { type Actor, dbContextOf, hasRole } from '#lib/identity/actor.ts'
import { type Figures, figuresSchema } from '#lib/orders/figures/compute-figures.ts'
import { countFigures } from '#lib/orders/figures/store.ts'
import { inTransaction } from '#lib/platform/db.ts'

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
  readonly downloads: readonly { readonly format: string; readonly downloads: number }[]
}

/** What administrators see, counted now; null for everybody else. */
export async function loadReport(actor: Actor, now = new Date()): Promise<Report | null> {
  if (!hasRole(actor, 'administrator')) return null
  return inTransaction(dbContextOf(actor), async (tx) => {
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
    const downloads = await tx.$queryRaw<{ format: string; downloads: number }[]>`
      select facts ->> 'format' as format, count(*)::int as downloads from audit_events
      where type = 'delivery.downloaded' group by 1 order by 2 desc`
    return { figures, offers, hidden, downloads }
  })
}
