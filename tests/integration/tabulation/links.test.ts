import { join } from 'node:path'
import { DuckDBInstance } from '@duckdb/node-api'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { decideSpecification } from '#lib/catalogue/decide-specification.ts'
import type { Specification, SpecificationLink } from '#lib/catalogue/specification.ts'
import { defaultRules } from '#lib/disclosure/default-rules.ts'
import { ok } from '#lib/kernel/result.ts'
import type { EarlierRelease } from '#lib/production/earlier-release.ts'
import { protectWithEarlier } from '#lib/production/protect-with-earlier.ts'
import { computeRun } from '#lib/production/run-job.ts'
import type { RunAssignment } from '#lib/production/run-message.ts'
import { tabulate } from '#lib/tabulation/engines/duckdb.ts'
import { planTabulation, type TabulationPlan } from '#lib/tabulation/plan.ts'
import { cellsOf } from './random-specification.ts'
import { axis, makeSmallRegisters, type SmallRegisters, specificationOf, tabulateSpecification } from './small-registers.ts'

let registers: SmallRegisters
beforeAll(async () => {
  registers = await makeSmallRegisters(3000)
})
afterAll(() => registers.remove())

const medicine = (code: string, window: SpecificationLink['window']): SpecificationLink => ({
  register: 'lmdb',
  filters: [{ variable: 'medicine', codes: [code] }],
  window,
})
const LAST_YEAR = { unit: 'years', back: 1, duringYear: false } as const

/** A count straight from the files, with a statement that knows nothing of plans. */
async function ask(sql: (file: (register: string, name: string) => string) => string): Promise<number> {
  const instance = await DuckDBInstance.create(':memory:')
  const connection = await instance.connect()
  const file = (register: string, name: string) =>
    `read_parquet('${join(registers.dataDir, registers.snapshot(register).id, `${name}.parquet`)}')`
  const result = await connection.runAndReadAll(sql(file))
  instance.closeSync()
  return Number(result.getRows()[0]?.[0])
}

/** Positions of the words that begin so, in a dictionary of a register. */
function positions(register: string, column: string, beginning: string): string {
  const words = registers.snapshot(register).dictionaries[column] ?? []
  return words.flatMap((word, position) => (word.startsWith(beginning) ? [position] : [])).join(', ')
}

const prevalence = {
  register: 'population',
  period: { fromYear: 2024, toYear: 2024 },
  rows: [axis('sex', 'sex')],
  columns: [axis('linked_events', 'event_any')],
  link: medicine('C', LAST_YEAR),
}

describe('a prevalence on 1 January', () => {
  it('is of those resident that day with a prescription in the year before, with everybody resident as its total', async () => {
    const result = await tabulateSpecification(registers, prevalence)
    if (!result.ok) throw new Error(result.kind)
    const cells = cellsOf(result.value.cube)
    const residents = (sex: number) => `SELECT person FROM F WHERE aar = 2024 AND koen = ${sex}`
    const having = `SELECT person FROM R WHERE atc IN (${positions('lmdb', 'atc', 'C')}) AND aar = 2023`
    const place = (sql: string) => (file: (register: string, name: string) => string) =>
      sql.replaceAll(' F ', ` ${file('population', 'folketal')} `).replaceAll(' R ', ` ${file('lmdb', 'recept')} `)
    for (const [code, sex] of [['M', 1] as const, ['K', 2] as const]) {
      const everybody = await ask(place(`SELECT count(DISTINCT person) FROM (${residents(sex)})`))
      const ill = await ask(place(`SELECT count(DISTINCT person) FROM (${residents(sex)}) WHERE person IN (${having})`))
      expect(ill).toBeGreaterThan(20)
      expect(cells.get(`${code}|with`)).toBe(ill)
      expect(cells.get(`${code}|TOTAL`)).toBe(everybody)
      expect(cells.get(`${code}|without`)).toBe(everybody - ill)
    }
    expect(result.value.record.linked).toEqual([expect.objectContaining({ registerId: 'lmdb' })])
  })

  it('is refused where the register that events are linked from has no cut here', async () => {
    expect(await tabulateSpecification(registers, prevalence, { linked: [] })).toMatchObject({
      ok: false,
      kind: 'snapshot-missing',
      snapshotId: 'lmdb',
    })
  })

  it('divides persons by how many contacts they had, those with none among them', async () => {
    const result = await tabulateSpecification(registers, {
      ...prevalence,
      columns: [axis('linked_events', 'event_number')],
      link: { register: 'lpr', filters: [], window: { unit: 'years', back: 0, duringYear: true } },
    })
    if (!result.ok) throw new Error(result.kind)
    const cells = cellsOf(result.value.cube)
    const parts = ['0', '1', '2', '3-5', '6+'].map((code) => cells.get(`TOTAL|${code}`) ?? 0)
    expect(parts.every((part) => part > 0)).toBe(true)
    expect(parts.reduce((sum, part) => sum + part, 0)).toBe(cells.get('TOTAL|TOTAL'))
  })
})

describe('new cases linked to prescriptions', () => {
  it('are those with one within so many days of the first contact, counted straight from the files', async () => {
    const result = await tabulateSpecification(registers, {
      register: 'lpr',
      measure: 'cases',
      period: { fromYear: 2024, toYear: 2024 },
      rows: [axis('sex', 'sex')],
      columns: [axis('linked_events', 'event_any')],
      link: { ...medicine('C', { unit: 'days', direction: 'before', days: 200 }) },
    })
    if (!result.ok) throw new Error(result.kind)
    const within = await ask(
      (
        file,
      ) => `WITH firsts AS (SELECT person, min(kont_starttidspunkt) AS at FROM ${file('lpr', 'kontakt')} WHERE kont_aar = 2024 GROUP BY person)
        SELECT count(DISTINCT firsts.person) FROM firsts, ${file('lmdb', 'recept')} AS r WHERE r.person = firsts.person
        AND r.atc IN (${positions('lmdb', 'atc', 'C')}) AND CAST(firsts.at AS DATE) - r.eksd BETWEEN 1 AND 200`,
    )
    expect(within).toBeGreaterThan(20)
    expect(cellsOf(result.value.cube).get('TOTAL|with')).toBe(within)
  })
})

describe('tables of linked events released before', () => {
  const count = async (plan: TabulationPlan) => {
    const options = { dataDir: registers.dataDir, linked: registers.catalogue.snapshots }
    const counted = await tabulate(plan, registers.snapshot('population'), options)
    return counted.ok ? ok(counted.value.cube) : counted
  }

  async function protect(specification: Specification, earlier: readonly EarlierRelease[]) {
    const resolved = decideSpecification(specification, registers.catalogue, { maxCells: 100_000 })
    if (!resolved.ok) throw new Error(resolved.kind)
    const plan = planTabulation(resolved.value, registers.catalogue)
    const cube = await count(plan)
    if (!cube.ok) throw new Error(cube.kind)
    const task = { resolved: resolved.value, catalogue: registers.catalogue, earlier, tabulate: count }
    const result = await protectWithEarlier(cube.value, defaultRules, task, {})
    if (!result.ok) throw new Error(JSON.stringify(result))
    const release: EarlierRelease = {
      releaseId: specification.title,
      orderNumber: specification.title,
      contentHash: 'a'.repeat(64),
      resolved: resolved.value,
      plan,
      codes: cube.value.dimensions.map(({ codes }) => codes),
      hidden: Uint8Array.from(result.value.status, (each) => (each > 0 ? 1 : 0)),
      values: null,
    }
    return { release, joint: result.value.joint, cube: cube.value, status: result.value.status }
  }

  const ages = (given: Partial<Specification>) =>
    specificationOf({ ...prevalence, link: medicine('A10', LAST_YEAR), rows: [axis('age', 'age10')], ...given })

  it('share the numbers with events with a new table of the same events, and not with one of others', async () => {
    const first = await protect(ages({ title: 'first' }), [])
    expect([...first.release.hidden].some((hidden) => hidden === 1)).toBe(true)
    const same = await protect(ages({ title: 'same', columns: [axis('sex', 'sex'), axis('linked_events', 'event_any')] }), [
      first.release,
    ])
    // Every cell of the first table stands in the second, as a total over sex.
    expect(same.joint?.releases[0]?.sharedCells).toBe(first.release.hidden.length)
    const other = await protect(ages({ title: 'other', link: medicine('N', LAST_YEAR) }), [first.release])
    // Those who live there are the same people whatever is linked; those with an event are not.
    expect(other.joint?.releases[0]?.sharedCells).toBe(first.release.hidden.length / 3)
  })
})

describe('the computing process of a run', () => {
  it('counts linked events on the cuts it is given, hides small numbers, and names the cuts in the record', async () => {
    const given = { ...prevalence, rows: [axis('age', 'age5')], link: medicine('A10', LAST_YEAR) }
    const resolved = decideSpecification(specificationOf(given), registers.catalogue, { maxCells: 100_000 })
    if (!resolved.ok) throw new Error(resolved.kind)
    const assignment: RunAssignment = {
      resolved: resolved.value,
      plan: planTabulation(resolved.value, registers.catalogue),
      catalogue: registers.catalogue,
      earlier: [],
      snapshot: registers.snapshot('population'),
      linked: registers.catalogue.snapshots,
      registersDir: registers.dataDir,
      rules: defaultRules,
    }
    const entry = new URL('../../../lib/production/run-process.ts', import.meta.url)
    const end = await computeRun(assignment, async () => 'go-on', entry)
    if (end.kind !== 'done') throw new Error(JSON.stringify(end))
    const { counts, confidential, record } = end.outcome
    const hidden = confidential.counts.filter((_, address) => counts[address] === null)
    expect(hidden.length).toBeGreaterThan(0)
    expect(counts.every((count) => count === null || count === 0 || count >= 5)).toBe(true)
    expect(record.linked).toEqual([expect.objectContaining({ id: registers.snapshot('lmdb').id, registerId: 'lmdb' })])
  })
})
