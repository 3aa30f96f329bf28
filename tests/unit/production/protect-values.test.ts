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
  value: { id: 'cost', statistics: ['median', 'quartiles'] },
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

function protectedOf(cells: readonly (readonly number[])[], hidden: readonly number[] = []) {
  const { cube, records } = tableOf(cells)
  const status = Uint8Array.from(cube.counts, (_, k) => (hidden.includes(k) ? 1 : 0))
  const task = { value, specification, isPerPerson: false, status, threshold: 5 }
  const { figures } = protectValues(cube, records, task)
  return { of: (id: string) => figures.figures.find((figure) => figure.id === id)?.values }
}

const even = (count: number, from = 1000) => Array.from({ length: count }, (_, k) => from + 10 * k)

describe('percentiles', () => {
  it('are withheld wherever the count is hidden, and where everybody has the same number', () => {
    const { of } = protectedOf([even(30), even(40), even(50), Array<number>(30).fill(700)], [1, 2])
    for (const id of ['median', 'lower_quartile', 'upper_quartile']) {
      expect(of(id)?.slice(1, 3), id).toEqual([null, null])
      expect(of(id)?.[3], id).not.toBeNull()
      expect(of(id)?.[4], id).toBeNull()
    }
  })

  it('want five persons on either side: a median ten, quartiles twenty', () => {
    const { of } = protectedOf([even(9), even(10), even(19), even(20)])
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
