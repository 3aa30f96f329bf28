import { chmod, copyFile, mkdir, mkdtemp, rm, stat, truncate, unlink } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DuckDBInstance } from '@duckdb/node-api'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { decideSpecification } from '#lib/catalogue/decide-specification.ts'
import type { Snapshot } from '#lib/catalogue/snapshot.ts'
import { tabulateWhereItLies } from '#lib/tabulation/engines/choose-engine.ts'
import { openLockedDuckDb } from '#lib/tabulation/engines/locked-duckdb.ts'
import { hashFile } from '#lib/tabulation/engines/verify-snapshot.ts'
import { hashSnapshot } from '#lib/tabulation/hash-snapshot.ts'
import { planTabulation } from '#lib/tabulation/plan.ts'
import { axis, makeSmallRegisters, type SmallRegisters, specificationOf, tabulateSpecification } from './small-registers.ts'

let registers: SmallRegisters
beforeAll(async () => {
  registers = await makeSmallRegisters(800)
})
afterAll(() => registers.remove())

const contactsBySex = {
  register: 'lpr',
  period: { fromYear: 2019, toYear: 2024 },
  rows: [axis('sex', 'sex'), axis('age', 'age10')],
}

/** The registers with one snapshot's files copied to a folder where a test may spoil them. */
async function copyOf(registerId: string): Promise<SmallRegisters & { readonly folder: string }> {
  const dataDir = await mkdtemp(join(tmpdir(), 'spoiled-'))
  const snapshot = registers.snapshot(registerId)
  const folder = join(dataDir, snapshot.id)
  await mkdir(folder)
  for (const { name } of snapshot.files) {
    await copyFile(join(registers.dataDir, snapshot.id, name), join(folder, name))
    await chmod(join(folder, name), 0o644)
  }
  return { ...registers, dataDir, folder, remove: () => rm(dataDir, { recursive: true, force: true }) }
}

/** Rewrites a file of a copied register by a query over it and names it in a new snapshot. */
async function rewrite(
  copy: SmallRegisters & { folder: string },
  registerId: string,
  name: string,
  query: string,
): Promise<Snapshot> {
  const instance = await DuckDBInstance.create(':memory:')
  const connection = await instance.connect()
  const path = join(copy.folder, name)
  await connection.run(`CREATE TABLE old AS SELECT * FROM read_parquet('${path}')`)
  await connection.run(`COPY (${query}) TO '${path}' (FORMAT parquet)`)
  instance.closeSync()
  const before = registers.snapshot(registerId)
  const sha256 = await hashFile(path)
  if (sha256 === null) throw new Error('not written')
  const { size } = await stat(path)
  const files = before.files.map((file) => (file.name === name ? { ...file, sha256, bytes: size } : file))
  return { ...before, files, sha256: hashSnapshot({ ...before, files }) }
}

describe('a run that cannot be honest is refused', () => {
  it('when nobody is in the population', async () => {
    const result = await tabulateSpecification(registers, {
      register: 'population',
      period: { fromYear: 2020, toYear: 2020 },
      rows: [axis('sex', 'sex')],
      filters: [
        { variable: 'age', codes: ['0-9'] },
        { variable: 'civil_status', codes: ['E'] },
      ],
    })
    expect(result).toEqual({ ok: false, kind: 'empty-population' })
  })

  it('when a file is half copied', async () => {
    const copy = await copyOf('lpr')
    await truncate(join(copy.folder, 'kontakt.parquet'), 5000)
    const result = await tabulateSpecification(copy, contactsBySex)
    expect(result).toMatchObject({ ok: false, kind: 'snapshot-mismatch', file: 'kontakt.parquet' })
    await copy.remove()
  })

  it('when a file is gone', async () => {
    const copy = await copyOf('lpr')
    await unlink(join(copy.folder, 'diagnose.parquet'))
    const result = await tabulateSpecification(copy, { ...contactsBySex, rows: [axis('diagnosis', 'chapter')] })
    expect(result).toMatchObject({ ok: false, kind: 'snapshot-missing', file: 'diagnose.parquet' })
    await copy.remove()
  })

  it("when the snapshot's own hash does not fit its dictionaries", async () => {
    const real = registers.snapshot('lpr')
    const forged = { ...real, dictionaries: { ...real.dictionaries, prioritet: ['ATA3', 'ATA1'] } }
    const result = await tabulateSpecification({ ...registers, snapshot: () => forged }, contactsBySex)
    expect(result).toMatchObject({ ok: false, kind: 'snapshot-mismatch', file: 'snapshot.json' })
  })

  it('when values are outside the classification and have no code of their own', async () => {
    const copy = await copyOf('lpr')
    const changed = 'SELECT * REPLACE (CASE WHEN dw_ek_kontakt <= 7 THEN 9 ELSE borger_koen END AS borger_koen) FROM old'
    const snapshot = await rewrite(copy, 'lpr', 'kontakt.parquet', changed)
    const result = await tabulateSpecification({ ...copy, snapshot: () => snapshot }, contactsBySex)
    expect(result).toEqual({ ok: false, kind: 'value-outside-classification', variable: 'sex', rows: 7 })
    await copy.remove()
  })

  it('when it is cancelled, within a second', async () => {
    const controller = new AbortController()
    const many = {
      ...contactsBySex,
      rows: [axis('municipality', 'kommune', null, true), axis('age', 'age1'), axis('diagnosis', 'block')],
    }
    const startedAt = performance.now()
    setTimeout(() => controller.abort(), 20)
    const result = await tabulateSpecification(registers, many, { signal: controller.signal })
    expect(result).toEqual({ ok: false, kind: 'cancelled' })
    expect(performance.now() - startedAt).toBeLessThan(1000)
  })

  it('when it is cancelled while several threads count', async () => {
    const controller = new AbortController()
    const many = {
      ...contactsBySex,
      rows: [axis('municipality', 'kommune', null, true), axis('age', 'age1'), axis('diagnosis', 'block')],
    }
    const running = tabulateSpecification(registers, many, { signal: controller.signal, threads: 2, rowsWorthAThread: 0 })
    setTimeout(() => controller.abort(), 100)
    const result = await running
    expect(result.ok || result.kind === 'cancelled').toBe(true)
    const early = new AbortController()
    early.abort()
    expect(await tabulateSpecification(registers, many, { signal: early.signal, rowsWorthAThread: 0 })).toEqual({
      ok: false,
      kind: 'cancelled',
    })
  })
})

describe('a run that takes too long', () => {
  const plan = () => {
    const rows = [axis('municipality', 'kommune', null, true), axis('age', 'age1'), axis('diagnosis', 'block')]
    const resolved = decideSpecification(specificationOf({ ...contactsBySex, rows }), registers.catalogue, {
      maxCells: 50_000_000,
    })
    if (!resolved.ok) throw new Error(resolved.kind)
    return planTabulation(resolved.value, registers.catalogue)
  }
  const count = (limits: { timeLimitMs: number; signal?: AbortSignal }) =>
    tabulateWhereItLies(plan(), registers.snapshot('lpr'), { dataDir: registers.dataDir, ...limits }, undefined)

  it('is stopped and refused with the limit, which is something else than being cancelled', async () => {
    expect(await count({ timeLimitMs: 1 })).toEqual({ ok: false, kind: 'count-too-long', minutes: 1 })
    expect(await count({ timeLimitMs: 1, signal: AbortSignal.abort() })).toEqual({ ok: false, kind: 'cancelled' })
  })
})

describe('files that are not in order', () => {
  const diagnoses = { ...contactsBySex, rows: [axis('diagnosis', 'chapter'), axis('sex', 'sex')] }

  it.each([
    ['one table, shuffled', contactsBySex, 'kontakt.parquet', 'SELECT * FROM old ORDER BY hash(dw_ek_kontakt)'],
    ['the main one of two, shuffled', diagnoses, 'kontakt.parquet', 'SELECT * FROM old ORDER BY hash(dw_ek_kontakt)'],
    ['the second of two, shuffled', diagnoses, 'diagnose.parquet', 'SELECT * FROM old ORDER BY hash(dw_ek_kontakt)'],
    ['the second of two, backwards', diagnoses, 'diagnose.parquet', 'SELECT * FROM old ORDER BY dw_ek_kontakt DESC'],
  ])('give the same table as files that are: %s', async (_, order, file, query) => {
    const copy = await copyOf('lpr')
    const snapshot = await rewrite(copy, 'lpr', file, query)
    const inOrder = await tabulateSpecification(registers, order)
    const shuffled = await tabulateSpecification({ ...copy, snapshot: () => snapshot }, order)
    if (!inOrder.ok || !shuffled.ok) throw new Error('refused')
    expect(shuffled.value.cube).toEqual(inOrder.value.cube)
    expect(shuffled.value.record.sql.at(-1)).toContain('ORDER BY')
    expect(inOrder.value.record.sql.join()).not.toMatch(/ORDER BY|JOIN/)
    await copy.remove()
  })

  it('count a person once even when the main table holds the same contact twice', async () => {
    const copy = await copyOf('lpr')
    const twice = 'SELECT * FROM (SELECT * FROM old UNION ALL SELECT * FROM old) ORDER BY person, dw_ek_kontakt'
    const snapshot = await rewrite(copy, 'lpr', 'kontakt.parquet', twice)
    const once = await tabulateSpecification(registers, diagnoses)
    const doubled = await tabulateSpecification({ ...copy, snapshot: () => snapshot }, diagnoses)
    if (!once.ok || !doubled.ok) throw new Error('refused')
    expect(doubled.value.cube).toEqual(once.value.cube)
    await copy.remove()
  })
})

describe('the locked engine', () => {
  it('never spills into the folder of another engine', async () => {
    const path = join(registers.dataDir, registers.snapshot('diabetes').id, 'person.parquet')
    const open = () => openLockedDuckDb(new Map([['person', path]]), { threads: 1, memoryLimit: '500MB' })
    const engines = await Promise.all([open(), open()])
    const folders = await Promise.all(
      engines.map(async ({ connection }) =>
        String((await connection.runAndReadAll("SELECT current_setting('temp_directory')")).getRows()),
      ),
    )
    expect(new Set(folders).size).toBe(2)
    for (const engine of engines) engine.close()
  })

  it('reads the files it was opened for and no others, and cannot be unlocked', async () => {
    const path = join(registers.dataDir, registers.snapshot('diabetes').id, 'person.parquet')
    const other = join(registers.dataDir, registers.snapshot('diabetes').id, 'befolkning.parquet')
    const engine = await openLockedDuckDb(new Map([['person', path]]), { threads: 1, memoryLimit: '500MB' })
    const run = (sql: string) => engine.connection.runAndReadAll(sql)
    expect((await run('SELECT count(*) FROM person')).getRows()).toEqual([[10_000n]])
    await expect(run(`SELECT count(*) FROM read_parquet('${other}')`)).rejects.toThrow(/Permission/i)
    await expect(run(`SELECT * FROM read_csv('/etc/passwd')`)).rejects.toThrow(/Permission/i)
    await expect(run(`COPY person TO '${registers.dataDir}/stolen.csv'`)).rejects.toThrow(/Permission/i)
    await expect(run(`ATTACH '${registers.dataDir}/stolen.duckdb'`)).rejects.toThrow(/Permission/i)
    await expect(run('SET enable_external_access = true')).rejects.toThrow()
    await expect(run("SET memory_limit = '1TB'")).rejects.toThrow(/locked/i)
    engine.close()
  })
})
