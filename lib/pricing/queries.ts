import type { Tx } from '#lib/platform/db.ts'
import { type Tariff, tariffSchema } from '#lib/pricing/tariff.ts'

export interface StoredTariff {
  readonly id: string
  readonly tariff: Tariff
}

/** Every tariff, oldest first. Throws when a stored one no longer fits its schema: a price is never guessed. */
export async function loadTariffs(tx: Tx): Promise<StoredTariff[]> {
  const rows = await tx.tariffVersion.findMany({ orderBy: [{ validFrom: 'asc' }, { createdAt: 'asc' }] })
  return rows.map((row) => ({ id: row.id, tariff: tariffSchema.parse(row.body) }))
}
