import { appendEvents } from '#lib/audit/store.ts'
import { type Actor, dbContextOf, eventActorOf, hasRole } from '#lib/identity/actor.ts'
import type { AuthorityIdentity } from '#lib/identity/authority/authority.ts'
import { checkCvr } from '#lib/identity/customer-number.ts'
import { ok, type Refusal, type Result, refuse } from '#lib/kernel/result.ts'
import { inTransaction } from '#lib/platform/db.ts'

/**
 * Keeps who runs the service from a day on. Versions are added, never changed: an identity with the same first day stands instead
 * of the older one, and invoices and documents that were issued keep the one they were issued under.
 */
export async function saveAuthority(
  actor: Actor,
  input: { readonly validFrom: string; readonly identity: AuthorityIdentity },
): Promise<Result<{ readonly validFrom: string }, Refusal<'not-allowed' | 'cvr-invalid'>>> {
  if (!hasRole(actor, 'administrator')) return refuse('not-allowed')
  const { validFrom, identity } = input
  if (identity.cvr !== null && !checkCvr(identity.cvr).ok) return refuse('cvr-invalid')
  return inTransaction(dbContextOf(actor), async (tx) => {
    await tx.authorityVersion.createMany({
      data: { validFrom: new Date(validFrom), body: identity, createdById: actor.personId },
    })
    const facts = { validFrom, name: identity.name.da }
    await appendEvents(tx, [{ actor: eventActorOf(actor), type: 'authority.changed', orderId: null, facts }])
    return ok({ validFrom })
  })
}
