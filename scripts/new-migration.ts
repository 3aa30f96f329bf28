// `npm run migration -- NAME`: writes the next migration from what the schema has and the migrations do not.
import { mkdirSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { pendingSql } from './runtime/migrate.ts'
import { prepareDatabase } from './runtime/prepare.ts'

const name = process.argv[2]
if (!name || !/^[a-z][a-z0-9_]*$/.test(name)) {
  console.error('Say what the migration does, in small letters and underscores: npm run migration -- add_invoices')
  process.exit(1)
}
const { place, postgres } = await prepareDatabase({
  dataDir: path.resolve('.data/migration'),
  origin: 'http://localhost',
  fast: true,
})
const sql = await pendingSql(place.urls.owner).finally(() => postgres?.stop())
if (sql === '') {
  console.log('The migrations already give the schema; nothing to write.')
  process.exit(0)
}
const stamp = new Date().toISOString().replace(/\D/g, '').slice(0, 14)
const folder = path.join('prisma/migrations', `${stamp}_${name}`)
mkdirSync(folder)
const reminder = '-- A new table needs row-level security, forced, and its policies: see the migration `rights`.\n\n'
writeFileSync(path.join(folder, 'migration.sql'), reminder + sql)
console.log(`${folder}/migration.sql written; read it, and add grants and policies.`)
