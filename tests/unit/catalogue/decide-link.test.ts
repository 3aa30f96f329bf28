import { describe, expect, it } from 'vitest'
import { decideSpecification } from '#lib/catalogue/decide-specification.ts'
import { linkName, readLinkName } from '#lib/catalogue/linked-events.ts'
import { type Specification, type SpecificationLink, specificationSchema } from '#lib/catalogue/specification.ts'
import { tableShape } from '#lib/catalogue/table-shape.ts'
import { seedCatalogue } from '../../../prisma/seed-data/seed-catalogue.ts'

const catalogue = seedCatalogue()
const axis = (variable: string, level: string) => ({ variable, level, codes: null, parents: false })

const LINK: SpecificationLink = {
  register: 'lmdb',
  filters: [{ variable: 'medicine', codes: ['A10'] }],
  window: { unit: 'years', back: 1, duringYear: false },
}

function decide(given: Partial<Specification>) {
  const specification = specificationSchema.parse({
    schema: 1,
    title: 'Prævalens af diabetesmedicin',
    register: 'population',
    measure: 'persons',
    rate: false,
    period: { fromYear: 2025, toYear: 2025 },
    filters: [],
    rows: [axis('sex', 'sex')],
    columns: [axis('linked_events', 'event_any')],
    totals: true,
    link: LINK,
    ...given,
  })
  return decideSpecification(specification, catalogue, { maxCells: 100_000 })
}

/** The reason why nothing can be linked so; `ok` when it can. */
function reasonOf(given: Partial<Specification>): string {
  const decided = decide(given)
  if (decided.ok) return 'ok'
  return decided.kind === 'link-not-offered' ? decided.reason : decided.kind
}

const CASES = { register: 'lpr', measure: 'cases', period: { fromYear: 2023, toYear: 2023 } } as const
const days = (days: number, direction: 'after' | 'before' = 'after') => ({
  link: { ...LINK, window: { unit: 'days' as const, direction, days } },
})

describe('linking events', () => {
  it('needs an axis for them, and an axis of them needs a link', () => {
    expect(reasonOf({})).toBe('ok')
    expect(reasonOf({ columns: [] })).toBe('unused')
    expect(reasonOf({ link: undefined })).toBe('undefined')
  })

  it('is refused for registers that know no such persons, on either side', () => {
    expect(reasonOf({ register: 'dar', period: { fromYear: 2023, toYear: 2023 }, columns: [] })).toBe('register')
    expect(reasonOf({ link: { ...LINK, register: 'diabetes', filters: [] } })).toBe('linked-register')
  })

  it('follows persons on a date by years, and new cases by days', () => {
    expect(reasonOf({ ...CASES, ...days(90) })).toBe('ok')
    expect(reasonOf({ ...CASES, link: LINK })).toBe('window-years')
    expect(reasonOf({ ...CASES, measure: 'persons', ...days(90) })).toBe('window-days')
    expect(reasonOf({ link: { ...LINK, window: { unit: 'years', back: 0, duringYear: false } } })).toBe('no-years')
    expect(reasonOf({ link: { ...LINK, window: { unit: 'years', back: 0, duringYear: true } } })).not.toBe('no-years')
  })

  it('stays within the years that the linked register covers, so that nothing is missed', () => {
    const { fromYear, toYear } = catalogue.registers.find(({ id }) => id === 'lmdb')?.coverage ?? { fromYear: 0, toYear: 0 }
    const at = (year: number) => ({ period: { fromYear: year, toYear: year } })
    expect(reasonOf(at(fromYear + 1))).toBe('ok')
    expect(decide(at(fromYear))).toMatchObject({ reason: 'coverage', fromYear: fromYear + 1, toYear: toYear + 1 })
    expect(reasonOf({ ...CASES, ...at(toYear), ...days(30) })).toBe('coverage')
    expect(reasonOf({ ...CASES, ...at(toYear), ...days(30, 'before') })).toBe('ok')
    expect(reasonOf({ ...CASES, ...at(fromYear), ...days(30, 'before') })).toBe('coverage')
  })

  it('finds the words of its filters in the linked register', () => {
    const filters = [{ variable: 'medicine', codes: ['Q99'] }]
    expect(reasonOf({ link: { ...LINK, filters } })).toBe('unknown-code')
    expect(reasonOf({ link: { ...LINK, filters: [{ variable: 'diagnosis', codes: ['I21'] }] } })).toBe('unknown-variable')
  })

  it('is priced as another register, but not when it is the table’s own', () => {
    const shapeOf = (given: Partial<Specification>) => {
      const decided = decide(given)
      return decided.ok ? tableShape(decided.value).registers : decided.kind
    }
    expect(shapeOf({})).toBe(2)
    expect(shapeOf({ ...CASES, link: { register: 'lpr', filters: [], window: days(30).link.window } })).toBe(1)
  })

  it('has a name that tells what is counted, whatever the order of its words, and that can be read again', () => {
    const linkOf = (link: SpecificationLink) => {
      const decided = decide({ link })
      const found = decided.ok ? decided.value.axes.find((each) => each.link)?.link : undefined
      if (!found) throw new Error('not linked')
      return found
    }
    const filters = (sexFirst: boolean) => {
      const both = [
        { variable: 'sex', codes: ['K', 'M'] },
        { variable: 'medicine', codes: ['A10', 'C'] },
      ]
      return sexFirst ? both : both.toReversed().map(({ variable, codes }) => ({ variable, codes: codes.toReversed() }))
    }
    const name = linkName(linkOf({ ...LINK, filters: filters(true) }))
    expect(linkName(linkOf({ ...LINK, filters: filters(false) }))).toBe(name)
    expect(linkName(readLinkName(name, catalogue))).toBe(name)
    expect(linkName(linkOf(LINK))).not.toBe(name)
  })
})
