import { join } from 'node:path'
import { DuckDBInstance } from '@duckdb/node-api'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { findRegister } from '#lib/catalogue/catalogue.ts'
import { decideSpecification } from '#lib/catalogue/decide-specification.ts'
import { defaultRules } from '#lib/disclosure/default-rules.ts'
import { protect } from '#lib/disclosure/protect.ts'
import { protectWithEarlier } from '#lib/production/protect-with-earlier.ts'
import type { TableBody } from '#lib/production/table-body.ts'
import { deliveryDocument } from '#lib/release/delivery-document.ts'
import { planTabulation } from '#lib/tabulation/plan.ts'
import { EUROPEAN_2013 } from '#lib/tabulation/standard-population.ts'
import { LEAST_EVENTS } from '#lib/tabulation/standardise-protected.ts'
import { type Stratum, standardisedRate } from '#lib/tabulation/standardised-rate.ts'
import { countSlowly, readRegister } from './oracle.ts'
import { axis, makeSmallRegisters, type SmallRegisters, specificationOf, tabulateSpecification } from './small-registers.ts'

let registers: SmallRegisters
beforeAll(async () => {
  registers = await makeSmallRegisters(6000)
})
afterAll(() => registers.remove())

const specification = specificationOf({
  register: 'lpr',
  measure: 'contacts',
  rate: true,
  standardisation: { standard: 'european_2013', level: 'age5', interval: 'gamma' },
  period: { fromYear: 2020, toYear: 2023 },
  rows: [axis('municipality', 'region')],
  columns: [axis('sex', 'sex')],
  filters: [{ variable: 'action_diagnosis', codes: ['IX', 'XIII', 'X'] }],
})

const fiveYears = (age: number) => (age >= 95 ? '95+' : `${age - (age % 5)}-${age - (age % 5) + 4}`)

/** Inhabitants of the four years by region, sex and five-year age, straight from the file. */
async function population(): Promise<(region: string, sex: string, age: string) => number> {
  const instance = await DuckDBInstance.create(':memory:')
  const connection = await instance.connect()
  const path = join(registers.dataDir, registers.snapshot('lpr').id, 'befolkning.parquet')
  const result = await connection.runAndReadAll(
    `SELECT kom, koen, alder, antal FROM read_parquet('${path}') WHERE aar BETWEEN 2020 AND 2023`,
  )
  const rows = result.getRows().map(([kom, koen, alder, antal]) => ({
    region: regionOf(kom === null ? null : Number(kom)),
    sex: Number(koen) === 1 ? 'M' : 'K',
    age: fiveYears(Number(alder)),
    people: Number(antal),
  }))
  instance.closeSync()
  return (region, sex, age) =>
    rows
      .filter((row) => [region, 'TOTAL'].includes(region === 'TOTAL' ? 'TOTAL' : row.region))
      .filter((row) => (sex === 'TOTAL' || row.sex === sex) && row.age === age)
      .reduce((sum, { people }) => sum + people, 0)
}

function regionOf(municipality: number | null): string {
  const nodes = registers.catalogue.classifications.find(({ id }) => id === 'municipality')?.nodes ?? []
  const node = nodes.find(({ code, level }) => level === 'kommune' && Number(code) === municipality)
  return nodes.find(({ code }) => code === node?.parent)?.parent ?? 'U-region'
}

async function delivered() {
  const { catalogue } = registers
  const resolved = decideSpecification(specification, catalogue, { maxCells: 100_000 })
  if (!resolved.ok) throw new Error(resolved.kind)
  const counted = await tabulateSpecification(registers, specification)
  if (!counted.ok) throw new Error(counted.kind)
  const { cube, denominators } = counted.value
  const task = { resolved: resolved.value, catalogue, earlier: [], tabulate: () => Promise.reject(new Error('not asked for')) }
  const result = await protectWithEarlier(cube, defaultRules, task, {})
  if (!result.ok) throw new Error(result.kind)
  const { status } = result.value
  const body: TableBody = {
    schema: 1,
    orderNumber: 'SB-2026-000001',
    registerId: 'lpr',
    snapshotId: 'snapshot',
    snapshotSha256: 'a'.repeat(64),
    specificationVersion: 1,
    specificationSha256: 'b'.repeat(64),
    dimensions: cube.dimensions.map(({ id, codes, parents, additive }) => ({
      id,
      codes: [...codes],
      parents: [...parents],
      additive,
    })),
    counts: Array.from(cube.counts, (count, address) => (status[address] === 0 ? count : null)),
    denominators: denominators && [...denominators],
    rules: { threshold: 5 },
  }
  const input = { body, contentHash: 'c'.repeat(64), specification, catalogue, releaseId: 'release', releasedOn: '2026-11-26' }
  return { cube, status, body, document: deliveryDocument(input, 'da'), plan: planTabulation(resolved.value, catalogue) }
}

/** The oldest ages joined downwards until somebody lives in them. */
function withoutEmptyTop(strata: readonly Stratum[]): Stratum[] {
  const joined = [...strata]
  for (let last = joined.at(-1); last?.people === 0; last = joined.at(-1)) {
    const below = joined.at(-2)
    if (!below) throw new Error('nobody lives there')
    joined.splice(-2, 2, { count: below.count + last.count, people: below.people, standard: below.standard + last.standard })
  }
  return joined
}

describe('age-standardised rates of hospital contacts', () => {
  it('hold the exact rate of a slow count and the population within their limits, and are exact where no age is hidden', async () => {
    const { document, status, cube } = await delivered()
    const register = findRegister(registers.catalogue, 'lpr')
    if (!register) throw new Error('no register')
    const snapshot = registers.snapshot('lpr')
    const people = await population()
    const byAge = countSlowly(
      { ...specification, columns: [...specification.columns, axis('age', 'age5')] },
      registers.catalogue,
      snapshot,
      await readRegister(register, snapshot, registers.dataDir),
    )
    const valuesOf = (id: string) => document.figures.find((figure) => figure.id === id)?.values
    const ageCodes = [...EUROPEAN_2013.weights.keys()]
    const seen = { exact: 0, widened: 0, few: 0, hidden: 0 }
    for (const [r, row] of document.grid.rows.entries()) {
      for (const [c, column] of document.grid.columns.entries()) {
        const [region = '', sex = ''] = [...row.codes, ...column.codes]
        if (region === 'U-region') continue
        const rate = valuesOf('standardised_rate')?.[r]?.[c] ?? null
        const lower = valuesOf('standardised_lower')?.[r]?.[c] ?? Number.NaN
        const upper = valuesOf('standardised_upper')?.[r]?.[c] ?? Number.NaN
        const count = document.counts[r]?.[c] ?? null
        if (rate === null) {
          if (count === null) seen.hidden++
          else if (count < LEAST_EVENTS) seen.few++
          continue
        }
        const strata = ageCodes.map((age) => ({
          count: byAge.get(`${region}|${sex}|${age}`) ?? 0,
          people: people(region, sex, age),
          standard: EUROPEAN_2013.weights.get(age) ?? 0,
        }))
        expect(
          strata.reduce((sum, stratum) => sum + stratum.count, 0),
          `${region} ${sex}`,
        ).toBe(count)
        const exact = standardisedRate(withoutEmptyTop(strata))
        if (!exact.ok) throw new Error(exact.kind)
        const hasHidden = Array.from({ length: ageCodes.length + 1 }, (_, k) => status[row.offset + column.offset + k]).some(
          Boolean,
        )
        if (hasHidden) {
          seen.widened++
          expect(exact.value.rate).toBeGreaterThanOrEqual(lower - 0.05)
          expect(exact.value.rate).toBeLessThanOrEqual(upper + 0.05)
        } else {
          seen.exact++
          expect(rate).toBeCloseTo(exact.value.rate, 0)
          expect(Math.abs(lower - exact.value.lower)).toBeLessThanOrEqual(0.051)
          expect(Math.abs(upper - exact.value.upper)).toBeLessThanOrEqual(0.051)
        }
      }
    }
    expect(cube.dimensions.map(({ id, additive }) => [id, additive])).toContainEqual(['age', true])
    expect(seen.widened).toBeGreaterThan(3)
    expect(seen.exact + seen.widened).toBeGreaterThan(12)
  })

  it('are the same for every truth behind the same protected table: nothing hidden goes into them', async () => {
    const { body, document } = await delivered()
    expect(body.counts.filter((count) => count === null).length).toBeGreaterThan(10)
    expect(document.figures.map(({ id }) => id)).toEqual([
      'rate',
      'standardised_rate',
      'standardised_lower',
      'standardised_upper',
    ])
    // The document is made of the body alone; a body in JSON and back, as it is kept, gives the same figures.
    const kept: TableBody = JSON.parse(JSON.stringify(body))
    const input = {
      body: kept,
      contentHash: '',
      specification,
      catalogue: registers.catalogue,
      releaseId: 'release',
      releasedOn: '',
    }
    expect(deliveryDocument(input, 'da').figures).toEqual(document.figures)
  })

  it('hide cells that lie within the table rather than those that were ordered', async () => {
    const { body, document } = await delivered()
    const { standardisation: _, ...plain } = specification
    const counted = await tabulateSpecification(registers, plain)
    if (!counted.ok) throw new Error(counted.kind)
    const alone = await protect(counted.value.cube, defaultRules)
    if (!alone.ok) throw new Error(alone.kind)
    const shown = document.counts.flat().filter((count) => count === null).length
    expect(shown).toBeLessThanOrEqual(alone.value.status.filter((status) => status > 0).length)
    expect(body.counts.filter((count) => count === null).length).toBeGreaterThan(shown)
  })
})
