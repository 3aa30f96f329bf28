import type { Catalogue } from '#lib/catalogue/catalogue.ts'
import { checkCatalogue } from '#lib/catalogue/check-catalogue.ts'
import type { Classification } from '#lib/catalogue/classification.ts'
import { loadCatalogue } from '#lib/catalogue/queries.ts'
import type { Register } from '#lib/catalogue/register.ts'
import type { Snapshot } from '#lib/catalogue/snapshot.ts'
import { type Actor, dbContextOf } from '#lib/identity/actor.ts'
import { inTransaction } from '#lib/platform/db.ts'
import { addDays, type Day, dayOf } from '#lib/sla/day.ts'

export interface ReportedSnapshot {
  readonly snapshot: Snapshot
  /** When its safe totals were published; null while they are not. */
  readonly marginalsAt: Date | null
}

export interface ReportedClassification {
  readonly classification: Classification
  readonly codes: number
  /** Codes whose last day lies within a year from today, with that day. */
  readonly ending: readonly { readonly code: string; readonly label: string; readonly on: Day }[]
  readonly usedBy: readonly string[]
}

export interface CatalogueReport {
  readonly problems: readonly string[]
  readonly registers: readonly { readonly register: Register; readonly snapshots: readonly ReportedSnapshot[] }[]
  readonly classifications: readonly ReportedClassification[]
}

/** Registers with their cuts, and classifications with what uses them and what ends soon: what an administrator keeps an eye on. */
export async function catalogueReport(actor: Actor, locale: 'da' | 'en', now = new Date()): Promise<CatalogueReport> {
  const { catalogue, made } = await inTransaction(dbContextOf(actor), async (tx) => ({
    catalogue: await loadCatalogue(tx),
    made: await tx.safeMarginals.findMany({ select: { snapshotId: true, createdAt: true }, orderBy: { createdAt: 'asc' } }),
  }))
  const marginalsAt = new Map(made.map(({ snapshotId, createdAt }) => [snapshotId, createdAt]))
  const registers = catalogue.registers.map((register) => ({
    register,
    snapshots: catalogue.snapshots
      .filter(({ registerId }) => registerId === register.id)
      .map((snapshot) => ({ snapshot, marginalsAt: marginalsAt.get(snapshot.id) ?? null }))
      .reverse(),
  }))
  const today = dayOf(now.toISOString())
  const classifications = catalogue.classifications.map((each) => reportOf(each, catalogue, today, locale))
  return { problems: checkCatalogue(catalogue), registers, classifications }
}

/** One classification: how many codes, which of them end within a year, and which registers use it. */
export function reportOf(
  classification: Classification,
  { registers }: Pick<Catalogue, 'registers'>,
  today: Day,
  locale: 'da' | 'en',
): ReportedClassification {
  const ending = classification.nodes.flatMap(({ code, label, validTo }) =>
    validTo !== undefined && validTo >= today && validTo <= addDays(today, 365)
      ? [{ code, label: label[locale], on: validTo }]
      : [],
  )
  const usedBy = registers
    .filter(({ variables }) => variables.some((variable) => variable.classification === classification.id))
    .map(({ label }) => label[locale])
  return { classification, codes: classification.nodes.length, ending, usedBy }
}
