import { mkdtemp, readdir, readFile, rm, stat, truncate, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DuckDBInstance } from '@duckdb/node-api'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { decideSpecification } from '#lib/catalogue/decide-specification.ts'
import { type Specification, specificationSchema } from '#lib/catalogue/specification.ts'
import { tabulate } from '#lib/tabulation/engines/duckdb.ts'
import { planTabulation } from '#lib/tabulation/plan.ts'
import type { Declaration } from '#scripts/import/declaration.ts'
import { importedRegisters, importRegister } from '#scripts/import/import-register.ts'
import { ensureRegisters } from '#scripts/registers/ensure-registers.ts'
import { seedCatalogue } from '../../../prisma/seed-data/seed-catalogue.ts'

const EXAMPLE = 'docs/examples/diabetes-import.json'
const SEED_DATA = 'prisma/seed-data'
const seeded = seedCatalogue()

let dir: string
let out: string
beforeEach(async () => {
  dir = await mkdtemp(join(tmpdir(), 'import-'))
  out = join(dir, 'registers')
})
afterEach(() => rm(dir, { recursive: true, force: true }))

const example = async () => JSON.parse(await readFile(EXAMPLE, 'utf8')) as Declaration

/** Writes a declaration and its files into the folder and imports it. */
async function importFrom(declaration: unknown, files: Readonly<Record<string, string>>) {
  await writeFile(join(dir, 'declaration.json'), JSON.stringify(declaration))
  for (const [name, text] of Object.entries(files)) await writeFile(join(dir, name), text)
  return importRegister(join(dir, 'declaration.json'), dir, out, seeded)
}

const PERSONS = `id;sex;age;year\n0101901234;M;34;2000\n0202902345;F;7;2001\n0303903456;F;95;2001\n`

/** A small register of persons with the example's variables that its file has. */
async function small(changes: { raw?: object; columns?: object; key?: string[]; delimiter?: string } = {}) {
  const { register, ...rest } = await example()
  const variables = register.variables.filter(({ id }) => ['sex', 'inclusion_age', 'inclusion_year'].includes(id))
  return {
    ...rest,
    register: { ...register, variables, denominator: null },
    files: {
      'person.parquet': {
        source: 'persons.csv',
        delimiter: ';',
        raw: {
          id: { type: 'text', required: true },
          sex: { type: 'text', required: true },
          age: { type: 'integer', required: true, min: 0, max: 120 },
          year: { type: 'integer', required: true },
        },
        key: ['id'],
        columns: { person: 'id', koen: "CASE sex WHEN 'M' THEN 1 WHEN 'F' THEN 2 END", alder: 'age', aar: 'year' },
        ...changes,
      },
    },
  }
}

async function rowsOf(path: string): Promise<unknown[]> {
  const instance = await DuckDBInstance.create(':memory:')
  const rows = await (await instance.connect()).runAndReadAll(`SELECT * FROM read_parquet('${path}')`)
  instance.closeSync()
  return rows.getRowObjectsJS()
}

describe('importing a register', () => {
  it('makes of the published diabetes sample the very cells that the built-in cut of it gives', async () => {
    const { snapshot, how, tables } = await importRegister(EXAMPLE, SEED_DATA, out, seeded)
    expect(how).toBe('new')
    expect(tables.map(({ file, lines }) => [file, lines])).toEqual([
      ['DMlate.csv', 10_000],
      ['N.dk.csv', 8600],
    ])
    const [builtIn] = await ensureRegisters({ dataDir: out, persons: 10 })
    const [imported] = await importedRegisters(out)
    if (!builtIn || !imported) throw new Error('not made')
    const catalogue = { ...seeded, registers: [...seeded.registers, imported.register], snapshots: [builtIn, snapshot] }
    const table = (register: string): Specification =>
      specificationSchema.parse({
        schema: 1,
        title: 'Optaget',
        register,
        measure: 'persons',
        rate: true,
        period: { fromYear: 1996, toYear: 2009 },
        filters: [],
        rows: [{ variable: 'inclusion_age', level: 'age10', codes: null, parents: false }],
        columns: [
          { variable: 'sex', level: 'sex', codes: null, parents: false },
          { variable: 'inclusion_year', level: 'year', codes: null, parents: false },
        ],
        totals: true,
      })
    const count = async (register: string, cut: typeof snapshot) => {
      const resolved = decideSpecification(table(register), catalogue, { maxCells: 1e6 })
      if (!resolved.ok) throw new Error(resolved.kind)
      const counted = await tabulate(planTabulation(resolved.value, catalogue), cut, { dataDir: out })
      if (!counted.ok) throw new Error(counted.kind)
      const { cube, denominators } = counted.value
      return { counts: [...cube.counts], people: denominators && [...denominators] }
    }
    const ours = await count('diabetes_example', snapshot)
    expect(ours).toEqual(await count('diabetes', builtIn))
    expect(ours.counts.some((each) => each > 0)).toBe(true)
  })

  it('keeps no person’s key, only numbers in its order, the same in every import', async () => {
    const { snapshot } = await importFrom(await small(), { 'persons.csv': PERSONS })
    expect(await rowsOf(join(out, snapshot.id, 'person.parquet'))).toEqual([
      { person: 1, koen: 1, alder: 34, aar: 2000 },
      { person: 2, koen: 2, alder: 7, aar: 2001 },
      { person: 3, koen: 2, alder: 95, aar: 2001 },
    ])
    for (const name of await readdir(join(out, snapshot.id)))
      expect((await readFile(join(out, snapshot.id, name), 'latin1')).includes('0101901234')).toBe(false)
  })

  it('never changes a cut: the same again is said to be there, another content under its name is refused', async () => {
    const first = await importFrom(await small(), { 'persons.csv': PERSONS })
    const madeAt = (await stat(join(out, first.snapshot.id))).mtimeMs
    expect((await importFrom(await small(), { 'persons.csv': PERSONS })).how).toBe('same')
    const other = importFrom(await small(), { 'persons.csv': `${PERSONS}0404904567;M;50;2002\n` })
    await expect(other).rejects.toThrow(/a cut never changes/)
    expect((await stat(join(out, first.snapshot.id))).mtimeMs).toBe(madeAt)
    expect(await readdir(out)).toEqual([first.snapshot.id])
  })

  it('reads Parquet like CSV', async () => {
    const instance = await DuckDBInstance.create(':memory:')
    const connection = await instance.connect()
    await writeFile(join(dir, 'persons.csv'), PERSONS)
    const from = `read_csv('${join(dir, 'persons.csv')}', all_varchar = true)`
    await connection.run(`COPY (SELECT id, sex, age::INT AS age, year::INT AS year FROM ${from}) TO '${join(dir, 'p.parquet')}'`)
    instance.closeSync()
    const declaration = await small()
    Object.assign(declaration.files['person.parquet'], { source: 'p.parquet', delimiter: undefined })
    expect((await importFrom(declaration, {})).snapshot.persons).toBe(3)
    await truncate(join(dir, 'p.parquet'), 300)
    const id = { ...declaration, snapshot: { ...declaration.snapshot, id: 'another' } }
    await expect(importFrom(id, {})).rejects.toThrow(/not a whole Parquet file/)
  })
})

describe('what is wrong with a source', () => {
  it.each([
    [
      'a number that is none',
      PERSONS.replace(';7;', ';syv;'),
      /persons\.csv, age: 1 values are not of the type integer, the first on line 3/,
    ],
    [
      'a number beyond its bounds',
      PERSONS.replace(';95;', ';195;'),
      /age: 1 values lie outside the declared bounds, the first on line 4/,
    ],
    ['a value that must be there', PERSONS.replace(';34;', ';;'), /age: 1 lines lack a value, the first on line 2/],
    ['a person twice', `${PERSONS}0101901234;M;34;2000\n`, /1 lines repeat a key, the first on line 5/],
    [
      'a code no classification has',
      PERSONS.replace(';M;', ';X;'),
      /sex: 1 different values stand in no code of sex, the first on line 2/,
    ],
    ['a column that is not there', PERSONS.replace('age', 'alder'), /there is no column age/],
    ['a line with too many fields', `${PERSONS}1;2;3;4;5\n`, /persons\.csv: /],
  ])('%s is told with file, column and first line, and nothing is kept', async (_, text, sentence) => {
    await expect(importFrom(await small(), { 'persons.csv': text })).rejects.toThrow(sentence)
    expect(await readdir(out)).toEqual([])
  })

  it('is told without any value of a person', async () => {
    const refused = await importFrom(await small(), { 'persons.csv': `${PERSONS}0101901234;M;34;2000\n` }).catch(
      (error: Error) => error.message,
    )
    expect(refused).not.toContain('0101901234')
  })

  it('is a missing file, a declaration that is none, one that forgets a column or breaks a classification', async () => {
    await expect(importFrom(await small(), {})).rejects.toThrow(/there is no such file/)
    await writeFile(join(dir, 'odd.json'), '{')
    await expect(importRegister(join(dir, 'odd.json'), dir, out, seeded)).rejects.toThrow(/is not JSON/)
    await expect(importFrom({ schema: 2 }, {})).rejects.toThrow(/schema/)
    await expect(importFrom(await small({ columns: { person: 'id', koen: '1', aar: 'year' } }), {})).rejects.toThrow(
      /lacks alder/,
    )
    await expect(
      importFrom(await small({ columns: { person: 'id', koen: 'nothing', alder: 'age', aar: 'year' } }), {
        'persons.csv': PERSONS,
      }),
    ).rejects.toThrow(/can't be computed/)
    const sex = seeded.classifications.find(({ id }) => id === 'sex')
    const changed = { ...(await small()), classifications: [{ ...sex, version: 'another' }] }
    await expect(importFrom(changed, { 'persons.csv': PERSONS })).rejects.toThrow(/sex is there with other content/)
  })
})
