import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { decideSpecification } from '#lib/catalogue/decide-specification.ts'
import { marginalsSchema } from '#lib/catalogue/marginals.ts'
import { forecastHidden } from '#lib/orders/forecast-hidden.ts'
import { planMarginals } from '#lib/production/marginals/plan-marginals.ts'
import type { MarginalsAssignment, MarginalsOutcome } from '#lib/production/marginals/run-process.ts'
import { computeRun, type JobEnd } from '#lib/production/run-job.ts'
import { serviceRules } from '#lib/production/service-rules.ts'
import {
  axis,
  makeSmallRegisters,
  type SmallRegisters,
  specificationOf,
  tabulateSpecification,
} from '../tabulation/small-registers.ts'

const ENTRY = new URL('../../../lib/production/marginals/run-process.ts', import.meta.url)

let registers: SmallRegisters
beforeAll(async () => {
  registers = await makeSmallRegisters(6000)
})
afterAll(() => registers.remove())

function compute(registerId: string, change: Partial<MarginalsAssignment> = {}): Promise<JobEnd<MarginalsOutcome>> {
  const { catalogue, dataDir } = registers
  const register = catalogue.registers.find((each) => each.id === registerId)
  if (!register) throw new Error(`no register ${registerId}`)
  const snapshot = registers.snapshot(registerId)
  const tables = planMarginals(register, catalogue, snapshot.persons).map(({ measure, axes, plan }) => ({
    measure,
    levels: axes.map(({ level }) => level),
    plan,
  }))
  const assignment = { tables, snapshot, registersDir: dataDir, rules: serviceRules, ...change }
  return computeRun<MarginalsAssignment, MarginalsOutcome>(assignment, async () => 'go-on', ENTRY)
}

const period = { fromYear: 2015, toYear: 2025 }

describe('the marginals of a register, made in a process of their own', () => {
  it('tell what is counted, and no count of 1 to 4', async () => {
    const end = await compute('population')
    if (end.kind !== 'done') throw new Error(JSON.stringify(end))
    const { singles, pairs, report } = end.outcome
    expect(report).toMatchObject({ audit: { failed: 0 }, leftOut: 0 })
    const told = [...singles, ...pairs].flatMap(({ counts }) => counts)
    expect(told.filter((count) => count !== null && count > 0 && count < serviceRules.threshold)).toEqual([])
    const counted = await tabulateSpecification(registers, {
      register: 'population',
      period,
      rows: [axis('municipality', 'kommune', null, true)],
    })
    if (!counted.ok) throw new Error(counted.kind)
    const { dimensions, counts } = counted.value.cube
    const single = singles.find(({ variable }) => variable === 'municipality')
    expect(single?.codes).toEqual(dimensions[0]?.codes)
    for (const [node, count] of (single?.counts ?? []).entries())
      if (count !== null) expect(`${node}: ${count}`).toBe(`${node}: ${counts[node]}`)
  })

  it('are the same when made again, and are what a forecast is made from', async () => {
    const [first, second] = await Promise.all([compute('diabetes'), compute('diabetes')])
    if (first.kind !== 'done' || second.kind !== 'done') throw new Error('not done')
    const { singles, pairs } = first.outcome
    expect({ singles: second.outcome.singles, pairs: second.outcome.pairs }).toEqual({ singles, pairs })
    const { id: snapshotId, sha256: snapshotSha256 } = registers.snapshot('diabetes')
    const marginals = marginalsSchema.parse({
      schema: 1,
      recipe: 1,
      registerId: 'diabetes',
      snapshotId,
      snapshotSha256,
      singles,
      pairs,
    })
    const years = { fromYear: 1995, toYear: 2009 }
    const given = {
      register: 'diabetes',
      period: years,
      rows: [axis('inclusion_age', 'age5')],
      columns: [axis('inclusion_year', 'year')],
    }
    const resolved = decideSpecification(specificationOf(given), registers.catalogue, { maxCells: 30_000 })
    const counted = await tabulateSpecification(registers, given)
    if (!resolved.ok || !counted.ok) throw new Error('refused')
    const unsafe = counted.value.cube.counts.filter((count) => count > 0 && count < serviceRules.threshold).length
    const forecast = forecastHidden(resolved.value, marginals, registers.catalogue)
    expect(Math.abs((forecast?.unsafe ?? 0) - unsafe)).toBeLessThanOrEqual(0.2 * unsafe)
  })

  it('are not made from files that are not those of the snapshot', async () => {
    const snapshot = registers.snapshot('population')
    const files = snapshot.files.map((file) => ({ ...file, sha256: '0'.repeat(64) }))
    expect(await compute('population', { snapshot: { ...snapshot, files } })).toMatchObject({
      kind: 'refused',
      refusal: { kind: 'snapshot-mismatch' },
    })
  })
})
