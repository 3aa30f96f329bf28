// Offline counterpart of `prisma migrate`: the official schema engine as WebAssembly, over the pg driver adapter. It keeps the
// standard `_prisma_migrations` table, so `prisma migrate deploy` on a networked host goes on from the same state.
import fs from 'node:fs'
import { createRequire } from 'node:module'
import path from 'node:path'
import { PrismaPg } from '@prisma/adapter-pg'
import { bindMigrationAwareSqlAdapterFactory, ColumnTypeEnum } from '@prisma/driver-adapter-utils'
import * as engineModule from '@prisma/schema-engine-wasm/schema_engine_bg'
import pg from 'pg'

const SCHEMA_DIR = path.resolve('prisma/schema')
const MIGRATIONS_DIR = path.resolve('prisma/migrations')
const FILTERS = { externalTables: [], externalEnums: [] }
/** PostgreSQL's internal one-byte "char" type, which the adapter can't name. */
const CHAR_OID = 18

// The engine's typings stop at the JavaScript border; what crosses it is described here as far as it is used.
interface Engine {
  applyMigrations(input: object): Promise<{ appliedMigrationNames: string[] }>
  diff(input: object): Promise<{ exitCode: number; stdout: string | null }>
  free(): void
}
interface WasmExports {
  __wbindgen_start(): void
}

let loaded = false

/** A second instance in one process breaks the engine's text decoding, so it is loaded once. */
function loadEngine(): void {
  if (loaded) return
  loaded = true
  const wasm = path.join(
    path.dirname(createRequire(import.meta.url).resolve('@prisma/schema-engine-wasm/schema_engine_bg')),
    'schema_engine_bg.wasm',
  )
  Object.assign(globalThis, {
    PRISMA_WASM_PANIC_REGISTRY: { set_message: (text: string) => console.error('schema engine:', text) },
  })
  const module = engineModule as unknown as WebAssembly.ModuleImports & { __wbg_set_wasm(exports: WebAssembly.Exports): void }
  const instance = new WebAssembly.Instance(new WebAssembly.Module(fs.readFileSync(wasm)), { './schema_engine_bg.js': module })
  module.__wbg_set_wasm(instance.exports)
  ;(instance.exports as unknown as WasmExports).__wbindgen_start()
}

type Adapter = Awaited<ReturnType<PrismaPg['connect']>>
type LooseAdapter = {
  performIO(query: object): Promise<{ fields?: { dataTypeID: number }[] }>
  queryRaw(query: object): Promise<{ columnTypes: number[] }>
  executeScript(sql: string): Promise<void>
  client: { query(sql: string): Promise<unknown> }
}

/** Mends two gaps of the adapter: "char" columns of the system tables, and scripts split at every semicolon. */
function mend(adapter: Adapter): Adapter {
  const loose = adapter as unknown as LooseAdapter
  const performIO = loose.performIO.bind(loose)
  const queryRaw = loose.queryRaw.bind(loose)
  const charColumns = new WeakMap<object, number[]>()
  loose.performIO = async (query) => {
    const answer = await performIO(query)
    const at: number[] = []
    for (const [i, field] of (answer.fields ?? []).entries()) {
      if (field.dataTypeID !== CHAR_OID) continue
      at.push(i)
      field.dataTypeID = 25
    }
    charColumns.set(query, at)
    return answer
  }
  loose.queryRaw = async (query) => {
    const answer = await queryRaw(query)
    for (const i of charColumns.get(query) ?? []) answer.columnTypes[i] = ColumnTypeEnum.Character
    return answer
  }
  loose.executeScript = async (sql) => {
    await loose.client.query(sql)
  }
  return adapter
}

class MendedPg extends PrismaPg {
  override async connect() {
    return mend(await super.connect())
  }
}

function schemaFiles(): { path: string; content: string }[] {
  const names = fs
    .readdirSync(SCHEMA_DIR)
    .filter((name) => name.endsWith('.prisma'))
    .sort()
  return names.map((name) => ({
    path: path.join(SCHEMA_DIR, name),
    content: fs.readFileSync(path.join(SCHEMA_DIR, name), 'utf8'),
  }))
}

function migrationsList(): object {
  const names = fs
    .readdirSync(MIGRATIONS_DIR, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map((entry) => entry.name)
    .sort()
  const content = (name: string) => fs.readFileSync(path.join(MIGRATIONS_DIR, name, 'migration.sql'), 'utf8')
  return {
    baseDir: MIGRATIONS_DIR,
    shadowDbInitScript: '',
    lockfile: { path: 'migration_lock.toml', content: 'provider = "postgresql"\n' },
    migrationDirectories: names.map((name) => ({
      path: name,
      migrationFile: { path: 'migration.sql', content: { tag: 'ok', value: content(name) } },
    })),
  }
}

async function withEngine<T>(url: string, work: (engine: Engine) => Promise<T>): Promise<T> {
  loadEngine()
  const factory = bindMigrationAwareSqlAdapterFactory(new MendedPg({ connectionString: url }) as never)
  const datamodels = schemaFiles().map((file) => [file.path, file.content])
  const maker = engineModule.SchemaEngine as unknown as { new: (...args: unknown[]) => Promise<Engine> }
  const engine = await maker.new({ datamodels }, () => {}, factory)
  try {
    return await work(engine)
  } finally {
    engine.free()
  }
}

/** Applies every migration not yet applied; answers their names. */
export function deployMigrations(url: string): Promise<string[]> {
  return withEngine(
    url,
    async (engine) =>
      (await engine.applyMigrations({ migrationsList: migrationsList(), filters: FILTERS })).appliedMigrationNames,
  )
}

/** The SQL that would bring the migrations level with the schema; empty when they already are. Uses a throw-away database. */
export async function pendingSql(url: string): Promise<string> {
  const name = `drift_${process.pid}`
  const admin = new pg.Client({ connectionString: url })
  await admin.connect()
  await admin.query(`create database ${name}`)
  try {
    const scratch = new URL(url)
    scratch.pathname = `/${name}`
    const { exitCode, stdout } = await withEngine(scratch.href, async (engine) => {
      await engine.applyMigrations({ migrationsList: migrationsList(), filters: FILTERS })
      const schema = { files: schemaFiles(), configDir: process.cwd() }
      return engine.diff({
        from: { tag: 'schemaDatasource', ...schema },
        to: { tag: 'schemaDatamodel', ...schema },
        script: true,
        exitCode: true,
        shadowDatabaseUrl: null,
        filters: FILTERS,
      })
    })
    return exitCode === 0 ? '' : (stdout ?? 'unknown difference')
  } finally {
    await admin.query(`drop database ${name} with (force)`)
    await admin.end()
  }
}
