import { loadCatalogue } from '#lib/catalogue/queries.ts'
import type { Terms } from '#lib/orders/compose.ts'
import type { Tx } from '#lib/platform/db.ts'
import { loadSetting } from '#lib/platform/queries.ts'
import { loadTariffs } from '#lib/pricing/queries.ts'
import { loadCalendar, loadServiceLevels } from '#lib/sla/queries.ts'

let keptTerms: { readonly stamp: string; readonly terms: Omit<Terms, 'catalogue'> } | undefined

/**
 * Loads the terms in force and the catalogue. The terms are read and checked again when any of their rows has been written since: the
 * stamp names the transaction that wrote each, so that a change in place counts as well as a new row.
 */
export async function loadTerms(tx: Tx): Promise<Terms> {
  const catalogue = await loadCatalogue(tx)
  const [row] = await tx.$queryRaw<{ stamp: string }[]>`
    select concat_ws('/', (select string_agg(concat(ctid, ':', xmin), ',') from tariffs),
                          (select string_agg(concat(ctid, ':', xmin), ',') from calendars),
                          (select string_agg(concat(ctid, ':', xmin), ',') from service_levels),
                          (select string_agg(concat(ctid, ':', xmin), ',') from settings)) as stamp`
  const stamp = row?.stamp ?? ''
  if (keptTerms?.stamp !== stamp) keptTerms = { stamp, terms: await readTerms(tx) }
  return { catalogue, ...keptTerms.terms }
}

async function readTerms(tx: Tx): Promise<Omit<Terms, 'catalogue'>> {
  const tariffs = await loadTariffs(tx)
  const calendar = await loadCalendar(tx)
  const levels = await loadServiceLevels(tx)
  const maxCells = await loadSetting(tx, 'maxCells')
  const autoOffer = await loadSetting(tx, 'autoOffer')
  return { tariffs, calendar, levels, maxCells, autoOffer }
}
