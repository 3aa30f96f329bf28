import { type Actor, dbContextOf } from '#lib/identity/actor.ts'
import { type Ok, ok } from '#lib/kernel/result.ts'
import { readNotices } from '#lib/notify/queries.ts'

/** Marks all of the person's notices as read. */
export async function markNoticesRead(actor: Actor): Promise<Ok<null>> {
  await readNotices(dbContextOf(actor))
  return ok(null)
}
