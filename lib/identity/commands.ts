import { appendEvents } from '#lib/audit/store.ts'
import { type Actor, dbContextOf, eventActorOf, hasRole } from '#lib/identity/actor.ts'
import { checkCvr } from '#lib/identity/customer-number.ts'
import type { OidcIdentity } from '#lib/identity/oidc-claims.ts'
import type { SignedInPerson } from '#lib/identity/queries.ts'
import type { StaffRole } from '#lib/identity/role.ts'
import { ok, type Refusal, type Result, refuse } from '#lib/kernel/result.ts'
import { inTransaction, type Tx } from '#lib/platform/db.ts'

/** Remembers that a person signed in. */
export async function recordSignIn(personId: string, way: 'password' | 'oidc'): Promise<void> {
  await inTransaction({ kind: 'purpose', purpose: 'sign-in' }, async (tx) => {
    await tx.person.updateMany({ where: { id: personId }, data: { lastSignInAt: new Date() } })
    await appendEvents(tx, [{ actor: { kind: 'system' }, type: 'person.signed-in', orderId: null, facts: { personId, way } }])
  })
}

/** Remembers a refused sign-in; the e-mail typed is not kept. */
export async function recordRefusedSignIn(reason: 'wrong-password' | 'rate-limited' | 'claims-incomplete'): Promise<void> {
  await inTransaction({ kind: 'purpose', purpose: 'sign-in' }, (tx) =>
    appendEvents(tx, [{ actor: { kind: 'system' }, type: 'person.sign-in-refused', orderId: null, facts: { reason } }]),
  )
}

/**
 * Finds or registers the person behind a provider's identity, and the organisation with its CVR number.
 * An e-mail that already belongs to a person with another identity is refused: an address alone never takes over an account.
 */
export async function signInByOidc(
  issuer: string,
  identity: OidcIdentity,
): Promise<Result<SignedInPerson, Refusal<'disabled' | 'email-taken' | 'bad-cvr'>>> {
  const cvr = identity.organisation ? checkCvr(identity.organisation.cvr) : null
  if (cvr && !cvr.ok) return refuse('bad-cvr')
  return inTransaction({ kind: 'purpose', purpose: 'sign-in' }, async (tx) => {
    const known = await tx.externalIdentity.findUnique({
      where: { issuer_subject: { issuer, subject: identity.subject } },
      include: { person: true },
    })
    if (!known && (await tx.person.findUnique({ where: { email: identity.email } }))) return refuse('email-taken')
    const person = known?.person ?? (await registerPerson(tx, issuer, identity))
    if (person.status !== 'active') return refuse('disabled')
    if (identity.organisation && cvr) await joinOrganisation(tx, person.id, { ...identity.organisation, cvr: cvr.value })
    return ok({ id: person.id, name: person.name, email: person.email, sessionEpoch: person.sessionEpoch })
  })
}

async function registerPerson(tx: Tx, issuer: string, identity: OidcIdentity) {
  const person = await tx.person.create({ data: { email: identity.email, name: identity.name } })
  await tx.externalIdentity.create({ data: { issuer, subject: identity.subject, personId: person.id } })
  await appendEvents(tx, [
    { actor: { kind: 'system' }, type: 'person.registered', orderId: null, facts: { personId: person.id, way: 'oidc' } },
  ])
  return person
}

async function joinOrganisation(tx: Tx, personId: string, { cvr, name }: { cvr: string; name: string }): Promise<void> {
  const found = await tx.organisation.findUnique({ where: { cvr } })
  const organisation = found ?? (await tx.organisation.create({ data: { cvr, name, customerClass: 'private' } }))
  const membership = await tx.membership.findUnique({
    where: { personId_organisationId: { personId, organisationId: organisation.id } },
  })
  if (membership) return
  await tx.membership.create({ data: { personId, organisationId: organisation.id, mayAccept: true } })
  await appendEvents(tx, [
    {
      actor: { kind: 'system' },
      type: 'membership.changed',
      orderId: null,
      facts: { personId, organisationId: organisation.id, mayAccept: true },
    },
  ])
}

/** Ends or restores a person's access. A person who is disabled is signed out at her next request. */
export async function setPersonStatus(
  actor: Actor,
  input: { readonly personId: string; readonly status: 'active' | 'disabled' },
): Promise<Result<{ readonly personId: string }, Refusal<'not-allowed' | 'not-found' | 'not-yourself'>>> {
  if (!hasRole(actor, 'administrator')) return refuse('not-allowed')
  if (input.personId === actor.personId) return refuse('not-yourself')
  return inTransaction(dbContextOf(actor), async (tx) => {
    const changed = await tx.person.updateMany({
      where: { id: input.personId, NOT: { status: input.status } },
      data: { status: input.status, sessionEpoch: { increment: 1 } },
    })
    if (changed.count !== 1) return refuse('not-found')
    const type = input.status === 'active' ? 'person.enabled' : 'person.disabled'
    await appendEvents(tx, [{ actor: eventActorOf(actor), type, orderId: null, facts: { personId: input.personId } }])
    return ok({ personId: input.personId })
  })
}

type RoleRefusal = Refusal<'not-allowed' | 'not-found' | 'not-yourself' | 'already'>

/**
 * Asks that a person gets a staff role, which a second administrator then grants or refuses; or withdraws a role, which one
 * administrator can do at once, because taking access away must never wait. Nobody changes her own roles.
 */
export async function setStaffRole(
  actor: Actor,
  input: { readonly personId: string; readonly role: StaffRole; readonly held: boolean },
): Promise<Result<{ readonly personId: string }, RoleRefusal>> {
  if (!hasRole(actor, 'administrator')) return refuse('not-allowed')
  if (input.personId === actor.personId) return refuse('not-yourself')
  return inTransaction(dbContextOf(actor), async (tx) => {
    const { personId, role, held } = input
    const person = await tx.person.findUnique({ where: { id: personId }, select: { staffRoles: { select: { role: true } } } })
    if (!person) return refuse('not-found')
    if (held) {
      if (person.staffRoles.some((each) => each.role === role)) return refuse('already')
      const asked = await tx.roleGrant.createMany({ data: { personId, role, askedById: actor.personId }, skipDuplicates: true })
      if (asked.count === 0) return refuse('already')
    } else {
      const gone = await tx.staffRole.deleteMany({ where: { personId, role } })
      if (gone.count === 0) return refuse('already')
    }
    const type = held ? 'role.asked' : 'role.withdrawn'
    await appendEvents(tx, [{ actor: eventActorOf(actor), type, orderId: null, facts: { personId, role } }])
    return ok({ personId })
  })
}

/** Grants or refuses another administrator's request for a role; who asked can only take it back. The database holds both rules. */
export async function decideRoleGrant(
  actor: Actor,
  input: { readonly grantId: string; readonly grant: boolean },
): Promise<Result<{ readonly personId: string }, RoleRefusal | Refusal<'second-person'>>> {
  if (!hasRole(actor, 'administrator')) return refuse('not-allowed')
  return inTransaction(dbContextOf(actor), async (tx) => {
    const asked = await tx.roleGrant.findUnique({ where: { id: input.grantId } })
    if (!asked) return refuse('not-found')
    const { personId, role, askedById } = asked
    if (personId === actor.personId) return refuse('not-yourself')
    if (input.grant && askedById === actor.personId) return refuse('second-person')
    const outcome = input.grant ? 'granted' : askedById === actor.personId ? 'taken-back' : 'refused'
    const decided = await tx.roleGrant.updateMany({
      where: { id: input.grantId, outcome: null },
      data: { outcome, decidedById: actor.personId, decidedAt: new Date() },
    })
    if (decided.count !== 1) return refuse('already')
    if (input.grant) await tx.staffRole.createMany({ data: { personId, role }, skipDuplicates: true })
    const type = input.grant ? 'role.granted' : 'role.refused'
    await appendEvents(tx, [{ actor: eventActorOf(actor), type, orderId: null, facts: { personId, role, askedById, outcome } }])
    return ok({ personId })
  })
}
