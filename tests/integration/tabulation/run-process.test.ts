import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { decideSpecification } from '#lib/catalogue/decide-specification.ts'
import { computeRun } from '#lib/production/run-job.ts'
import type { RunAssignment } from '#lib/production/run-message.ts'
import { serviceRules } from '#lib/production/service-rules.ts'
import { planTabulation } from '#lib/tabulation/plan.ts'
import { axis, makeSmallRegisters, type SmallRegisters, specificationOf } from './small-registers.ts'

const ENTRY = new URL('../../../lib/production/run-process.ts', import.meta.url)

let registers: SmallRegisters
beforeAll(async () => {
  registers = await makeSmallRegisters(3000)
})
afterAll(() => registers.remove())

function assignment(given: Parameters<typeof specificationOf>[0]): RunAssignment {
  const resolved = decideSpecification(specificationOf(given), registers.catalogue, { maxCells: 5_000_000 })
  if (!resolved.ok) throw new Error(resolved.kind)
  const plan = planTabulation(resolved.value, registers.catalogue)
  return { plan, snapshot: registers.snapshot(given.register), registersDir: registers.dataDir, rules: serviceRules }
}

const wide = {
  register: 'lpr',
  period: { fromYear: 2019, toYear: 2024 },
  rows: [axis('municipality', 'kommune', null, true), axis('age', 'age1'), axis('diagnosis', 'block')],
}

describe('a run in its own process', () => {
  it('gives the table of the diabetes sample', async () => {
    const end = await computeRun(
      assignment({ register: 'diabetes', period: { fromYear: 1995, toYear: 2009 }, rows: [axis('sex', 'sex')] }),
      async () => 'go-on',
      ENTRY,
    )
    if (end.kind !== 'done') throw new Error(JSON.stringify(end))
    expect(end.outcome.counts).toEqual([10_000, 5185, 4815])
  })

  it('hands on a refusal', async () => {
    const nobody = assignment({
      register: 'population',
      period: { fromYear: 2020, toYear: 2020 },
      rows: [axis('sex', 'sex')],
      filters: [
        { variable: 'age', codes: ['0-9'] },
        { variable: 'civil_status', codes: ['E'] },
      ],
    })
    const end = await computeRun(nobody, async () => 'go-on', ENTRY)
    expect(end).toMatchObject({ kind: 'refused', refusal: { kind: 'empty-population' } })
  })

  it('can be cancelled at any moment within a second, and leaves the worker alive', async () => {
    for (const beats of [1, 2]) {
      let asked = 0
      let cancelledAt = 0
      const end = await computeRun(
        assignment(wide),
        async () => {
          if (++asked < beats) return 'go-on'
          cancelledAt = performance.now()
          return 'cancel'
        },
        ENTRY,
      )
      expect(end).toEqual({ kind: 'cancelled' })
      expect(performance.now() - cancelledAt).toBeLessThan(1000)
    }
  })
})
