import { readFileSync } from 'node:fs'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { decideSpecification } from '#lib/catalogue/decide-specification.ts'
import type { Specification } from '#lib/catalogue/specification.ts'
import { defaultRules } from '#lib/disclosure/default-rules.ts'
import { protectWithEarlier } from '#lib/production/protect-with-earlier.ts'
import type { TableBody } from '#lib/production/table-body.ts'
import { deliveryDocument } from '#lib/release/delivery-document.ts'
import { survivalCsvFile } from '#lib/release/formats/csv.ts'
import { axis, makeSmallRegisters, type SmallRegisters, specificationOf, tabulateSpecification } from './small-registers.ts'

let registers: SmallRegisters
beforeAll(async () => {
  registers = await makeSmallRegisters(50)
})
afterAll(() => registers.remove())

const persons = readFileSync(new URL('../../../prisma/seed-data/DMlate.csv', import.meta.url), 'utf8')
  .trimEnd()
  .split('\n')
  .slice(1)
  .map((line) => line.split(','))
  .map(([sex, born, included, died, , , left]) => ({
    sex: sex === '"M"' ? 'M' : 'K',
    age: Math.floor(Number(included) - Number(born)),
    year: Math.floor(Number(included)),
    years: Number(left) - Number(included),
    isDead: died !== 'NA',
  }))

/** The product-limit estimate at whole years on the exact times, in the plainest way. */
function kaplanMeier(own: typeof persons, year: number): number {
  const times = [...new Set(own.filter(({ isDead, years }) => isDead && years <= year).map(({ years }) => years))].sort(
    (a, b) => a - b,
  )
  return times.reduce((survival, time) => {
    const atRisk = own.filter(({ years }) => years >= time).length
    return survival * (1 - own.filter(({ isDead, years }) => isDead && years === time).length / atRisk)
  }, 1)
}

async function delivered(specification: Specification) {
  const { catalogue } = registers
  const resolved = decideSpecification(specification, catalogue, { maxCells: 100_000 })
  if (!resolved.ok) throw new Error(resolved.kind)
  const counted = await tabulateSpecification(registers, specification)
  if (!counted.ok) throw new Error(counted.kind)
  const { cube } = counted.value
  const task = { resolved: resolved.value, catalogue, earlier: [], tabulate: () => Promise.reject(new Error('not asked for')) }
  const result = await protectWithEarlier(cube, defaultRules, task, {})
  if (!result.ok) throw new Error(result.kind)
  const { status } = result.value
  const body: TableBody = {
    schema: 1,
    orderNumber: 'SB-2026-000001',
    registerId: 'diabetes',
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
    denominators: null,
    rules: { threshold: 5 },
  }
  const input = { body, contentHash: 'c'.repeat(64), specification, catalogue, releaseId: 'release', releasedOn: '2026-11-26' }
  return { body, document: deliveryDocument(input, 'en') }
}

describe('survival after inclusion in the diabetes sample', () => {
  it('by sex is that of Kaplan and Meier on the exact dates, with everybody at risk at first', async () => {
    const { document } = await delivered(
      specificationOf({
        register: 'diabetes',
        period: { fromYear: 1995, toYear: 2009 },
        rows: [axis('sex', 'sex')],
        survival: true,
      }),
    )
    const groups = document.curves?.groups ?? []
    expect(groups.map(({ label }) => label)).toEqual(['Total', 'Men', 'Women'])
    for (const { row, points } of groups) {
      const own = persons.filter(({ sex }) => row.codes[0] === 'TOTAL' || sex === row.codes[0])
      expect(points[0]?.atRisk).toBe(own.length)
      for (const year of [1, 5, 10])
        expect(Math.abs((points[year - 1]?.survival ?? 0) - kaplanMeier(own, year))).toBeLessThan(0.001)
    }
    const [head, first] = new TextDecoder().decode(survivalCsvFile(document, { rows: ['sex'], columns: [] })).split('\r\n')
    expect(head).toBe('sex,year,at_risk,survival,lower,upper')
    expect(first?.split(',').slice(0, 3)).toEqual(['TOTAL', '1', '10000'])
  })

  it('in small groups holds Kaplan and Meier within its limits, though steps of fewer than five deaths are hidden', async () => {
    const { body, document } = await delivered(
      specificationOf({
        register: 'diabetes',
        period: { fromYear: 1999, toYear: 2000 },
        rows: [axis('inclusion_age', 'age10')],
        columns: [axis('sex', 'sex')],
        survival: true,
      }),
    )
    const small = body.counts.filter((count) => count !== null && count > 0 && count < 5)
    expect(small).toEqual([])
    expect(body.counts.filter((count) => count === null).length).toBeGreaterThan(100)
    const band = (age: number) => (age >= 90 ? '90+' : `${age - (age % 10)}-${age - (age % 10) + 9}`)
    let told = 0
    for (const { row, column, points } of document.curves?.groups ?? []) {
      const own = persons.filter(
        ({ age, sex, year }) =>
          (year === 1999 || year === 2000) &&
          (row.codes[0] === 'TOTAL' || band(age) === row.codes[0]) &&
          (column.codes[0] === 'TOTAL' || sex === column.codes[0]),
      )
      for (const [k, point] of points.entries()) {
        if (!point) continue
        told++
        const exact = kaplanMeier(own, k + 1)
        expect(exact, `${row.codes} ${column.codes} ${k + 1}`).toBeGreaterThanOrEqual(point.lower - 0.005)
        expect(exact, `${row.codes} ${column.codes} ${k + 1}`).toBeLessThanOrEqual(point.upper + 0.005)
      }
    }
    expect(told).toBeGreaterThan(60)
  })
})
