import { describe, expect, it } from 'vitest'
import { brokenSum } from '#lib/disclosure/counted-cells.ts'
import { protectCells } from '#lib/disclosure/protect-cells.ts'
import { type CountedMarginal, layOutMarginals, writeMarginals } from '#lib/production/marginals/lay-out-marginals.ts'
import { planMarginals } from '#lib/production/marginals/plan-marginals.ts'
import { serviceRules } from '#lib/production/service-rules.ts'
import { seedCatalogue } from '../../../prisma/seed-data/seed-catalogue.ts'

const flat = (id: string, codes: string[]) => ({
  id,
  codes: ['TOTAL', ...codes],
  parents: Int32Array.from([-1, ...codes.map(() => 0)]),
  additive: true,
})

function table(
  dimensions: ReturnType<typeof flat>[],
  counts: number[],
  measure: 'persons' | 'contacts' = 'persons',
): CountedMarginal {
  return { measure, levels: dimensions.map(() => 'level'), cube: { dimensions, counts: Float64Array.from(counts) } }
}

const sex = flat('sex', ['m', 'k'])
const age = flat('age', ['old', 'oldest'])
const alive = flat('alive', ['no', 'yes'])

/** Sex, age and being alive of 100 persons; the oldest are two women, one of them alive. */
const tables = [
  table([sex], [100, 40, 60]),
  table([age], [100, 98, 2]),
  table([alive], [100, 20, 80]),
  table([sex, age], [100, 98, 2, 40, 40, 0, 60, 58, 2]),
  table([age, alive], [100, 20, 80, 98, 19, 79, 2, 1, 1]),
]

describe('the marginals of a snapshot', () => {
  it('keep a number that stands in several tables as one cell', () => {
    const laid = layOutMarginals(tables)
    expect(laid.leftOut).toBe(0)
    const womenAlone = laid.placed[0]?.places[2]
    const womenInPair = laid.placed[3]?.places[6]
    expect(womenInPair).toBe(womenAlone)
    // 1 total, 2 codes of each of three variables, 4 cells of each of two pairs.
    expect(laid.cells.counts.length).toBe(1 + 6 + 8)
    expect(brokenSum(laid.cells)).toBe(-1)
  })

  it('hide the same numbers in every table, and pass the audit though one table tells more of a total than another', async () => {
    const laid = layOutMarginals(tables)
    const result = await protectCells(laid.cells, serviceRules, {})
    if (!result.ok) throw new Error(result.kind)
    const { singles, pairs } = writeMarginals(laid, result.value.status)
    expect(singles.find((each) => each.variable === 'age')?.counts).toEqual([100, null, null])
    expect(pairs[0]?.counts[3]).toBeNull()
    for (const counts of [...singles, ...pairs].map((each) => each.counts))
      expect(counts.filter((count) => count !== null && count > 0 && count < 5)).toEqual([])
  })

  it('leave out a pair whose totals are not those told already', () => {
    const other = table([sex, alive], [99, 20, 79, 40, 10, 30, 59, 10, 49])
    expect(layOutMarginals([...tables, other])).toMatchObject({ leftOut: 1 })
  })

  it('leave out a variable that a few persons lack, because the difference would tell of them', () => {
    expect(layOutMarginals([tables[0], table([flat('job', ['a', 'b'])], [97, 50, 47])].flatMap((t) => t ?? []))).toMatchObject({
      leftOut: 1,
    })
    expect(layOutMarginals([tables[0], table([flat('job', ['a', 'b'])], [90, 50, 40])].flatMap((t) => t ?? []))).toMatchObject({
      leftOut: 0,
    })
  })

  it('remember that nobody has fewer contacts than persons', () => {
    const contacts = table([sex], [180, 41, 139], 'contacts')
    const { cells } = layOutMarginals([...tables, contacts])
    // A cell of each code for contacts, and the room between contacts and persons.
    expect(cells.counts.length).toBe(1 + 6 + 8 + 3 + 3)
    expect(brokenSum(cells)).toBe(-1)
  })

  it('are the same tables for the same catalogue: each variable in each measure, and no table above the limit', () => {
    const catalogue = seedCatalogue()
    for (const register of catalogue.registers) {
      const planned = planMarginals(register, catalogue, 100_000)
      expect(planMarginals(register, catalogue, 100_000)).toEqual(planned)
      const singles = planned.filter((each) => each.axes.length === 1)
      const measures = register.measures.filter((measure) => measure !== 'cases')
      expect(singles.length).toBe(register.variables.filter((variable) => variable.axis).length * measures.length)
      for (const { plan, axes } of planned.filter((each) => each.axes.length === 2)) {
        const cells = plan.dimensions.reduce((product, dimension) => product * dimension.categories.length, 1)
        expect(`${axes.map((axis) => axis.level).join(' × ')}: ${cells <= 2500}`).toBe(
          `${axes.map((axis) => axis.level).join(' × ')}: true`,
        )
      }
    }
  })
})
