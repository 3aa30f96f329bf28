import { type Actor, dbContextOf } from '#lib/identity/actor.ts'
import { typedSchema } from '#lib/orders/kept/kept-composition.ts'
import { inTransaction } from '#lib/platform/db.ts'

export interface KeptView {
  readonly id: string
  readonly place: string
  readonly title: string
  readonly fields: string
  readonly typed: Readonly<Record<string, string>>
  readonly version: number
  readonly keptAt: Date
}

/** A person's kept tables for new orders, the latest first. */
export async function listKept(actor: Actor): Promise<KeptView[]> {
  const rows = await inTransaction(dbContextOf(actor), (tx) =>
    tx.keptComposition.findMany({ where: { personId: actor.personId, place: '/ny' }, orderBy: { keptAt: 'desc' } }),
  )
  return rows.map(toView)
}

/** One kept table of the person's own, or null. */
export async function loadKept(actor: Actor, id: string): Promise<KeptView | null> {
  const row = await inTransaction(dbContextOf(actor), (tx) =>
    tx.keptComposition.findUnique({ where: { personId_id: { personId: actor.personId, id } } }),
  )
  return row && toView(row)
}

function toView({ typed, ...row }: Omit<KeptView, 'typed'> & { readonly typed: unknown }): KeptView {
  const { id, place, title, fields, version, keptAt } = row
  return { id, place, title, fields, typed: typedSchema.parse(typed), version, keptAt }
}
