import { appendEvents } from '#lib/audit/store.ts'
import { type Actor, dbContextOf, eventActorOf, hasRole } from '#lib/identity/actor.ts'
import {
  type Customer,
  type CustomerInput,
  type CustomerRefusal,
  changedFields,
  decideCustomer,
} from '#lib/identity/organisations/customer.ts'
import { ok, type Refusal, type Result, refuse } from '#lib/kernel/result.ts'
import { inTransaction, isUniqueViolation, type Tx } from '#lib/platform/db.ts'

type Saved = { readonly organisationId: string }

/** Makes a new customer. A CVR number belongs to one customer. */
export async function createOrganisation(
  actor: Actor,
  input: CustomerInput,
): Promise<Result<Saved, CustomerRefusal | Refusal<'not-allowed' | 'cvr-taken'>>> {
  if (!hasRole(actor, 'administrator')) return refuse('not-allowed')
  const customer = decideCustomer(input)
  if (!customer.ok) return customer
  return refusingTaken(() =>
    inTransaction(dbContextOf(actor), async (tx) => {
      const { id } = await tx.organisation.create({ data: customer.value, select: { id: true } })
      const facts = { organisationId: id, name: customer.value.name }
      await appendEvents(tx, [{ actor: eventActorOf(actor), type: 'organisation.created', orderId: null, facts }])
      return ok({ organisationId: id })
    }),
  )
}

/** Changes a customer as it was seen: somebody else's change in between is a conflict, never overwritten. */
export async function changeOrganisation(
  actor: Actor,
  input: CustomerInput & { readonly organisationId: string; readonly expectedVersion: number },
): Promise<Result<Saved, CustomerRefusal | Refusal<'not-allowed' | 'not-found' | 'conflict' | 'cvr-taken'>>> {
  if (!hasRole(actor, 'administrator')) return refuse('not-allowed')
  const { organisationId, expectedVersion, ...typed } = input
  const customer = decideCustomer(typed)
  if (!customer.ok) return customer
  return refusingTaken(() =>
    inTransaction(dbContextOf(actor), async (tx) => {
      const before = await tx.organisation.findUnique({ where: { id: organisationId } })
      if (!before) return refuse('not-found')
      const changed = changedFields(before as Customer, customer.value)
      if (before.version !== expectedVersion) return refuse('conflict')
      if (changed.length === 0) return ok({ organisationId })
      const saved = await tx.organisation.updateMany({
        where: { id: organisationId, version: expectedVersion },
        data: { ...customer.value, version: expectedVersion + 1 },
      })
      if (saved.count !== 1) return refuse('conflict')
      const facts = { organisationId, name: customer.value.name, changed: changed.join(' ') }
      await appendEvents(tx, [{ actor: eventActorOf(actor), type: 'organisation.changed', orderId: null, facts }])
      return ok({ organisationId })
    }),
  )
}

/** Closes a customer's access or opens it again: its people see nothing of it from their next click on. Orders and invoices stay. */
export async function setOrganisationActive(
  actor: Actor,
  input: { readonly organisationId: string; readonly active: boolean },
): Promise<Result<Saved, Refusal<'not-allowed' | 'already'>>> {
  if (!hasRole(actor, 'administrator')) return refuse('not-allowed')
  const { organisationId, active } = input
  return inTransaction(dbContextOf(actor), async (tx) => {
    const changed = await tx.organisation.updateMany({
      where: { id: organisationId, active: !active },
      data: { active, version: { increment: 1 } },
    })
    if (changed.count !== 1) return refuse('already')
    const facts = { organisationId, active }
    await appendEvents(tx, [{ actor: eventActorOf(actor), type: 'organisation.changed', orderId: null, facts }])
    return ok({ organisationId })
  })
}

type MemberRefusal = Refusal<'not-allowed' | 'not-found' | 'no-such-person' | 'already'>

/** Makes a person with an account a member, found by her e-mail address. */
export async function addMember(
  actor: Actor,
  input: { readonly organisationId: string; readonly email: string; readonly mayAccept: boolean },
): Promise<Result<Saved, MemberRefusal>> {
  if (!hasRole(actor, 'administrator')) return refuse('not-allowed')
  const { organisationId, mayAccept } = input
  return inTransaction(dbContextOf(actor), async (tx) => {
    const email = input.email.trim().toLowerCase()
    const person = await tx.person.findUnique({ where: { email }, select: { id: true } })
    if (!person) return refuse('no-such-person')
    if (!(await tx.organisation.findUnique({ where: { id: organisationId }, select: { id: true } }))) return refuse('not-found')
    const added = await tx.membership.createMany({
      data: { personId: person.id, organisationId, mayAccept },
      skipDuplicates: true,
    })
    if (added.count !== 1) return refuse('already')
    await remember(tx, actor, { personId: person.id, organisationId, member: true, mayAccept })
    return ok({ organisationId })
  })
}

/** Changes whether a member may accept offers, or ends her membership; both hold from her next click on. */
export async function changeMember(
  actor: Actor,
  input: {
    readonly organisationId: string
    readonly personId: string
    readonly change: 'may-accept' | 'may-not-accept' | 'remove'
  },
): Promise<Result<Saved, MemberRefusal>> {
  if (!hasRole(actor, 'administrator')) return refuse('not-allowed')
  const { organisationId, personId, change } = input
  return inTransaction(dbContextOf(actor), async (tx) => {
    const mayAccept = change === 'may-accept'
    const where = { organisationId, personId }
    const changed =
      change === 'remove'
        ? await tx.membership.deleteMany({ where })
        : await tx.membership.updateMany({ where: { ...where, mayAccept: !mayAccept }, data: { mayAccept } })
    if (changed.count !== 1) return refuse('already')
    await remember(tx, actor, { personId, organisationId, member: change !== 'remove', mayAccept })
    return ok({ organisationId })
  })
}

async function remember(
  tx: Tx,
  actor: Actor,
  facts: { readonly personId: string; readonly organisationId: string; readonly member: boolean; readonly mayAccept: boolean },
): Promise<void> {
  await appendEvents(tx, [{ actor: eventActorOf(actor), type: 'membership.changed', orderId: null, facts }])
}

async function refusingTaken<T>(work: () => Promise<T>): Promise<T | Refusal<'cvr-taken'>> {
  try {
    return await work()
  } catch (error) {
    if (isUniqueViolation(error)) return refuse('cvr-taken')
    throw error
  }
}
