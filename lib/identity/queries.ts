import type { Actor, ActorOrganisation } from '#lib/identity/actor.ts'
import { isPasswordRight } from '#lib/identity/password.ts'
import { isStaffRole } from '#lib/identity/role.ts'
import { inTransaction } from '#lib/platform/db.ts'

/**
 * Reads a person afresh and mints the Actor of this request, or null when the person is gone, disabled, or the session
 * was ended (its epoch is not the stored one). `organisationId` chooses whom to act for; an id the person does not
 * belong to is ignored.
 */
export async function loadActor(
  personId: string,
  sessionEpoch: number | null,
  organisationId: string | null,
): Promise<Actor | null> {
  const person = await inTransaction({ kind: 'person', personId }, (tx) =>
    tx.person.findUnique({
      where: { id: personId },
      select: {
        id: true,
        name: true,
        email: true,
        locale: true,
        status: true,
        sessionEpoch: true,
        staffRoles: { select: { role: true } },
        memberships: { select: { mayAccept: true, organisation: true }, orderBy: { createdAt: 'asc' } },
      },
    }),
  )
  if (person?.status !== 'active' || (sessionEpoch !== null && person.sessionEpoch !== sessionEpoch)) return null
  const organisations = person.memberships.flatMap(({ mayAccept, organisation }) => asMember(organisation, mayAccept))
  const actor = {
    kind: 'person',
    personId: person.id,
    name: person.name,
    email: person.email,
    locale: person.locale === 'en' ? 'en' : 'da',
    roles: person.staffRoles.map((each) => each.role).filter(isStaffRole),
    organisations,
    organisation: organisations.find((each) => each.id === organisationId) ?? organisations[0] ?? null,
  } as const
  return actor as unknown as Actor
}

/** A membership as the actor has it. An organisation that was closed is hidden by the database, and read as none. */
function asMember(organisation: StoredOrganisation | null, mayAccept: boolean): ActorOrganisation[] {
  if (!organisation?.active) return []
  const { id, name, customerClass, vatTreatment } = organisation
  return [{ id, name, customerClass, vatTreatment, mayAccept }]
}

type StoredOrganisation = Omit<ActorOrganisation, 'mayAccept'> & { readonly active: boolean }

export interface SignedInPerson {
  readonly id: string
  readonly name: string
  readonly email: string
  readonly sessionEpoch: number
}

/** The active person with this e-mail and password, or null. Takes the same time for unknown e-mails. */
export async function personByPassword(email: string, password: string): Promise<SignedInPerson | null> {
  const person = await inTransaction({ kind: 'purpose', purpose: 'sign-in' }, (tx) =>
    tx.person.findUnique({ where: { email: email.trim().toLowerCase() } }),
  )
  const right = await isPasswordRight(password, person?.passwordHash ?? null)
  if (!right || person?.status !== 'active') return null
  return { id: person.id, name: person.name, email: person.email, sessionEpoch: person.sessionEpoch }
}

/** People by id as the actor may see them; unknown ids are left out. */
export async function namesOf(actor: Actor, personIds: readonly string[]): Promise<Map<string, string>> {
  const people = await inTransaction({ kind: 'person', personId: actor.personId }, (tx) =>
    tx.person.findMany({ where: { id: { in: [...new Set(personIds)] } }, select: { id: true, name: true } }),
  )
  return new Map(people.map((person) => [person.id, person.name]))
}

export interface PersonRow {
  readonly id: string
  readonly name: string
  readonly email: string
  readonly status: string
  readonly roles: readonly string[]
  readonly organisations: readonly string[]
  readonly lastSignInAt: Date | null
}

/** Everybody with an account, by name; empty for anyone but staff. */
export async function listPeople(actor: Actor, search: string): Promise<PersonRow[]> {
  if (actor.roles.length === 0) return []
  const text = search.trim()
  const rows = await inTransaction({ kind: 'person', personId: actor.personId }, (tx) =>
    tx.person.findMany({
      where: text
        ? { OR: [{ name: { contains: text, mode: 'insensitive' } }, { email: { contains: text, mode: 'insensitive' } }] }
        : {},
      select: {
        id: true,
        name: true,
        email: true,
        status: true,
        lastSignInAt: true,
        staffRoles: { select: { role: true } },
        memberships: { select: { organisation: { select: { name: true } } } },
      },
      orderBy: { name: 'asc' },
      take: 200,
    }),
  )
  return rows.map(({ staffRoles, memberships, ...row }) => ({
    ...row,
    roles: staffRoles.map((each) => each.role),
    organisations: memberships.map((each) => each.organisation.name),
  }))
}

export interface RoleGrantRow {
  readonly id: string
  readonly role: string
  readonly person: { readonly id: string; readonly name: string; readonly email: string }
  readonly askedBy: { readonly id: string; readonly name: string }
  readonly askedAt: Date
}

/** Requests for staff roles that wait for a second administrator, oldest first. Empty for everybody else. */
export async function listRoleGrants(actor: Actor): Promise<RoleGrantRow[]> {
  return inTransaction({ kind: 'person', personId: actor.personId }, (tx) =>
    tx.roleGrant.findMany({
      where: { outcome: null },
      select: {
        id: true,
        role: true,
        askedAt: true,
        person: { select: { id: true, name: true, email: true } },
        askedBy: { select: { id: true, name: true } },
      },
      orderBy: { askedAt: 'asc' },
    }),
  )
}
