import { describe, expect, it } from 'vitest'
import { isCompositionField, readComposition, writeComposition } from '#lib/web/composition-form.ts'

const TABLE = { register: 'population', title: 'Prævalens', fromYear: '2024', toYear: '2024', row1: 'sex.sex' }
const YEARS = { link: 'lmdb', linkUnit: 'years', linkBack: '2', linkYear: 'on', linkfilter_medicine: 'A10, C07' }

function specificationOf(values: Readonly<Record<string, string>>) {
  const { specification, errors } = readComposition(values)
  if (!specification) throw new Error(JSON.stringify(errors))
  return specification
}

describe('the composer’s fields for linked events', () => {
  it('give the register, the codes and the window, and an axis for them where nobody placed one', () => {
    const { link, columns } = specificationOf({ ...TABLE, ...YEARS })
    expect(link).toEqual({
      register: 'lmdb',
      filters: [{ variable: 'medicine', codes: ['A10', 'C07'] }],
      window: { unit: 'years', back: 2, duringYear: true },
    })
    expect(columns).toEqual([{ variable: 'linked_events', level: 'event_any', codes: null, parents: false }])
    const placed = specificationOf({ ...TABLE, ...YEARS, row2: 'linked_events.event_number' })
    expect([placed.rows.length, placed.columns.length]).toEqual([2, 0])
  })

  it('ask for nothing while no register is chosen', () => {
    const { link, columns } = specificationOf({ ...TABLE, ...YEARS, link: '' })
    expect([link, columns]).toEqual([undefined, []])
  })

  it('can be written and read again, years and days alike', () => {
    const cases = { ...TABLE, register: 'lpr', measure: 'cases', link: 'car', linkUnit: 'days', linkDays: '30' }
    for (const values of [{ ...TABLE, ...YEARS }, cases, { ...cases, linkDirection: 'before', linkDays: '' }]) {
      const specification = specificationOf(values)
      const fields = writeComposition(specification)
      expect(fields.every(([name]) => isCompositionField(name))).toBe(true)
      const lists = Map.groupBy(fields, ([name]) => name)
      const again = readComposition(Object.fromEntries([...lists].map(([name, all]) => [name, all.map(([, value]) => value)])))
      expect(again.specification).toEqual(specification)
    }
  })

  it('name the field that is wrong', () => {
    const days = { ...TABLE, link: 'lpr', linkUnit: 'days', linkDays: 'mange' }
    expect(readComposition(days).errors).toEqual([{ field: 'linkDays', key: 'compose-linkDays' }])
  })
})
