// Fills an empty service with what it needs to run: catalogue, snapshots, tariff, calendar, service levels, demo accounts and orders.
// Running it again changes nothing that people have changed since. Connects as the owner of the tables.
import { PrismaPg } from '@prisma/adapter-pg'
import { type Prisma, PrismaClient } from '#lib/generated/prisma/client.ts'
import { SEED_AUTHORITIES } from '#lib/identity/authority/seed-authorities.ts'
import { SEED_TARIFF } from '#lib/pricing/seed-tariff.ts'
import { SEED_CALENDAR } from '#lib/sla/seed-calendar.ts'
import { SEED_SERVICE_LEVELS } from '#lib/sla/seed-service-levels.ts'
import { seedCatalogue } from '../prisma/seed-data/seed-catalogue.ts'
import { DEFAULT_YEARS } from '../prisma/seed-data/synthetic-years.ts'
import { importedRegisters } from './import/import-register.ts'
import { ensureRegisters } from './registers/ensure-registers.ts'
import { parseYears } from './registers/synthetic-size.ts'
import { seedAccounts } from './seed/accounts.ts'
import { keepDocument, keepImported, keepSnapshots } from './seed/keep-documents.ts'
import { seedOrders } from './seed/orders.ts'
import { seedTexts } from './seed/texts.ts'

const url = process.env.OWNER_DATABASE_URL
if (!url) throw new Error('OWNER_DATABASE_URL is not set')
const db = new PrismaClient({ adapter: new PrismaPg({ connectionString: url }) })

async function seedDocuments(): Promise<void> {
  const { STATISTIK_YEARS: wanted } = process.env
  const years = wanted === undefined ? DEFAULT_YEARS : parseYears(wanted)
  if (!years) throw new Error(`STATISTIK_YEARS must be a number of years or FROM-TO, not ${wanted}`)
  const catalogue = seedCatalogue(years)
  const dataDir = process.env.STATISTIK_REGISTERS_DIR ?? '.data/registers'
  const imported = await importedRegisters(dataDir)
  // A register that was imported stands instead of a seeded one of the same name.
  const seededOnly = catalogue.registers.filter(({ id }) => !imported.some(({ register }) => register.id === id))
  for (const register of seededOnly) await keepDocument(db, 'register', register.id, register)
  for (const classification of catalogue.classifications)
    await keepDocument(db, 'classification', classification.id, classification)
  const persons = Number(process.env.STATISTIK_PERSONS ?? 100_000)
  const seeded = await ensureRegisters({ dataDir, persons, years })
  await keepSnapshots(db, seeded)
  await keepImported(db, imported)
}

async function seedTerms(): Promise<void> {
  if ((await db.tariffVersion.count()) === 0) {
    const { validFrom, validTo } = SEED_TARIFF
    await db.tariffVersion.create({
      data: {
        validFrom: new Date(validFrom),
        validTo: validTo ? new Date(validTo) : null,
        body: SEED_TARIFF as unknown as Prisma.InputJsonObject,
      },
    })
  }
  if ((await db.calendarVersion.count()) === 0) {
    await db.calendarVersion.create({ data: { body: SEED_CALENDAR as unknown as Prisma.InputJsonObject } })
  }
  if ((await db.authorityVersion.count()) === 0) {
    for (const { validFrom, identity } of SEED_AUTHORITIES)
      await db.authorityVersion.create({ data: { validFrom: new Date(validFrom), body: identity } })
  }
  if ((await db.serviceLevelVersion.count()) === 0) {
    await db.serviceLevelVersion.create({ data: { body: SEED_SERVICE_LEVELS as unknown as Prisma.InputJsonObject } })
  }
}

await seedDocuments()
await seedTerms()
await seedTexts(db)
if (process.env.STATISTIK_DEMO_ACCOUNTS !== 'off') {
  await seedAccounts(db)
  if (process.env.DATABASE_URL && process.env.STATISTIK_DEMO_ORDERS !== 'off') await seedOrders(db)
}
await db.$disconnect()
process.exit(0)
