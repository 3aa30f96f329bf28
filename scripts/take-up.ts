// Tells a running service of registers that were imported since it began. Connects as the owner of the tables.
import { PrismaPg } from '@prisma/adapter-pg'
import { PrismaClient } from '#lib/generated/prisma/client.ts'
import { importedRegisters } from './import/import-register.ts'
import { keepImported } from './seed/keep-documents.ts'

const { OWNER_DATABASE_URL, STATISTIK_REGISTERS_DIR = '.data/registers' } = process.env
if (!OWNER_DATABASE_URL) throw new Error('OWNER_DATABASE_URL is not set')
const db = new PrismaClient({ adapter: new PrismaPg({ connectionString: OWNER_DATABASE_URL }) })
await keepImported(db, await importedRegisters(STATISTIK_REGISTERS_DIR))
await db.$disconnect()
