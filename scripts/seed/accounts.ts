import { mkdirSync, writeFileSync } from 'node:fs'
import type { PrismaClient } from '#lib/generated/prisma/client.ts'
import { hashPassword } from '#lib/identity/password.ts'

/** The one password of the embedded demo's accounts. They exist only where STATISTIK_DEMO_ACCOUNTS is not off. */
export const DEMO_PASSWORD = 'vis-mig-tabellen'

const ORGANISATIONS = [
  { name: 'Patientforeningen Lyset', cvr: '99000104', ean: null, customerClass: 'nonprofit', vatTreatment: 'exempt' },
  { name: 'Nordlys Pharma A/S', cvr: '99000201', ean: null, customerClass: 'private', vatTreatment: 'standard' },
  { name: 'Søndag Media (journalist)', cvr: null, ean: null, customerClass: 'nonprofit', vatTreatment: 'standard' },
  { name: 'Eksempel Kommune', cvr: '99000309', ean: '5798000000001', customerClass: 'public', vatTreatment: 'standard' },
  {
    ...{ name: 'Beispiel Institut GmbH', cvr: null, ean: null, customerClass: 'private', vatTreatment: 'reverse-charge' },
    ...{ street: 'Musterweg 1', postalCode: '10115', city: 'Berlin', countryCode: 'DE', vatNumber: 'DE123456789' },
  },
] as const

interface DemoPerson {
  readonly email: string
  readonly name: string
  readonly roles: readonly ('analyst' | 'administrator')[]
  readonly member: readonly { readonly of: number; readonly mayAccept: boolean }[]
  readonly label: string
}

/** Invented people, one for each thing a person can be. */
export const DEMO_PEOPLE: readonly DemoPerson[] = [
  {
    email: 'rekvirent@example.dk',
    name: 'Rikke Rekvirent',
    roles: [],
    member: [{ of: 0, mayAccept: true }],
    label: 'rekvirent / requester',
  },
  {
    email: 'pharma@example.dk',
    name: 'Peter Pharma',
    roles: [],
    member: [
      { of: 1, mayAccept: true },
      { of: 0, mayAccept: false },
    ],
    label: 'rekvirent i to organisationer / requester in two organisations',
  },
  {
    email: 'journalist@example.dk',
    name: 'Jonna Journalist',
    roles: [],
    member: [{ of: 2, mayAccept: true }],
    label: 'journalist',
  },
  {
    email: 'kommune@example.dk',
    name: 'Kirsten Kommune',
    roles: [],
    member: [{ of: 3, mayAccept: true }],
    label: 'rekvirent i en kommune / requester in a municipality',
  },
  {
    email: 'institut@example.dk',
    name: 'Inge Institut',
    roles: [],
    member: [{ of: 4, mayAccept: true }],
    label: 'rekvirent i udlandet / requester abroad',
  },
  { email: 'analytiker@example.dk', name: 'Anders Analytiker', roles: ['analyst'], member: [], label: 'sagsbehandler / analyst' },
  {
    email: 'kontrollant@example.dk',
    name: 'Karen Kontrollant',
    roles: ['analyst'],
    member: [],
    label: 'anden sagsbehandler / second analyst',
  },
  { email: 'administrator@example.dk', name: 'Adam Administrator', roles: ['administrator'], member: [], label: 'administrator' },
  {
    email: 'driftsleder@example.dk',
    name: 'Dorte Driftsleder',
    roles: ['administrator'],
    member: [],
    label: 'anden administrator / second administrator',
  },
]

/** Creates the demo's organisations and people once, and leaves their sign-ins where the start script prints them from. */
export async function seedAccounts(db: PrismaClient): Promise<void> {
  const organisationIds: string[] = []
  for (const organisation of ORGANISATIONS) {
    const kept = await db.organisation.findFirst({ where: { name: organisation.name } })
    organisationIds.push((kept ?? (await db.organisation.create({ data: { ...organisation } }))).id)
  }
  for (const person of DEMO_PEOPLE) {
    if (await db.person.findUnique({ where: { email: person.email } })) continue
    const { email, name } = person
    await db.person.create({
      data: {
        email,
        name,
        passwordHash: await hashPassword(DEMO_PASSWORD),
        staffRoles: { create: person.roles.map((role) => ({ role })) },
        memberships: {
          create: person.member.map(({ of, mayAccept }) => ({ organisationId: organisationIds[of] ?? '', mayAccept })),
        },
      },
    })
  }
  const accounts = DEMO_PEOPLE.map(({ email, label }) => ({ role: label, email, password: DEMO_PASSWORD }))
  mkdirSync('.data', { recursive: true, mode: 0o700 })
  writeFileSync('.data/demo-accounts.json', `${JSON.stringify(accounts, null, 2)}\n`, { mode: 0o600 })
}
