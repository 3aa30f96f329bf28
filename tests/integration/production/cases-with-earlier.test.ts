import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { decideSpecification } from '#lib/catalogue/decide-specification.ts'
import type { Specification } from '#lib/catalogue/specification.ts'
import { defaultRules } from '#lib/disclosure/default-rules.ts'
import { ok } from '#lib/kernel/result.ts'
import type { EarlierRelease } from '#lib/production/earlier-release.ts'
import { type JointTask, protectWithEarlier } from '#lib/production/protect-with-earlier.ts'
import { tabulate } from '#lib/tabulation/engines/duckdb.ts'
import { planTabulation, type TabulationPlan } from '#lib/tabulation/plan.ts'
import { makeSmallRegisters, type SmallRegisters, specificationOf } from '../tabulation/small-registers.ts'

let registers: SmallRegisters
beforeAll(async () => {
  registers = await makeSmallRegisters(3000)
})
afterAll(() => registers.remove())

const WASHED = { fromYear: 2021, toYear: 2022 }
/** So rare that one year of age holds 1 to 4 cases. */
const RARE = { filters: [{ variable: 'action_diagnosis', codes: ['VI'] }] }
const ages = (...groups: string[]) => ({
  variable: 'age',
  level: 'age1',
  codes: null,
  parents: false,
  groups: groups.map((codes) => ({ name: codes, codes: [codes] })),
})

function table(rows: Specification['rows'], given: Partial<Specification> = {}): Specification {
  return specificationOf({ register: 'lpr', measure: 'cases', washOutYears: 1, period: WASHED, rows, ...given })
}

async function count(plan: TabulationPlan) {
  const counted = await tabulate(plan, registers.snapshot('lpr'), { dataDir: registers.dataDir })
  return counted.ok ? ok(counted.value.cube) : counted
}

async function counted(specification: Specification) {
  const resolved = decideSpecification(specification, registers.catalogue, { maxCells: 100_000 })
  if (!resolved.ok) throw new Error(resolved.kind)
  const plan = planTabulation(resolved.value, registers.catalogue)
  const cube = await count(plan)
  if (!cube.ok) throw new Error(cube.kind)
  return { resolved: resolved.value, plan, cube: cube.value }
}

async function protectedWith(specification: Specification, earlier: readonly EarlierRelease[]) {
  const { resolved, plan, cube } = await counted(specification)
  const task: JointTask = { resolved, catalogue: registers.catalogue, earlier, tabulate: count }
  const result = await protectWithEarlier(cube, defaultRules, task, {})
  const release = (status: Uint8Array): EarlierRelease => ({
    releaseId: specification.title,
    orderNumber: 'SB-2026-000001',
    contentHash: 'a'.repeat(64),
    resolved,
    plan,
    codes: cube.dimensions.map(({ codes }) => codes),
    hidden: Uint8Array.from(status, (each) => (each > 0 ? 1 : 0)),
    values: null,
  })
  return { result, cube, release }
}

describe('new cases', () => {
  it('stand in one cell each, so every variable adds up, also over several years', async () => {
    const { cube } = await counted(
      table([
        { variable: 'year', level: 'year', codes: null, parents: false },
        { variable: 'municipality', level: 'region', codes: null, parents: false },
      ]),
    )
    expect(cube.dimensions.every(({ additive }) => additive)).toBe(true)
    expect(cube.counts[0]).toBeGreaterThan(50)
  })

  it('can not be had by difference from an earlier table of the same cases whose age groups end elsewhere', async () => {
    const first = await protectedWith(table([ages('0-39', '40+')], RARE), [])
    if (!first.result.ok) throw new Error(first.result.kind)
    const small = await counted(table([ages('40')], RARE))
    const between = small.cube.counts[0] ?? 0
    expect(between).toBeGreaterThan(0)
    expect(between).toBeLessThan(5)
    const second = await protectedWith(table([ages('0-40', '41+')], RARE), [first.release(first.result.value.status)])
    if (!second.result.ok) {
      expect(['reveals-with-earlier', 'cannot-protect']).toContain(second.result.kind)
      return
    }
    const status = second.result.value.status
    const bothShown = [1, 2].some((node) => status[node] === 0 && first.result.ok && first.result.value.status[node] === 0)
    expect(bothShown).toBe(false)
  })

  it('of another definition share no cells with them, but are never more than the persons of the same cells', async () => {
    const persons = await protectedWith(table([ages('0-39', '40+')], { measure: 'persons', washOutYears: 0 }), [])
    if (!persons.result.ok) throw new Error(persons.result.kind)
    const cases = await protectedWith(table([ages('0-39', '40+')]), [persons.release(persons.result.value.status)])
    if (!cases.result.ok) throw new Error(cases.result.kind)
    for (const [address, fewer] of cases.cube.counts.entries())
      expect(fewer).toBeLessThanOrEqual(persons.cube.counts[address] ?? 0)
    expect(cases.result.value.joint?.considered).toHaveLength(1)
  })
})
