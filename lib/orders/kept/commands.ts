import { type Actor, dbContextOf } from '#lib/identity/actor.ts'
import { ok, type Refusal, type Result, refuse } from '#lib/kernel/result.ts'
import { holdsCprNumber, KEPT_DAYS, type KeepInput, keptTitle, MOST_KEPT } from '#lib/orders/kept/kept-composition.ts'
import { inTransaction, isUniqueViolation, type Tx } from '#lib/platform/db.ts'

export type KeepRefusal = Refusal<'conflict' | 'too-many-kept' | 'contains-cpr-number'>

/**
 * Keeps a table as it stands while it is composed. Somebody who has seen an older version is refused, so that two tabs never write
 * over each other; one that was sent or thrown away meanwhile is kept anew. Nothing else happens by it.
 */
export async function keepComposition(
  actor: Actor,
  input: KeepInput,
  now = new Date(),
): Promise<Result<{ readonly version: number }, KeepRefusal>> {
  if (holdsCprNumber(input)) return refuse('contains-cpr-number')
  const { id, place, fields, typed, seenVersion } = input
  const data = { place, fields, typed, title: keptTitle(fields), keptAt: now }
  const where = { id, personId: actor.personId }
  try {
    return await inTransaction(dbContextOf(actor), async (tx) => {
      const changed = await tx.keptComposition.updateMany({
        where: { ...where, version: seenVersion },
        data: { ...data, version: { increment: 1 } },
      })
      if (changed.count === 1) return ok({ version: seenVersion + 1 })
      if ((await tx.keptComposition.count({ where })) > 0) return refuse('conflict')
      if ((await tx.keptComposition.count({ where: { personId: actor.personId } })) >= MOST_KEPT) return refuse('too-many-kept')
      await tx.keptComposition.createMany({ data: { ...where, ...data, version: seenVersion + 1 } })
      return ok({ version: seenVersion + 1 })
    })
  } catch (error) {
    // Two first savings at once: one is there, the other has not seen it.
    if (isUniqueViolation(error)) return refuse('conflict')
    throw error
  }
}

/** Throws a kept table away. One that is gone already is as good as thrown away. */
export async function discardKept(actor: Actor, { keptId }: { readonly keptId: string }): Promise<Result<null, never>> {
  await inTransaction(dbContextOf(actor), (tx) => forgetKept(tx, actor, keptId))
  return ok(null)
}

/** Forgets a kept table in the transaction that turns it into an order or a new version of one. */
export async function forgetKept(tx: Tx, actor: Actor, keptId: string): Promise<void> {
  await tx.keptComposition.deleteMany({ where: { id: keptId, personId: actor.personId } })
}

/** Forgets what nobody has come back to for so long. Answers how many. */
export async function purgeKept(now: Date): Promise<number> {
  const before = new Date(now.getTime() - KEPT_DAYS * 86_400_000)
  return inTransaction({ kind: 'worker' }, async (tx) => {
    const gone = await tx.$executeRaw`delete from kept_compositions where "keptAt" < ${before}`
    return gone
  })
}
