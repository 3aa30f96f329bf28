import { type Actor, dbContextOf, hasRole } from '#lib/identity/actor.ts'
import { ok, type Refusal, type Result, refuse } from '#lib/kernel/result.ts'
import { inTransaction, type Tx } from '#lib/platform/db.ts'

/** More would not be found again in a row of links. */
const MOST_VIEWS = 30

interface Kept {
  readonly query: string
}

/**
 * Keeps the queue as it is shown under a name. Under a name she has used already her own view is replaced, so that a form sent twice
 * keeps one view.
 */
export async function saveView(
  actor: Actor,
  input: { readonly name: string; readonly query: string; readonly isShared: boolean },
): Promise<Result<Kept, Refusal<'not-allowed' | 'too-many-views'>>> {
  if (!hasRole(actor, 'analyst')) return refuse('not-allowed')
  const { name, query, isShared } = input
  const ownerId = actor.personId
  return inTransaction(dbContextOf(actor), async (tx) => {
    const others = await tx.queueView.count({ where: { ownerId, NOT: { name } } })
    if (others >= MOST_VIEWS) return refuse('too-many-views')
    const changed = await tx.queueView.updateMany({ where: { ownerId, name }, data: { query, isShared } })
    // Two forms at once: the one that comes second finds the name taken and changes nothing.
    if (changed.count === 0) await tx.queueView.createMany({ data: { ownerId, name, query, isShared }, skipDuplicates: true })
    return ok({ query })
  })
}

type Target = { readonly viewId: string; readonly query: string }

/** Forgets one of her views; it is gone for colleagues who used it too. Somebody else's is as if it were not there. */
export async function removeView(actor: Actor, { viewId, query }: Target): Promise<Result<Kept, Refusal<'not-found'>>> {
  return inTransaction(dbContextOf(actor), async (tx) => {
    const gone = await tx.queueView.deleteMany({ where: { id: viewId, ownerId: actor.personId } })
    return gone.count === 1 ? ok({ query }) : refuse('not-found')
  })
}

/** Lets her queue open with a view, or with all open cases again when it did already. */
export async function toggleDefaultView(actor: Actor, { viewId, query }: Target): Promise<Result<Kept, Refusal<'not-found'>>> {
  return inTransaction(dbContextOf(actor), async (tx) => {
    if (!(await isSeen(tx, viewId))) return refuse('not-found')
    const { personId } = actor
    const before = await tx.queueDefault.findUnique({ where: { personId } })
    await tx.queueDefault.deleteMany({ where: { personId } })
    if (before?.viewId !== viewId) await tx.queueDefault.createMany({ data: { personId, viewId }, skipDuplicates: true })
    return ok({ query })
  })
}

async function isSeen(tx: Tx, viewId: string): Promise<boolean> {
  return (await tx.queueView.count({ where: { id: viewId } })) === 1
}
