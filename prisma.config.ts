import { defineConfig } from 'prisma/config'

// Any existing file stops the command line from downloading its native schema engine; generate, validate and format run in WebAssembly.
process.env.PRISMA_SCHEMA_ENGINE_BINARY ??= process.execPath

export default defineConfig({
  schema: 'prisma/schema',
  migrations: { path: 'prisma/migrations' },
  datasource: { url: process.env.OWNER_DATABASE_URL ?? process.env.DATABASE_URL ?? 'postgresql://localhost:5432/none' },
})
