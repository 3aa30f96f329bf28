import { readFileSync } from 'node:fs'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { decideSpecification } from '#lib/catalogue/decide-specification.ts'
import type { EarlierRelease } from '#lib/production/earlier-release.ts'
import type { ProofAssignment, ProofOutcome } from '#lib/production/proof/run-process.ts'
import { computeRun } from '#lib/production/run-job.ts'
import type { RunAssignment, RunOutcome } from '#lib/production/run-message.ts'
import { serviceRules } from '#lib/production/service-rules.ts'
import { planTabulation } from '#lib/tabulation/plan.ts'
import { axis, makeSmallRegisters, type SmallRegisters, specificationOf } from './small-registers.ts'

const PROOF_ENTRY = new URL('../../../lib/production/proof/run-process.ts', import.meta.url)
const ENTRY = new URL('../../../lib/production/run-process.ts', import.meta.url)

let registers: SmallRegisters
beforeAll(async () => {
  registers = await makeSmallRegisters(3000)
})
afterAll(() => registers.remove())

function assignment(given: Parameters<typeof specificationOf>[0], earlier: readonly EarlierRelease[] = []): RunAssignment {
  const { catalogue, dataDir } = registers
  const resolved = decideSpecification(specificationOf(given), catalogue, { maxCells: 5_000_000 })
  if (!resolved.ok) throw new Error(resolved.kind)
  return {
    resolved: resolved.value,
    plan: planTabulation(resolved.value, catalogue),
    catalogue,
    earlier,
    snapshot: registers.snapshot(given.register),
    linked: catalogue.snapshots,
    registersDir: dataDir,
    rules: serviceRules,
  }
}

async function run(wanted: RunAssignment): Promise<RunOutcome> {
  const end = await computeRun(wanted, async () => 'go-on', ENTRY)
  if (end.kind !== 'done') throw new Error(JSON.stringify(end))
  return end.outcome
}

/** What a run made, as it stands in the ledger once it is released. */
function released(orderNumber: string, { resolved, plan }: RunAssignment, { dimensions, counts }: RunOutcome): EarlierRelease {
  return {
    releaseId: `release of ${orderNumber}`,
    orderNumber,
    contentHash: orderNumber,
    resolved,
    plan,
    codes: dimensions.map(({ codes }) => codes),
    hidden: Uint8Array.from(counts, (count) => (count === null ? 1 : 0)),
    values: null,
  }
}

/** Completed years at inclusion of everybody in the published file. */
const AGES = readFileSync(new URL('../../../prisma/seed-data/DMlate.csv', import.meta.url), 'utf8')
  .trimEnd()
  .split('\n')
  .slice(1)
  .map((line) => line.split(','))
  .map(([, born, included]) => Math.floor(Number(included) - Number(born)))

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

  it('protects an analyst’s own table, keeps the service’s count beside it, and says how far they are apart', async () => {
    const given = {
      register: 'diabetes',
      period: { fromYear: 2000, toYear: 2004 },
      rows: [axis('sex', 'sex')],
      columns: [axis('inclusion_year', 'year')],
    }
    const counted = await run(assignment(given))
    const counts = Float64Array.from(counted.confidential.counts)
    const own = { counts, fileName: 'tabel.csv', sha256: 'a'.repeat(64) }
    const same = await run({ ...assignment(given), uploaded: own })
    expect([same.counts, same.confidential.counted]).toEqual([counted.counts, counted.confidential.counts])
    expect(same.record.upload).toMatchObject({ fileName: 'tabel.csv', cells: counts.length, differing: 0 })
    // Ten more men in 2000, with every total that holds them.
    const more = counts.slice()
    const years = counted.dimensions[1]?.codes.length ?? 0
    for (const address of [0, 1, years, years + 1]) more[address] = (more[address] ?? 0) + 10
    const changed = await run({ ...assignment(given), uploaded: { ...own, counts: more } })
    expect(changed.confidential.counts).toEqual([...more])
    expect(changed.record.upload).toMatchObject({ differing: 4, largestDifference: 10 })
  })

  it('protects an own table together with what was released before when its counts are the register’s', async () => {
    const given = { register: 'diabetes', period: { fromYear: 1995, toYear: 2009 }, rows: [axis('inclusion_age', 'age10')] }
    const bySex = { ...given, columns: [axis('sex', 'sex')] }
    const first = assignment(given)
    const before = released('SB-1', first, await run(first))
    const counted = await run(assignment(bySex, [before]))
    const uploaded = { counts: Float64Array.from(counted.confidential.counts), fileName: 'x.csv', sha256: 'a'.repeat(64) }
    const own = await run({ ...assignment(bySex, [before]), uploaded })
    expect([own.counts, own.certificate.earlier]).toEqual([counted.counts, ['SB-1']])
  })

  it('gives statistics of a number, protected and certified, and none where none were ordered', async () => {
    const table = { register: 'diabetes', period: { fromYear: 1995, toYear: 2009 }, rows: [axis('sex', 'sex')] }
    const plain = await run(assignment(table))
    expect(plain.values).toBeUndefined()
    const valued = await run(assignment({ ...table, value: { id: 'inclusion_age', statistics: ['mean', 'median'] } }))
    expect(valued.counts).toEqual(plain.counts)
    const [mean, median] = valued.values?.figures ?? []
    // The mean age at inclusion of the published sample, in completed years.
    expect(mean?.values[0]).toBeCloseTo(AGES.reduce((sum, age) => sum + age, 0) / AGES.length, 1)
    expect(median?.values[0]).toBe(
      (AGES.toSorted((a, b) => a - b)[4999] ?? 0) / 2 + (AGES.toSorted((a, b) => a - b)[5000] ?? 0) / 2,
    )
    expect(valued.certificate).toHaveProperty('sums.0.audit.failed', 0)
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

describe('a run on a register of which tables were released before', () => {
  const ages = { register: 'diabetes', rows: [axis('inclusion_age', 'age10')], columns: [axis('sex', 'sex')] }
  const until = (toYear: number) => ({ ...ages, period: { fromYear: 1998, toYear } })

  it('leaves nothing small to whoever subtracts one period from the other', async () => {
    const first = assignment(until(2008))
    const before = await run(first)
    const alone = await run(assignment(until(2009)))
    const second = assignment(until(2009), [released('SB-1', first, before)])
    const after = await run(second)
    expect(smallDifferences(alone, before)).toBeGreaterThan(0)
    expect(smallDifferences(after, before)).toBe(0)
    expect(after.record.joint).toMatchObject({ releases: [{ orderNumber: 'SB-1' }] })
    expect(after.certificate.earlier).toEqual(['SB-1'])
  })

  it('proves a finished table safe together with a release that came meanwhile, or does not', async () => {
    const first = assignment(until(2008))
    const before = await run(first)
    const wide = assignment({ register: 'diabetes', rows: [axis('sex', 'sex')], period: { fromYear: 1998, toYear: 2009 } })
    const proven = async (wanted: RunAssignment, finished: RunOutcome) => {
      const hidden = Uint8Array.from(finished.counts, (count) => (count === null ? 1 : 0))
      const earlier = [released('SB-1', first, before)]
      const end = await computeRun<ProofAssignment, ProofOutcome>(
        { ...wanted, earlier, hidden, values: null },
        async () => 'go-on',
        PROOF_ENTRY,
      )
      return end.kind === 'done' && end.outcome.safe
    }
    expect(await proven(wide, await run(wide))).toBe(true)
    const risky = assignment(until(2009))
    expect(await proven(risky, await run(risky))).toBe(false)
  })

  it('gives the same table again when it is the same table', async () => {
    const first = assignment(until(2009))
    const before = await run(first)
    const again = await run(assignment(until(2009), [released('SB-1', first, before)]))
    expect(again.counts).toEqual(before.counts)
  })

  it('leaves nothing small either where a person can stand in several years', async () => {
    const contacts = (toYear: number) => ({
      register: 'lpr',
      period: { fromYear: 2019, toYear },
      rows: [axis('municipality', 'kommune')],
      filters: [{ variable: 'diagnosis', codes: ['I20-I25'] }],
    })
    const first = assignment(contacts(2022))
    const before = await run(first)
    const alone = await run(assignment(contacts(2023)))
    const after = await run(assignment(contacts(2023), [released('SB-1', first, before)]))
    expect(smallDifferences(alone, before)).toBeGreaterThan(0)
    expect(smallDifferences(after, before)).toBe(0)
  })
})

/** Cells published in both, of which the later holds one to four more. */
function smallDifferences(later: RunOutcome, before: RunOutcome): number {
  expect(later.dimensions).toEqual(before.dimensions)
  return later.counts.filter((count, address) => {
    const other = before.counts[address] ?? null
    return count !== null && other !== null && count - other > 0 && count - other < 5
  }).length
}
