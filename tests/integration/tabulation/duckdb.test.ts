import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { decideSpecification } from '#lib/catalogue/decide-specification.ts'
import type { Cube } from '#lib/tabulation/cube.ts'
import { tabulate } from '#lib/tabulation/engines/duckdb.ts'
import { planTabulation } from '#lib/tabulation/plan.ts'
import { countSlowly, type ReadRows, readRegister } from './oracle.ts'
import { cellsOf, MAX_CELLS, REFUSED_IN_WORDS, randomSpecification } from './random-specification.ts'
import { makeSmallRegisters, type SmallRegisters } from './small-registers.ts'

const RUNS = Number(process.env.TABULATION_RUNS ?? 120)
const PERSONS = 250

let registers: SmallRegisters
const rows = new Map<string, ReadRows>()
const linkedRows = (id: string) => ({ snapshot: registers.snapshot(id), readRows: rows.get(id) ?? (() => []) })

beforeAll(async () => {
  registers = await makeSmallRegisters(PERSONS)
  for (const register of registers.catalogue.registers) {
    rows.set(register.id, await readRegister(register, registers.snapshot(register.id), registers.dataDir))
  }
})
afterAll(() => registers.remove())

describe('the DuckDB engine', () => {
  it.each(['diabetes', 'population', 'lpr', 'lmdb', 'dar', 'car'])(
    'counts every cell and margin of random tables over %s exactly as a slow and obvious count',
    async (registerId) => {
      const readRows = rows.get(registerId)
      if (!readRows) throw new Error('not read')
      const snapshot = registers.snapshot(registerId)
      const seen = { counted: 0, empty: 0 }
      await fc.assert(
        fc.asyncProperty(randomSpecification(registers, registerId), async (specification) => {
          const resolved = decideSpecification(specification, registers.catalogue, { maxCells: MAX_CELLS })
          if (!resolved.ok) {
            expect(REFUSED_IN_WORDS).toContain(resolved.kind)
            return
          }
          const plan = planTabulation(resolved.value, registers.catalogue)
          const result = await tabulate(plan, snapshot, { dataDir: registers.dataDir, linked: registers.catalogue.snapshots })
          const expected = countSlowly(specification, registers.catalogue, snapshot, readRows, linkedRows)
          if (!result.ok) {
            expect(result).toEqual({ ok: false, kind: 'empty-population' })
            expect(expected.size).toBe(0)
            seen.empty++
            return
          }
          expect(Object.fromEntries(cellsOf(result.value.cube))).toEqual(Object.fromEntries(expected))
          seen.counted++
        }),
        { numRuns: RUNS, seed: 20261123 },
      )
      // Guards against a generator that drifts into refusals: most tables must really have been counted.
      expect(seen.counted).toBeGreaterThan(RUNS / 5)
    },
    600_000,
  )

  it('gives the same cube when persons are shared out over three threads', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom('population', 'lpr', 'lmdb', 'car').chain((id) => randomSpecification(registers, id)),
        async (specification) => {
          const resolved = decideSpecification(specification, registers.catalogue, { maxCells: MAX_CELLS })
          if (!resolved.ok) return
          const plan = planTabulation(resolved.value, registers.catalogue)
          const snapshot = registers.snapshot(specification.register)
          const alone = await tabulate(plan, snapshot, { dataDir: registers.dataDir, linked: registers.catalogue.snapshots })
          const shared = await tabulate(plan, snapshot, {
            dataDir: registers.dataDir,
            linked: registers.catalogue.snapshots,
            threads: 3,
            rowsWorthAThread: 0,
          })
          expect(shared.ok).toBe(alone.ok)
          if (alone.ok && shared.ok) {
            expect(shared.value.cube).toEqual(alone.value.cube)
            expect(shared.value.record.rowsCounted).toBe(alone.value.record.rowsCounted)
          }
        },
      ),
      { numRuns: 12, seed: 11 },
    )
  }, 120_000)

  it('says truly of each dimension whether its categories add up to their total', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom('diabetes', 'population', 'lpr', 'lmdb', 'dar', 'car').chain((id) => randomSpecification(registers, id)),
        async (specification) => {
          const resolved = decideSpecification(specification, registers.catalogue, { maxCells: MAX_CELLS })
          if (!resolved.ok) return
          const plan = planTabulation(resolved.value, registers.catalogue)
          const result = await tabulate(plan, registers.snapshot(specification.register), {
            dataDir: registers.dataDir,
            linked: registers.catalogue.snapshots,
          })
          if (result.ok) expectHierarchies(result.value.cube)
        },
      ),
      { numRuns: RUNS, seed: 7 },
    )
  }, 600_000)
})

/** Children add up to their parent in additive dimensions; elsewhere the parent lies between the largest and the sum. */
function expectHierarchies({ dimensions, counts }: Cube): void {
  let stride = counts.length
  for (const { codes, parents, additive } of dimensions) {
    const span = stride
    stride /= codes.length
    for (let base = 0; base < counts.length; base++) {
      if (Math.floor(base / stride) % codes.length !== 0) continue
      for (let parent = 0; parent < codes.length; parent++) {
        const children = codes.flatMap((_, node) => (parents[node] === parent ? [counts[base + node * stride] ?? 0] : []))
        if (children.length === 0) continue
        const total = counts[base + parent * stride] ?? 0
        const sum = children.reduce((a, b) => a + b, 0)
        if (additive) expect(total).toBe(sum)
        else expect(total >= Math.max(...children) && total <= sum).toBe(true)
      }
    }
    expect(span % stride).toBe(0)
  }
}
