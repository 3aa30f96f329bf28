import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { findRegister } from '#lib/catalogue/catalogue.ts'
import { decideSpecification } from '#lib/catalogue/decide-specification.ts'
import type { Specification } from '#lib/catalogue/specification.ts'
import { tabulateWhereItLies } from '#lib/tabulation/engines/choose-engine.ts'
import { tabulateInClickHouse } from '#lib/tabulation/engines/clickhouse.ts'
import { databaseOf } from '#lib/tabulation/engines/clickhouse-schema.ts'
import { type ClickHouseServer, openClickHouse } from '#lib/tabulation/engines/clickhouse-server.ts'
import { tabulate } from '#lib/tabulation/engines/duckdb.ts'
import { planTabulation } from '#lib/tabulation/plan.ts'
import { type Chdb, openChdb } from '#tests/support/chdb-server.ts'
import { serveClickHouse } from '#tests/support/clickhouse-http.ts'
import { countSlowly, type ReadRows, readRegister } from './oracle.ts'
import { cellsOf, MAX_CELLS, REFUSED_IN_WORDS, randomSpecification } from './random-specification.ts'
import { axis, makeSmallRegisters, type SmallRegisters, specificationOf } from './small-registers.ts'

const RUNS = Number(process.env.TABULATION_RUNS ?? 60)
const PERSONS = 150
const REGISTERS = ['diabetes', 'population', 'lpr', 'lmdb', 'dar', 'car']

let registers: SmallRegisters
let chdb: Chdb
const rows = new Map<string, ReadRows>()
const linkedRows = (id: string) => ({ snapshot: registers.snapshot(id), readRows: rows.get(id) ?? (() => []) })

beforeAll(async () => {
  registers = await makeSmallRegisters(PERSONS)
  chdb = openChdb()
  for (const id of REGISTERS) {
    const register = findRegister(registers.catalogue, id)
    if (!register) throw new Error('no such register')
    rows.set(id, await readRegister(register, registers.snapshot(id), registers.dataDir))
    await chdb.load(registers.snapshot(id), registers.dataDir)
  }
}, 120_000)
afterAll(async () => {
  chdb.close()
  await registers.remove()
})

function planOf(specification: Specification) {
  const resolved = decideSpecification(specification, registers.catalogue, { maxCells: MAX_CELLS })
  return resolved.ok ? planTabulation(resolved.value, registers.catalogue) : resolved.kind
}

describe('the ClickHouse engine, in the process', () => {
  it.each(REGISTERS)(
    'gives for random tables over %s the cube of DuckDB, bit for bit, which is that of a slow and obvious count',
    async (registerId) => {
      const snapshot = registers.snapshot(registerId)
      const readRows = rows.get(registerId)
      if (!readRows) throw new Error('not read')
      let counted = 0
      // A rate needs a population; it is asked for wherever there is one, and refused for some tables.
      const withRate = (given: Specification, rate: boolean): Specification => ({
        ...given,
        rate,
        ...(rate && given.period.toYear % 2 === 0 && { personYears: true }),
      })
      const given = fc.tuple(randomSpecification(registers, registerId), fc.boolean(), fc.integer({ min: 40, max: 200 }))
      await fc.assert(
        fc.asyncProperty(given, async ([bare, rate, personsPerStatement]) => {
          const rated = planOf(withRate(bare, rate))
          const plan = typeof rated === 'string' ? planOf(bare) : rated
          if (typeof plan === 'string') return void expect(REFUSED_IN_WORDS).toContain(plan)
          const linked = registers.catalogue.snapshots
          const options = { threads: 2, memoryLimit: '2GB', personsPerStatement, linked }
          const there = await tabulateInClickHouse(chdb.serverOf(snapshot), plan, snapshot, options)
          const here = await tabulate(plan, snapshot, { dataDir: registers.dataDir, linked })
          if (!here.ok || !there.ok) return void expect(there).toEqual(here)
          expect(there.value.cube).toEqual(here.value.cube)
          expect(there.value.denominators).toEqual(here.value.denominators)
          const expected = countSlowly(bare, registers.catalogue, snapshot, readRows, linkedRows)
          expect(Object.fromEntries(cellsOf(there.value.cube))).toEqual(Object.fromEntries(expected))
          counted++
        }),
        { numRuns: RUNS, seed: 20261126 },
      )
      expect(counted).toBeGreaterThan(Math.floor(RUNS / 6))
    },
    1_800_000,
  )

  const bySex = () => {
    const plan = planOf(
      specificationOf({ register: 'lpr', period: { fromYear: 2020, toYear: 2022 }, rows: [axis('sex', 'sex')] }),
    )
    if (typeof plan === 'string') throw new Error(plan)
    return plan
  }

  it.each(['contacts', 'cases'] as const)(
    'hands over the numbers that %s carry, of each person in each innermost cell',
    async (measure) => {
      const given = {
        register: 'lpr',
        measure,
        period: { fromYear: 2020, toYear: 2022 },
        rows: [axis('sex', 'sex'), axis('year', 'year')],
      }
      const plan = planOf(specificationOf(given))
      if (typeof plan === 'string') throw new Error(plan)
      const valued = { ...plan, value: { id: 'age', column: 'borger_alder_aar_ind', contributorColumn: 'kont_ans_geo_reg' } }
      const snapshot = registers.snapshot('lpr')
      const there = await tabulateInClickHouse(chdb.serverOf(snapshot), valued, snapshot, {})
      const here = await tabulate(valued, snapshot, { dataDir: registers.dataDir })
      if (!here.ok || !there.ok) throw new Error('refused')
      const [own, other] = [there, here].map(({ value: { values } }) =>
        Array.from(values?.addresses ?? [], (address, at) =>
          [values?.persons[at], address, values?.values[at], values?.rows[at], values?.contributors?.[at]].join(),
        ),
      )
      expect(own?.length).toBeGreaterThan(50)
      expect(own?.toSorted()).toEqual(other?.toSorted())
    },
  )

  it('keeps plan, statements, snapshot and version in the record', async () => {
    const snapshot = registers.snapshot('lpr')
    const result = await tabulateInClickHouse(chdb.serverOf(snapshot), bySex(), snapshot, {})
    if (!result.ok) throw new Error(result.kind)
    const { record } = result.value
    expect(record).toMatchObject({ engine: 'clickhouse', snapshotSha256: snapshot.sha256 })
    expect(record.engineVersion).toMatch(/^\d+\.\d+/)
    expect(record.sql.join()).not.toMatch(/2020|2022/)
  })

  it('refuses a snapshot that is not there, is another, or is loaded by halves', async () => {
    const snapshot = registers.snapshot('lpr')
    const nowhere = { ...snapshot, sha256: 'f'.repeat(64) }
    const elsewhere = await tabulateInClickHouse(
      {
        ...chdb.serverOf(snapshot),
        select: (statement, request) =>
          chdb
            .serverOf(snapshot)
            .select({ ...statement, text: statement.text.replaceAll('FROM seal', 'FROM no_such_seal') }, request),
      },
      bySex(),
      snapshot,
      {},
    )
    expect(elsewhere).toMatchObject({ ok: false, kind: 'snapshot-missing' })
    expect(await tabulateInClickHouse(chdb.serverOf(snapshot), bySex(), nowhere, {})).toMatchObject({
      ok: false,
      kind: 'snapshot-mismatch',
      file: 'seal',
    })
    const half = registers.snapshot('car')
    chdb.run(`ALTER TABLE "${databaseOf(half)}"."tumor" DELETE WHERE tumor % 2 = 0 SETTINGS mutations_sync = 2`)
    const cars = planOf(
      specificationOf({ register: 'car', period: { fromYear: 2018, toYear: 2024 }, rows: [axis('sex', 'sex')] }),
    )
    if (typeof cars === 'string') throw new Error(cars)
    expect(await tabulateInClickHouse(chdb.serverOf(half), cars, half, {})).toMatchObject({
      ok: false,
      kind: 'snapshot-mismatch',
      file: 'tumor.parquet',
    })
  })

  it('says in words that a table needs more memory than it may use', async () => {
    const snapshot = registers.snapshot('lpr')
    const server: ClickHouseServer = {
      ...chdb.serverOf(snapshot),
      // So small an amount is only noticed when every byte is counted.
      select: (statement, request) =>
        chdb.serverOf(snapshot).select(statement, { ...request, settings: { ...request.settings, max_untracked_memory: 1 } }),
    }
    const result = await tabulateInClickHouse(server, bySex(), snapshot, { memoryLimit: '0.1MB' })
    expect(result).toEqual({ ok: false, kind: 'out-of-memory', limit: '0.1MB' })
  })

  it('stops when it is cancelled, before it begins and between statements', async () => {
    const snapshot = registers.snapshot('lpr')
    const early = AbortSignal.abort()
    expect(await tabulateInClickHouse(chdb.serverOf(snapshot), bySex(), snapshot, { signal: early })).toEqual({
      ok: false,
      kind: 'cancelled',
    })
    const controller = new AbortController()
    let statements = 0
    const server = {
      ...chdb.serverOf(snapshot),
      async *select(...given: Parameters<ReturnType<Chdb['serverOf']>['select']>) {
        if (++statements === 5) controller.abort()
        yield* chdb.serverOf(snapshot).select(...given)
      },
    }
    const result = await tabulateInClickHouse(server, bySex(), snapshot, { signal: controller.signal, personsPerStatement: 1 })
    expect(result).toEqual({ ok: false, kind: 'cancelled' })
    expect(statements).toBeLessThanOrEqual(6)
  })
})

describe('the ClickHouse engine, over HTTP', () => {
  const specification = specificationOf({
    register: 'lpr',
    period: { fromYear: 2019, toYear: 2023 },
    rate: true,
    rows: [axis('diagnosis', 'block', null, true)],
    columns: [axis('sex', 'sex'), axis('year', 'year')],
    filters: [{ variable: 'municipality', codes: ['1084', '1083', 'U-kommune'] }],
  })
  const access = { username: 'reader', password: 'secret' }

  it('sends statements, values and limits through the client and gives the same cube', async () => {
    const plan = planOf(specification)
    if (typeof plan === 'string') throw new Error(plan)
    const snapshot = registers.snapshot('lpr')
    const users = new Set<string>()
    const http = await serveClickHouse((statement) => {
      users.add(statement.username)
      expect(statement.settings).toMatchObject({ max_threads: '2', cancel_http_readonly_queries_on_client_close: '1' })
      return chdb.answer(statement)
    })
    const shares: number[] = []
    const options = { dataDir: registers.dataDir, threads: 2, onProgress: (share: number) => shares.push(share) }
    const there = await tabulateWhereItLies(plan, snapshot, options, { url: http.url, ...access })
    const here = await tabulateWhereItLies(plan, snapshot, { dataDir: registers.dataDir }, undefined)
    await http.close()
    if (!here.ok || !there.ok) throw new Error('refused')
    expect(there.value.cube).toEqual(here.value.cube)
    expect(there.value.denominators).toEqual(here.value.denominators)
    expect([there.value.record.engine, here.value.record.engine]).toEqual(['clickhouse', 'duckdb'])
    expect([...users]).toEqual(['reader'])
    expect(shares.length).toBeGreaterThan(0)
  })

  it('closes the connection of a statement that is cancelled, within a second', async () => {
    const plan = planOf(specification)
    if (typeof plan === 'string') throw new Error(plan)
    const snapshot = registers.snapshot('lpr')
    const http = await serveClickHouse(() => new Promise(() => {}))
    const server = openClickHouse({ url: http.url, ...access }, databaseOf(snapshot))
    const controller = new AbortController()
    const running = tabulateInClickHouse(server, plan, snapshot, { signal: controller.signal })
    setTimeout(() => controller.abort(), 200)
    const startedAt = performance.now()
    expect(await running).toEqual({ ok: false, kind: 'cancelled' })
    expect(performance.now() - startedAt).toBeLessThan(1200)
    await expect.poll(() => http.abandoned()).toBe(1)
    await server.close()
    await http.close()
  })
})
