import { describe, expect, it } from 'vitest'
import type { RegisterValue } from '#lib/catalogue/register.ts'
import { type Specification, STATISTICS, specificationSchema } from '#lib/catalogue/specification.ts'
import type { EarlierRelease } from '#lib/production/earlier-release.ts'
import { protectValues } from '#lib/production/protect-values.ts'
import { releasedValues, valueConflict } from '#lib/production/value-conflict.ts'
import type { Cube } from '#lib/tabulation/cube.ts'
import type { ValueRecords } from '#lib/tabulation/value-statistics.ts'

const specification: Specification = specificationSchema.parse({
  schema: 1,
  title: 'Udgifter',
  register: 'lmdb',
  measure: 'contacts',
  rate: false,
  value: { id: 'cost', statistics: [...STATISTICS] },
  period: { fromYear: 2020, toYear: 2020 },
  filters: [],
  rows: [{ variable: 'sex', level: 'sex', codes: null, parents: false }],
  columns: [],
  totals: true,
})
const text = { da: 'x', en: 'x' }
const value: RegisterValue = {
  id: 'cost',
  label: text,
  description: text,
  unit: text,
  column: 'pris',
  decimals: 2,
  statistics: [...STATISTICS],
}

/** A row of categories with a row per person in each. */
function tableOf(cells: readonly (readonly number[])[]): { cube: Cube; records: ValueRecords } {
  const addresses = cells.flatMap((values, k) => values.map(() => k + 1))
  const counts = [addresses.length, ...cells.map((values) => values.length)]
  const codes = counts.map((_, k) => (k === 0 ? 'TOTAL' : `c${k}`))
  const parents = Int32Array.from(counts, (_, k) => (k === 0 ? -1 : 0))
  return {
    cube: { dimensions: [{ id: 'sex', codes, parents, additive: true }], counts: Float64Array.from(counts) },
    records: {
      addresses: Int32Array.from(addresses),
      persons: Int32Array.from(addresses.keys()),
      values: Float64Array.from(cells.flat()),
      rows: new Float64Array(addresses.length).fill(1),
      contributors: null,
    },
  }
}

async function protectedOf(cells: readonly (readonly number[])[], hidden: readonly number[] = []) {
  const { cube, records } = tableOf(cells)
  const status = Uint8Array.from(cube.counts, (_, k) => (hidden.includes(k) ? 1 : 0))
  const task = { value, specification, isPerPerson: false, status, threshold: 5 }
  const result = await protectValues(cube, records, task, {})
  if (!result.ok) throw new Error(result.kind)
  const of = (id: string) => result.value.figures.figures.find((figure) => figure.id === id)?.values
  return { ...result.value, of }
}

const even = (count: number, from = 1000) => Array.from({ length: count }, (_, k) => from + 10 * k)

describe('sums and means of a number', () => {
  it('are given in its unit where enough persons stand behind them and nobody fills too much', async () => {
    const { of, isWithheld, certificates } = await protectedOf([even(30), even(40), even(50)])
    const sums = [even(30), even(40), even(50)].map((values) => values.reduce((sum, each) => sum + each, 0) / 100)
    expect(of('sum')?.slice(1)).toEqual(sums)
    expect(of('sum')?.[0]).toBeCloseTo(
      sums.reduce((sum, each) => sum + each, 0),
      9,
    )
    expect(of('mean')?.[1]).toBe(Math.round(((sums[0] ?? 0) / 30) * 100) / 100)
    expect(isWithheld).toBe(false)
    expect(certificates.map(({ audit }) => audit.failed)).toEqual([0])
  })

  it('are withheld where one person fills nearly all of a cell, and in another cell that would give her away', async () => {
    const { of, isWithheld } = await protectedOf([[1_000_000, ...even(20, 1)], even(40, 50_000), even(50, 60_000)])
    const hidden = of('sum')?.flatMap((sum, cell) => (sum === null ? [cell] : [])) ?? []
    expect(hidden).toContain(1)
    expect(hidden.length).toBeGreaterThan(1)
    expect(of('mean')?.[1]).toBeNull()
    expect(isWithheld).toBe(true)
  })

  it('are withheld where one company stands behind nearly all of a cell, however many persons do', async () => {
    const { cube, records } = tableOf([even(60), even(60), even(60)])
    // The first cell is one company's; the others are shared by five.
    const contributors = records.addresses.map((address, k) => (address === 1 ? 0 : 1 + (k % 5)))
    const task = { value, specification, isPerPerson: false, status: new Uint8Array(4), threshold: 5 }
    const result = await protectValues(cube, { ...records, contributors }, task, {})
    if (!result.ok) throw new Error(result.kind)
    const sums = result.value.figures.figures.find(({ id }) => id === 'sum')?.values
    expect(sums?.[1]).toBeNull()
    expect(sums?.filter((sum) => sum === null).length).toBeGreaterThan(1)
    expect(result.value.certificates).toHaveLength(2)
    expect(result.value.figures.figures.find(({ id }) => id === 'median')?.values[1]).not.toBeNull()
  })

  it('are withheld wherever the count is hidden: its sum over its mean would be the count', async () => {
    const { of } = await protectedOf([even(30), even(40), even(50)], [1, 2])
    for (const id of ['sum', 'mean', 'median', 'lower_quartile', 'upper_quartile']) {
      expect(of(id)?.slice(1, 3), id).toEqual([null, null])
      expect(of(id)?.[3], id).not.toBeNull()
    }
  })

  it('are withheld where everybody has the same number', async () => {
    const { of } = await protectedOf([Array<number>(30).fill(700), even(40), even(50)])
    expect(of('mean')?.[1]).toBeNull()
    expect(of('median')?.[1]).toBeNull()
    expect(of('mean')?.[2]).not.toBeNull()
  })

  it('are withheld where a few of those counted carry no number', async () => {
    const { cube, records } = tableOf([even(30), even(40)])
    const counts = Float64Array.from(cube.counts, (count, k) => count + (k === 1 || k === 0 ? 2 : 0))
    const status = new Uint8Array(3)
    const task = { value, specification, isPerPerson: false, status, threshold: 5 }
    const result = await protectValues({ ...cube, counts }, records, task, {})
    if (!result.ok) throw new Error(result.kind)
    const mean = result.value.figures.figures.find(({ id }) => id === 'mean')?.values
    expect([mean?.[0], mean?.[1]]).toEqual([null, null])
    expect(mean?.[2]).not.toBeNull()
  })
})

describe('percentiles', () => {
  it('want five persons on either side: a median ten, quartiles twenty', async () => {
    const { of } = await protectedOf([even(9), even(10), even(19), even(20)])
    expect(
      of('median')
        ?.slice(1)
        .map((each) => each !== null),
    ).toEqual([false, true, true, true])
    expect(
      of('lower_quartile')
        ?.slice(1)
        .map((each) => each !== null),
    ).toEqual([false, false, false, true])
    expect(of('median')?.[2]).toBe(10.45)
  })
})

describe('a table of sums beside released tables of the same sums', () => {
  const released = (given: Partial<Specification>, isWithheld: boolean): EarlierRelease =>
    ({
      orderNumber: 'SB-2026-000007',
      resolved: { specification: { ...specification, ...given } },
      values: { id: 'cost', isWithheld },
    }) as unknown as EarlierRelease
  const own = { specification } as unknown as Parameters<typeof valueConflict>[0]
  const other = { period: { fromYear: 2020, toYear: 2021 } }

  it('is refused with their numbers when either withholds a sum, and allowed when none does or it is the same table', () => {
    expect(valueConflict(own, true, [released(other, false)])).toEqual({
      ok: false,
      kind: 'values-with-earlier',
      orders: ['SB-2026-000007'],
    })
    expect(valueConflict(own, false, [released(other, true)])?.kind).toBe('values-with-earlier')
    expect(valueConflict(own, false, [released(other, false)])).toBeNull()
    expect(valueConflict(own, true, [released({ title: 'Another title' }, true)])).toBeNull()
    expect(valueConflict(own, true, [{ ...released(other, true), values: null }])).toBeNull()
  })

  it('reads from a released table whether a sum is withheld beside a published count', () => {
    const body = { counts: [10, 6, null], values: { id: 'cost', figures: [{ id: 'mean', values: [5, null, null] }] } }
    const read = (figures: unknown) =>
      releasedValues({ ...body, values: { id: 'cost', figures } } as Parameters<typeof releasedValues>[0])
    expect(read(body.values.figures)).toEqual({ id: 'cost', isWithheld: true })
    expect(read([{ id: 'mean', values: [5, 4, null] }])).toEqual({ id: 'cost', isWithheld: false })
    expect(read([{ id: 'median', values: [5, null, null] }])).toBeNull()
  })
})
