import { describe, expect, it } from 'vitest'
import { coarserSpecifications } from '#lib/catalogue/coarser-specifications.ts'
import { decideSpecification } from '#lib/catalogue/decide-specification.ts'
import { headingLabel } from '#lib/catalogue/own-groups.ts'
import { type Specification, specificationSchema } from '#lib/catalogue/specification.ts'
import { readComposition, writeComposition } from '#lib/web/composition-form.ts'
import { draftForm } from '#lib/web/order-forms.ts'
import { seedCatalogue } from '../../../prisma/seed-data/seed-catalogue.ts'

const catalogue = seedCatalogue()
const LIMITS = { maxCells: 30_000 }

function byAge(groups: { name: string; codes: string[] }[], more: Partial<Specification['rows'][number]> = {}): Specification {
  return specificationSchema.parse({
    schema: 1,
    title: 'Personer efter alder',
    register: 'population',
    measure: 'persons',
    rate: false,
    period: { fromYear: 2020, toYear: 2020 },
    filters: [],
    rows: [{ variable: 'age', level: 'age10', codes: null, parents: false, groups, ...more }],
    columns: [],
    totals: true,
  })
}

const codesOf = (specification: Specification) => {
  const resolved = decideSpecification(specification, catalogue, LIMITS)
  if (!resolved.ok) throw new Error(resolved.kind)
  return (resolved.value.axes[0]?.nodes ?? []).map((node) => [node.code, node.finestCodes.length])
}
const refusal = (specification: Specification) => decideSpecification(specification, catalogue, LIMITS)

describe('groups of the requester’s own', () => {
  it('stand under the total in her order, each with every single age between its bounds', () => {
    const groups = [
      { name: '65+', codes: ['65+'] },
      { name: 'Børn', codes: ['0-17'] },
      { name: '18-64', codes: ['18-64'] },
    ]
    // Ages 65 to 99+, 0 to 17 and 18 to 64: 35, 18 and 47 of a hundred.
    expect(codesOf(byAge(groups))).toEqual([
      ['TOTAL', 0],
      ['own-1', 35],
      ['own-2', 18],
      ['own-3', 47],
    ])
    const named = byAge(groups)
    expect(headingLabel(catalogue, named, 'age', 'own-2', 'en')).toBe('Børn')
    expect(headingLabel(catalogue, named, 'age', '0-9', 'da')).not.toBe('Børn')
  })

  it('take codes of different levels together', () => {
    expect(codesOf(byAge([{ name: 'Blandet', codes: ['0-9', '10-14', '15', '90+'] }]))[1]).toEqual(['own-1', 10 + 5 + 1 + 10])
  })

  it('are refused when an age stands in two of them, naming the age and both groups', () => {
    const overlapping = byAge([
      { name: 'Unge', codes: ['15-24'] },
      { name: 'Voksne', codes: ['24-64'] },
    ])
    expect(refusal(overlapping)).toEqual({
      ok: false,
      kind: 'overlapping-groups',
      variable: 'age',
      code: '24',
      group: 'Voksne',
      otherGroup: 'Unge',
    })
  })

  it.each(['200', '17-0', '5-', '-5', 'abc', '0-4-9', '0-17+'])('are refused with the word %j, which names no codes', (word) => {
    expect(refusal(byAge([{ name: 'Gruppe', codes: [word] }]))).toMatchObject({ kind: 'unknown-code', code: word })
  })

  it('are refused with a name twice, beside chosen values, and with a civil registration number for a name', () => {
    const one = { name: 'Unge', codes: ['15-24'] }
    expect(refusal(byAge([one, { name: 'unge', codes: ['30'] }]))).toMatchObject({ kind: 'group-name-twice' })
    expect(refusal(byAge([one], { codes: ['0-9'] }))).toMatchObject({ kind: 'groups-and-codes' })
    expect(refusal(byAge([one], { parents: true }))).toMatchObject({ kind: 'groups-and-codes' })
    expect(refusal(byAge([{ name: '010190-1234', codes: ['15'] }]))).toMatchObject({ kind: 'contains-cpr-number' })
  })

  it('never begin like a formula, which a spreadsheet would run', () => {
    for (const name of ['=1+1', '+45', '-1', '@SUM(A1)', '\t=1'])
      expect(
        specificationSchema.safeParse({
          ...byAge([{ name: 'x', codes: ['15'] }]),
          rows: [{ variable: 'age', level: 'age10', codes: null, parents: false, groups: [{ name, codes: ['15'] }] }],
        }).success,
      ).toBe(false)
  })

  it('are dropped as a whole when a coarser table is sought, because no level lies above them', () => {
    const table = byAge([{ name: 'Unge', codes: ['15-24'] }])
    expect(coarserSpecifications(table, catalogue)).toEqual([])
  })
})

describe('groups in the composer’s fields', () => {
  const fields = { register: 'population', title: 'Personer', fromYear: '2020', toYear: '2020', row1: 'age.age10' }

  it('are a line each, with or without a name, and are written back as they were read', () => {
    const { specification } = readComposition({ ...fields, row1groups: 'Børn og unge: 0-17, 18\r\n\r\n19-64\nEt: to: 65+' })
    expect(specification?.rows[0]?.groups).toEqual([
      { name: 'Børn og unge', codes: ['0-17', '18'] },
      { name: '19-64', codes: ['19-64'] },
      { name: 'Et: to', codes: ['65+'] },
    ])
    const written = specification ? Object.fromEntries(writeComposition(specification)) : {}
    expect(readComposition(written).specification).toEqual(specification)
  })

  it('come through the form that keeps the draft', () => {
    const form = { ...fields, row1groups: 'Børn: 0-17', purpose: 'Til en artikel', invoiceReference: '' }
    const kept = draftForm.safeParse({ ...form, formKey: '6b0dff0a-6c9a-4b43-8c1d-1d1d5b7a6a10' })
    expect(kept.success && kept.data.specification.rows[0]?.groups).toEqual([{ name: 'Børn', codes: ['0-17'] }])
  })

  it('point at their own field when a line cannot be read', () => {
    expect(readComposition({ ...fields, row1groups: 'Børn:' }).errors).toEqual([{ field: 'row1groups', key: 'compose-groups' }])
  })
})
