import { type Actor, dbContextOf, hasRole } from '#lib/identity/actor.ts'
import { inTransaction } from '#lib/platform/db.ts'

/** A named view of the queue. */
export interface QueueView {
  readonly id: string
  readonly name: string
  /** The choices as they stand in an address. */
  readonly query: string
  readonly isShared: boolean
  readonly isOwn: boolean
  /** Who shares it. */
  readonly ownerName: string
  /** The reader's queue opens with it. */
  readonly isDefault: boolean
}

/** The analyst's own views and those her colleagues share, her own first, by name. */
export async function queueViews(actor: Actor): Promise<QueueView[]> {
  if (!hasRole(actor, 'analyst')) return []
  return inTransaction(dbContextOf(actor), async (tx) => {
    const rows = await tx.queueView.findMany({ include: { owner: { select: { name: true } } }, take: 500 })
    const chosen = await tx.queueDefault.findUnique({ where: { personId: actor.personId } })
    return rows
      .map(({ id, name, query, isShared, ownerId, owner }) => ({
        ...{ id, name, query, isShared },
        isOwn: ownerId === actor.personId,
        ownerName: owner.name,
        isDefault: chosen?.viewId === id,
      }))
      .sort((a, b) => Number(b.isOwn) - Number(a.isOwn) || a.name.localeCompare(b.name, 'da'))
  })
}
