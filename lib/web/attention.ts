import { checkCatalogue } from '#lib/catalogue/check-catalogue.ts'
import { loadCatalogue } from '#lib/catalogue/queries.ts'
import { type Actor, dbContextOf, hasRole } from '#lib/identity/actor.ts'
import { authoritiesInForce, authorityOn, type DatedAuthority } from '#lib/identity/authority/authority.ts'
import { loadAuthorities } from '#lib/identity/authority/queries.ts'
import { listRoleGrants } from '#lib/identity/queries.ts'
import { listInvoices, previewRun } from '#lib/invoicing/queries.ts'
import { countLate } from '#lib/orders/late/queries.ts'
import { inTransaction } from '#lib/platform/db.ts'
import { loadTariffs } from '#lib/pricing/queries.ts'
import type { Tariff } from '#lib/pricing/tariff.ts'
import { addDays, type Day, dayOf } from '#lib/sla/day.ts'

/** What an administrator should look at, the most pressing first. */
export const ATTENTION_KINDS = [
  'catalogue-broken',
  'no-tariff-ahead',
  'authority-incomplete',
  'late-orders',
  'overdue-invoices',
  'not-invoiceable',
  'not-invoiced',
  'role-grants',
] as const
export type AttentionKind = (typeof ATTENTION_KINDS)[number]

export interface Attention {
  readonly kind: AttentionKind
  readonly count: number
  readonly href: string
}

const HREFS: Readonly<Record<AttentionKind, string>> = {
  'catalogue-broken': '/admin/registre',
  'no-tariff-ahead': '/admin/takster/ny',
  'authority-incomplete': '/admin/myndighed',
  'late-orders': '/admin/rapporter',
  'overdue-invoices': '/admin/fakturaer?status=overdue',
  'not-invoiceable': '/admin/fakturaer/ny',
  'not-invoiced': '/admin/fakturaer/ny',
  'role-grants': '/admin/personer#roller-der-venter',
}

/** How far ahead a missing tariff or number is told of. */
const DAYS_AHEAD = 90

/** Everything that waits for an administrator; kinds with nothing waiting are left out. Empty for everybody else. */
export async function attentionOf(actor: Actor, now = new Date()): Promise<Attention[]> {
  if (!hasRole(actor, 'administrator')) return []
  const today = dayOf(now.toISOString())
  const stored = await inTransaction(dbContextOf(actor), async (tx) => ({
    problems: checkCatalogue(await loadCatalogue(tx)).length,
    tariffs: (await loadTariffs(tx)).map(({ tariff }) => tariff),
    authorities: await loadAuthorities(tx),
    late: await countLate(tx, today),
  }))
  const unbilled = await previewRun(actor, addDays(`${today.slice(0, 7)}-01`, -1), now)
  const counts: Readonly<Record<AttentionKind, number>> = {
    'catalogue-broken': stored.problems,
    'no-tariff-ahead': coversAhead(stored.tariffs, today) ? 0 : 1,
    'authority-incomplete': incompleteAhead(stored.authorities, today),
    'late-orders': stored.late,
    'overdue-invoices': (await listInvoices(actor, { scope: 'house', state: 'overdue' }, now)).length,
    'not-invoiceable': unbilled?.refused.length ?? 0,
    'not-invoiced': unbilled?.drafts.length ?? 0,
    'role-grants': (await listRoleGrants(actor)).length,
  }
  return ATTENTION_KINDS.flatMap((kind) => (counts[kind] > 0 ? [{ kind, count: counts[kind], href: HREFS[kind] }] : []))
}

/** Whether a tariff holds on every day of the time ahead: tariffs follow each other without gaps, so the last one decides. */
export function coversAhead(tariffs: readonly Tariff[], today: Day): boolean {
  const last = tariffs.at(-1)
  return last !== undefined && (last.validTo === null || last.validTo >= addDays(today, DAYS_AHEAD))
}

/** Identities that hold now or soon and lack what an invoice needs. */
export function incompleteAhead(versions: readonly DatedAuthority[], today: Day): number {
  const current = authorityOn(today, versions)
  const ahead = authoritiesInForce(versions).filter(
    (version) => version === current || (version.validFrom > today && version.validFrom <= addDays(today, DAYS_AHEAD)),
  )
  return ahead.filter(({ identity }) => identity.cvr === null || identity.payment === null).length
}
