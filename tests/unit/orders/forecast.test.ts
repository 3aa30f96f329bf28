import { describe, expect, it } from 'vitest'
import { decideSpecification } from '#lib/catalogue/decide-specification.ts'
import { indexClassification } from '#lib/catalogue/index-classification.ts'
import type { Marginals } from '#lib/catalogue/marginals.ts'
import type { Specification } from '#lib/catalogue/specification.ts'
import { compose } from '#lib/orders/compose.ts'
import { adviseOn } from '#lib/orders/forecast-advice.ts'
import { forecastHidden } from '#lib/orders/forecast-hidden.ts'
import { keptForecast } from '#lib/orders/forecast-kept.ts'
import { forecastLines } from '#lib/orders/forecast-lines.ts'
import { smallChance } from '#lib/orders/forecast-small.ts'
import { SEED_TARIFF } from '#lib/pricing/seed-tariff.ts'
import { tariffSchema } from '#lib/pricing/tariff.ts'
import { SEED_CALENDAR } from '#lib/sla/seed-calendar.ts'
import { SEED_SERVICE_LEVELS } from '#lib/sla/seed-service-levels.ts'
import { seedCatalogue } from '../../../prisma/seed-data/seed-catalogue.ts'

const catalogue = seedCatalogue()

/** Marginals of an invented diabetes register: `persons` spread evenly over ages 40 to 79 and over both sexes. */
function evenMarginals(persons: number): Marginals {
  const ages = catalogue.classifications.find((each) => each.id === 'age')
  if (!ages) throw new Error('no ages')
  const index = indexClassification(ages)
  const nodes = ages.levels.toReversed().flatMap((level) => index.atLevel(level.id))
  const position = new Map(nodes.map((node, i) => [node.code, i + 1]))
  const within = (code: string) => index.finestUnder(code).filter((age) => Number(age) >= 40 && Number(age) < 80).length
  const flat = (variable: string, codes: string[], counts: number[]) => ({
    variable,
    measure: 'persons' as const,
    codes: ['TOTAL', ...codes],
    parents: [-1, ...codes.map(() => 0)],
    additive: true,
    counts: [persons, ...counts],
  })
  return {
    schema: 1,
    recipe: 1,
    registerId: 'diabetes',
    snapshotId: 'invented',
    snapshotSha256: '0'.repeat(64),
    singles: [
      flat('sex', sexCodes(), [persons / 2, persons / 2]),
      flat(
        'inclusion_year',
        years(),
        years().map(() => persons / 15),
      ),
      {
        variable: 'inclusion_age',
        measure: 'persons',
        codes: ['TOTAL', ...nodes.map((node) => node.code)],
        parents: [-1, ...nodes.map((node) => (node.parent === null ? 0 : (position.get(node.parent) ?? 0)))],
        additive: true,
        counts: [persons, ...nodes.map((node) => (persons * within(node.code)) / 40)],
      },
    ],
    pairs: [],
  }
}

function sexCodes(): string[] {
  return catalogue.classifications.find((each) => each.id === 'sex')?.nodes.map((node) => node.code) ?? []
}
const years = () => Array.from({ length: 15 }, (_, i) => String(1995 + i))

const axis = (variable: string, level: string) => ({ variable, level, codes: null, parents: false })
const specification: Specification = {
  schema: 1,
  title: 'En tabel',
  register: 'diabetes',
  measure: 'persons',
  rate: false,
  period: { fromYear: 1995, toYear: 2009 },
  filters: [],
  rows: [axis('inclusion_age', 'age5')],
  columns: [axis('inclusion_year', 'year')],
  totals: true,
}

function resolve(given: Specification) {
  const resolved = decideSpecification(given, catalogue, { maxCells: 10_000_000 })
  if (!resolved.ok) throw new Error(resolved.kind)
  return resolved.value
}

function forecast(given: Specification, persons: number) {
  const result = forecastHidden(resolve(given), evenMarginals(persons), catalogue)
  if (!result) throw new Error('no forecast')
  return result
}

describe('the chance of a small count', () => {
  it('is the Poisson chance without spread', () => {
    // Poisson with mean 2: e^-2 (2 + 2 + 4/3 + 2/3).
    expect(smallChance(2, 0).unsafe).toBeCloseTo(Math.exp(-2) * 6, 12)
    expect(smallChance(2, 0).zero).toBeCloseTo(Math.exp(-2), 12)
  })

  it('is the negative binomial chance with spread', () => {
    // Size 2 and mean 2 (spread 1/2): P(k) = (k + 1) / 2^(k + 2).
    expect(smallChance(2, 0.5).zero).toBeCloseTo(1 / 4, 12)
    expect(smallChance(2, 0.5).unsafe).toBeCloseTo(2 / 8 + 3 / 16 + 4 / 32 + 5 / 64, 12)
  })
})

describe('the forecast of hidden cells', () => {
  it('gives the same question the same answer', () => {
    expect(forecast(specification, 6000)).toEqual(forecast(specification, 6000))
  })

  it('is made once for a table whatever its title, and anew for another table or other safe totals', () => {
    const totals = evenMarginals(600)
    const kept = (given: Specification, marginals = totals) => keptForecast(resolve(given), marginals, catalogue)
    const first = kept(specification)
    expect(first).toEqual(forecast(specification, 600))
    expect(kept({ ...specification, title: 'En anden titel' })).toBe(first)
    const narrower = { ...specification, filters: [{ variable: 'sex', codes: [sexCodes()[0] ?? ''] }] }
    expect(kept(narrower)).toEqual(forecast(narrower, 600))
    expect(kept(narrower)).not.toEqual(first)
    expect(kept(specification, evenMarginals(6_000))).toEqual(forecast(specification, 6_000))
    expect(kept({ ...specification, period: { fromYear: 1995, toYear: 2001 } })).not.toBe(first)
  })

  it('expects nothing hidden where every cell is large or empty', () => {
    const { hidden, unsafe } = forecast(specification, 600_000)
    expect({ hidden, unsafe }).toEqual({ hidden: 0, unsafe: 0 })
  })

  it('expects as many unsafe cells as a Poisson count in each cell gives', () => {
    // 600 persons: 5 in each of 8 x 15 cells. Totals of 40 and 75 are never small, whatever is between.
    const cells = 8 * 15
    const each = smallChance(5, 0.05).unsafe
    expect(forecast(specification, 600).unsafe).toBe(Math.round(cells * each))
  })

  it('tells where: empty ages are not hidden, thin cells may be, totals are not', () => {
    const lines = forecastLines(forecast(specification, 600))
    const node = (code: string) => resolve(specification).axes[0]?.nodes.findIndex((each) => each.code === code) ?? -1
    const [thin, empty] = [node(ageGroup(45)), node(ageGroup(5))]
    expect(lines.cell([thin], [1])).toBeGreaterThan(0.3)
    expect(lines.cell([empty], [1])).toBe(0)
    expect(lines.cell([0], [0])).toBe(0)
    expect(lines.row([thin])).toBeGreaterThan(lines.row([0]) ?? 1)
  })

  it('takes part of the headings of a very large table for all, and stays near what all of them give', () => {
    const large = { ...specification, rows: [axis('inclusion_age', 'age1'), axis('sex', 'sex')] }
    const { cells, hidden, low, high } = forecast(large, 6000)
    expect(cells).toBe(101 * 3 * 16)
    expect(low).toBeLessThanOrEqual(hidden)
    expect(high).toBeGreaterThanOrEqual(hidden)
  })

  it('is not made for a variable without safe totals', () => {
    const without = { ...specification, columns: [axis('insulin', 'yes_no')] }
    expect(forecastHidden(resolve(without), evenMarginals(600), catalogue)).toBeNull()
  })
})

function ageGroup(age: number): string {
  const ages = catalogue.classifications.find((each) => each.id === 'age')
  const found =
    ages &&
    indexClassification(ages)
      .lineage(String(age))
      .find((node) => node.level === 'age5')
  return found?.code ?? ''
}

describe('advice', () => {
  const terms = {
    catalogue,
    tariffs: [{ id: 't', tariff: tariffSchema.parse(SEED_TARIFF) }],
    calendar: SEED_CALENDAR,
    levels: SEED_SERVICE_LEVELS,
    maxCells: 30_000,
    autoOffer: { enabled: false, maxCells: 1000 },
  }
  const customer = { customerClass: 'private', vat: 'standard' } as const
  const today = SEED_TARIFF.validFrom
  const advise = (given: Specification, persons: number) => {
    const composed = compose(given, terms, customer, today)
    if (!composed.ok) throw new Error(composed.kind)
    return adviseOn(composed.value, forecast(given, persons), evenMarginals(persons), terms, customer, today)
  }

  it('is at most five changes, best first, and each gives exactly what it promises', () => {
    const all = advise(specification, 600)
    expect(all.length).toBeGreaterThan(1)
    expect(all.length).toBeLessThanOrEqual(5)
    const now = compose(specification, terms, customer, today)
    for (const each of all) {
      const then = compose(each.specification, terms, customer, today)
      if (!then.ok || !now.ok) throw new Error('refused')
      expect(forecast(each.specification, 600)).toMatchObject({ hidden: each.hidden, cells: each.cells })
      expect(each.savingOre).toBe(Math.max(0, now.value.quote.totalOre - then.value.quote.totalOre))
    }
  })

  it('says to merge years and to take coarser ages, and never to drop the only row', () => {
    const kinds = advise(specification, 600).map((each) => `${each.kind} ${each.variable} ${each.to}`)
    expect(kinds).toContain('merge-years inclusion_year null')
    expect(kinds).toContain('coarser inclusion_age age10')
    expect(kinds).not.toContain('drop inclusion_age null')
  })

  it('is not given where nothing is hidden', () => {
    expect(advise(specification, 600_000)).toEqual([])
  })
})
