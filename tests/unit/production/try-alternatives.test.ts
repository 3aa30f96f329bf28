import { describe, expect, it } from 'vitest'
import { decideSpecification } from '#lib/catalogue/decide-specification.ts'
import { ok } from '#lib/kernel/result.ts'
import { alternativesSchema } from '#lib/production/alternatives/alternative.ts'
import { tryAlternatives } from '#lib/production/alternatives/try-alternatives.ts'
import { serviceRules } from '#lib/production/service-rules.ts'
import { cellCount } from '#lib/tabulation/cube.ts'
import { foldMargins } from '#lib/tabulation/fold-margins.ts'
import { planTabulation, type TabulationPlan } from '#lib/tabulation/plan.ts'
import { seedCatalogue } from '../../../prisma/seed-data/seed-catalogue.ts'

const axis = (variable: string, level: string) => ({ variable, level, codes: null, parents: false })

/** Small counts that depend on nothing but the place in the table. */
function count(plan: TabulationPlan) {
  const dimensions = plan.dimensions.map(({ id, codes, parents, additive }) => ({ id, codes, parents, additive }))
  const counts = new Float64Array(cellCount(dimensions))
  let left = 17
  for (let address = 0; address < counts.length; address++) {
    const isLeaf = address >= (dimensions[1]?.codes.length ?? 1) && address % (dimensions[1]?.codes.length ?? 1) !== 0
    left = (left * 1103 + 12345) % 65536
    if (isLeaf) counts[address] = left % 23
  }
  foldMargins(dimensions, counts)
  return { dimensions, counts }
}

describe('other ways to protect a table', () => {
  it('are each tried on the same counts: the fewest cells by the count, the fewest totals with totals last', async () => {
    const catalogue = seedCatalogue()
    const resolved = decideSpecification(
      {
        schema: 1,
        title: 'Alder og år',
        register: 'diabetes',
        measure: 'persons',
        rate: false,
        period: { fromYear: 2000, toYear: 2004 },
        filters: [],
        rows: [axis('inclusion_age', 'age5')],
        columns: [axis('inclusion_year', 'year')],
        totals: true,
      },
      catalogue,
      { maxCells: 5000 },
    )
    if (!resolved.ok) throw new Error(resolved.kind)
    const cube = count(planTabulation(resolved.value, catalogue))
    const task = { resolved: resolved.value, catalogue, earlier: [], tabulate: async (plan: TabulationPlan) => ok(count(plan)) }
    const tried = alternativesSchema.parse(await tryAlternatives(cube, serviceRules, task, {}))
    const of = (kind: string) => {
      const found = tried.find((each) => each.kind === kind)
      if (!found || found.kind === 'coarser' || found.kind === 'rounding' || !found.outcome) throw new Error(`no ${kind}`)
      return found.outcome
    }
    expect(of('count').hidden).toBeLessThanOrEqual(of('value').hidden)
    expect(of('value').hiddenValue).toBeLessThanOrEqual(of('count').hiddenValue)
    expect(of('margins-last').margins).toBeLessThanOrEqual(of('value').margins)
    expect(of('value').cells).toBe(cube.counts.length)
    expect(tried.find(({ kind }) => kind === 'rounding')).toMatchObject({ base: 5, refusal: null })
    expect(tried.some((each) => each.kind === 'coarser' && each.variable === 'inclusion_age')).toBe(true)
  }, 60_000)
})
