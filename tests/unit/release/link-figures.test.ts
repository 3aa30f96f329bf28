import { describe, expect, it } from 'vitest'
import type { Specification } from '#lib/catalogue/specification.ts'
import { deliveryDocument } from '#lib/release/delivery-document.ts'
import { sharesOf } from '#lib/release/link-figures.ts'
import { body, input, specification } from './example-delivery.ts'

const linked: Specification = {
  ...specification,
  register: 'population',
  period: { fromYear: 2024, toYear: 2024 },
  columns: [{ variable: 'linked_events', level: 'event_any', codes: null, parents: false }],
  link: {
    register: 'lmdb',
    filters: [{ variable: 'medicine', codes: ['A10'] }],
    window: { unit: 'years', back: 1, duringYear: false },
  },
}

/** By sex and linked events: in all, with, without. Men with an event are hidden, and men without one beside them. */
const prevalent = {
  ...input,
  specification: linked,
  body: {
    ...body,
    registerId: 'population',
    linked: { registerId: 'lmdb', snapshotId: 'lmdb-cut', snapshotSha256: 'd'.repeat(64) },
    dimensions: [
      { id: 'sex', codes: ['TOTAL', 'M', 'K'], parents: [-1, 0, 0], additive: true },
      { id: 'linked_events', codes: ['TOTAL', 'with', 'without'], parents: [-1, 0, 0], additive: true },
    ],
    counts: [2000, 90, 1910, 1000, null, null, 1000, 86, 914],
  },
}

describe('the figure of linked events', () => {
  it('is the number with an event over everybody of the same cell, per 100 000, and only where both are shown', () => {
    const { figures } = deliveryDocument(prevalent, 'da')
    expect(figures.map(({ id }) => id)).toEqual(['prevalence'])
    expect(figures[0]?.values).toEqual([
      [100_000, 4500, 95_500],
      [100_000, null, null],
      [100_000, 8600, 91_400],
    ])
  })

  it('is a percentage where cases are followed', () => {
    const window = { unit: 'days', direction: 'after', days: 90 } as const
    const link = { register: 'lmdb', filters: [], window }
    const cases = { ...linked, register: 'lpr', measure: 'cases', link } as const
    const { figures, facts } = deliveryDocument({ ...prevalent, specification: cases }, 'en')
    expect(figures.map(({ id, values }) => [id, values[2]])).toEqual([['linked_share', [100, 8.6, 91.4]]])
    expect(facts.find(({ name }) => name === 'Events count')?.value).toBe('from the day of the first event to 90 days after')
  })

  it('is not given for a part of the numbers, whose total is not everybody', () => {
    const columns = [{ variable: 'linked_events', level: 'event_any', codes: ['with'], parents: false }]
    const dimensions = [
      ...prevalent.body.dimensions.slice(0, 1),
      { id: 'linked_events', codes: ['TOTAL', 'with'], parents: [-1, 0], additive: true },
    ]
    const part = { ...prevalent.body, dimensions, counts: [90, 90, null, null, 86, 86] }
    expect(deliveryDocument({ ...prevalent, specification: { ...linked, columns }, body: part }, 'da').figures).toEqual([])
  })

  it('is nothing where nobody is', () => {
    expect(sharesOf({ dimensions: body.dimensions.slice(1), counts: [0, 0, 0] }, 0, 100)).toEqual([null, null, null])
  })

  it('says in both languages which events and which cuts stand behind it', () => {
    const danish = deliveryDocument(prevalent, 'da')
    expect(danish.facts).toContainEqual({ name: 'Hændelserne tælles', value: 'i kalenderåret før 1. januar' })
    expect(danish.facts).toContainEqual({ name: 'Udtræk, der kobles til', value: 'lmdb-cut' })
    expect(danish.facts.find(({ name }) => name === 'Koblede hændelser')?.value).toMatch(/Lægemiddeldatabasen.*Lægemiddel: A10 /)
    const english = deliveryDocument(prevalent, 'en')
    expect(english.facts).toContainEqual({ name: 'Linked snapshot', value: 'lmdb-cut' })
    expect(english.legend.join()).toContain('living in Denmark on 1 January')
  })
})

describe('a rate in person-years', () => {
  it('is named by what it is per, in figures and facts', () => {
    const rated = { ...input, specification: { ...specification, rate: true, personYears: true as const } }
    const denominators = body.counts.map(() => 1000.5)
    const { figures, facts } = deliveryDocument({ ...rated, body: { ...body, denominators } }, 'en')
    expect(figures[0]).toMatchObject({ id: 'rate', label: 'Per 100,000 person-years' })
    expect(figures[0]?.values[0]?.[0]).toBe(Math.round((1050 / 1000.5) * 1_000_000) / 10)
    expect(facts.find(({ name }) => name === 'Person-years')?.value).toContain('Lexis')
  })
})
