import type { Prisma } from '#lib/generated/prisma/client.ts'
import { type Actor, dbContextOf } from '#lib/identity/actor.ts'
import type { Customer } from '#lib/identity/organisations/customer.ts'
import { inTransaction } from '#lib/platform/db.ts'

export interface OrganisationRow {
  readonly id: string
  readonly name: string
  readonly cvr: string | null
  readonly ean: string | null
  readonly customerClass: string
  readonly active: boolean
  readonly members: number
  readonly orders: number
}

export interface OrganisationQuery {
  /** A part of the name, a number, or a member's name or e-mail address. */
  readonly search: string
  readonly skip?: number
  readonly take?: number
}

/** A page of customers by name, with their number in all; empty for anyone but staff. */
export async function listOrganisations(
  actor: Actor,
  { search, skip = 0, take = 50 }: OrganisationQuery,
): Promise<{ readonly rows: OrganisationRow[]; readonly total: number }> {
  if (actor.roles.length === 0) return { rows: [], total: 0 }
  const text = search.trim()
  const contains = { contains: text, mode: 'insensitive' } as const
  const digits = text.replace(/\s/g, '')
  const where: Prisma.OrganisationWhereInput = text
    ? {
        OR: [
          { name: contains },
          { cvr: { startsWith: digits } },
          { ean: { startsWith: digits } },
          { memberships: { some: { person: { OR: [{ name: contains }, { email: contains }] } } } },
        ],
      }
    : {}
  return inTransaction(dbContextOf(actor), async (tx) => {
    const total = await tx.organisation.count({ where })
    const rows = await tx.organisation.findMany({
      where,
      include: { _count: { select: { memberships: true, orders: true } } },
      orderBy: [{ name: 'asc' }, { id: 'asc' }],
      skip,
      take,
    })
    const shown = rows.map(({ id, name, cvr, ean, customerClass, active, _count }) => {
      return { id, name, cvr, ean, customerClass, active, members: _count.memberships, orders: _count.orders }
    })
    return { rows: shown, total }
  })
}

export interface MemberRow {
  readonly personId: string
  readonly name: string
  readonly email: string
  readonly mayAccept: boolean
  readonly status: string
  readonly lastSignInAt: Date | null
}

export interface OrganisationDetail extends Customer {
  readonly id: string
  readonly version: number
  readonly active: boolean
  readonly orders: number
  readonly members: readonly MemberRow[]
}

/** One customer with its people, or null when there is none for the actor. */
export async function organisationDetail(actor: Actor, organisationId: string): Promise<OrganisationDetail | null> {
  if (actor.roles.length === 0) return null
  const person = { select: { id: true, name: true, email: true, status: true, lastSignInAt: true } } as const
  const row = await inTransaction(dbContextOf(actor), (tx) =>
    tx.organisation.findUnique({
      where: { id: organisationId },
      include: { memberships: { include: { person } }, _count: { select: { orders: true } } },
    }),
  )
  if (!row) return null
  const { memberships, _count, createdAt: _createdAt, ...organisation } = row
  const members = memberships
    .map(({ mayAccept, person: { id, ...rest } }) => ({ personId: id, mayAccept, ...rest }))
    .sort((a, b) => a.name.localeCompare(b.name, 'da'))
  return { ...(organisation as Omit<OrganisationDetail, 'orders' | 'members'>), orders: _count.orders, members }
}
