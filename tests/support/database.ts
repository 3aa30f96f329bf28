import { randomUUID } from 'node:crypto'
import { PrismaPg } from '@prisma/adapter-pg'
import { type Prisma, PrismaClient } from '#lib/generated/prisma/client.ts'
import type { Actor } from '#lib/identity/actor.ts'
import { SEED_AUTHORITIES } from '#lib/identity/authority/seed-authorities.ts'
import { loadActor } from '#lib/identity/queries.ts'
import { SEED_TARIFF } from '#lib/pricing/seed-tariff.ts'
import { SEED_CALENDAR } from '#lib/sla/seed-calendar.ts'
import { SEED_SERVICE_LEVELS } from '#lib/sla/seed-service-levels.ts'
import { seedCatalogue } from '../../prisma/seed-data/seed-catalogue.ts'

/** A connection string from the environment. Integration tests never run without a database. */
export function urlOf(name: 'OWNER_DATABASE_URL' | 'DATABASE_URL' | 'WORKER_DATABASE_URL'): string {
  const url = process.env[name]
  if (!url) throw new Error(`${name} is not set: run these tests through \`npm test -- integration\``)
  return url
}

export const owner = new PrismaClient({ adapter: new PrismaPg({ connectionString: urlOf('OWNER_DATABASE_URL') }) })

type Json = Prisma.InputJsonObject

/** Empties every table of the application and fills in what the service can't run without. */
export async function freshService(): Promise<void> {
  const tables = await owner.$queryRaw<
    { name: string }[]
  >`select tablename as name from pg_tables where schemaname = 'public' and tablename <> '_prisma_migrations'`
  const list = tables.map(({ name }) => `"${name}"`).join(', ')
  // Emptying the audit log is refused by its trigger, also to the owner; only a test lifts that.
  await owner.$executeRawUnsafe('alter table audit_events disable trigger audit_events_keep')
  await owner.$executeRawUnsafe(`truncate ${list}`)
  await owner.$executeRawUnsafe('alter table audit_events enable trigger audit_events_keep')
  const catalogue = seedCatalogue()
  await owner.registerDocument.createMany({
    data: catalogue.registers.map((body) => ({ id: body.id, body: body as unknown as Json })),
  })
  await owner.classificationDocument.createMany({
    data: catalogue.classifications.map((body) => ({ id: body.id, body: body as unknown as Json })),
  })
  await owner.tariffVersion.create({ data: { validFrom: new Date(SEED_TARIFF.validFrom), body: SEED_TARIFF as unknown as Json } })
  for (const { validFrom, identity } of SEED_AUTHORITIES)
    await owner.authorityVersion.create({ data: { validFrom: new Date(validFrom), body: identity } })
  await owner.calendarVersion.create({ data: { body: SEED_CALENDAR as unknown as Json } })
  await owner.serviceLevelVersion.create({ data: { body: SEED_SERVICE_LEVELS as unknown as Json } })
  await owner.snapshotDocument.create({
    data: {
      id: 'diabetes-test',
      registerId: 'diabetes',
      cutOn: new Date('2009-12-31'),
      sha256: 'a'.repeat(64),
      body: testSnapshot() as unknown as Json,
    },
  })
}

function testSnapshot() {
  const empty = { files: [], dictionaries: {}, persons: 0, rows: 0 }
  return {
    id: 'diabetes-test',
    registerId: 'diabetes',
    cutOn: '2009-12-31',
    sha256: 'a'.repeat(64),
    ...empty,
    synthetic: false,
    sample: true,
  }
}

export async function makeOrganisation(name: string): Promise<string> {
  return (await owner.organisation.create({ data: { name, customerClass: 'private' } })).id
}

export interface NewPerson {
  readonly roles?: readonly ('analyst' | 'administrator')[]
  readonly of?: string
  readonly mayAccept?: boolean
}

/** A person with roles and memberships, as the actor a request would have. */
export async function makeActor(name: string, { roles = [], of, mayAccept = true }: NewPerson = {}): Promise<Actor> {
  const person = await owner.person.create({
    data: {
      name,
      email: `${name.toLowerCase().replaceAll(' ', '.')}.${randomUUID().slice(0, 8)}@example.dk`,
      staffRoles: { create: roles.map((role) => ({ role })) },
      ...(of ? { memberships: { create: { organisationId: of, mayAccept } } } : {}),
    },
  })
  const actor = await loadActor(person.id, 0, null)
  if (!actor) throw new Error('a new person is not an actor')
  return actor
}
