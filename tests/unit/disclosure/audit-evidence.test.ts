import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { AuditEvidence } from '#lib/disclosure/audit-evidence.ts'
import { publishedCube } from '#lib/disclosure/audited-systems.ts'
import { defaultRules } from '#lib/disclosure/default-rules.ts'
import type { Cube } from '#lib/tabulation/cube.ts'
import { PossibleTables } from './possible-tables.ts'
import { randomCube } from './random-cube.ts'

const row: Cube = {
  dimensions: [{ id: 'a', codes: ['total', 'x', 'y', 'z'], parents: Int32Array.of(-1, 0, 0, 0), additive: true }],
  counts: Float64Array.of(20, 3, 8, 9),
}

describe('the evidence of the audit', () => {
  it.each([
    ['that add up', [true, true]],
    ['that add up', [true, true, true]],
    ['in which parts overlap', [true, false]],
  ] as const)('consists of tables that are possible, for dimensions %s', (_, additive) => {
    fc.assert(
      fc.property(randomCube(additive), fc.nat(), (cube, seed) => {
        const hidden = (cell: number) => (cube.counts[cell] ?? 0) > 0 && (cell * 7919 + seed) % 5 < 3
        const counts = Array.from(cube.counts, (count, cell) => (hidden(cell) ? null : count))
        const evidence = new AuditEvidence(publishedCube(cube.dimensions, counts), cube.counts, defaultRules)
        const tables = new PossibleTables(cube, hidden, 1, Math.max(...cube.counts) + 8)
        for (const cell of cube.counts.keys()) {
          if (!hidden(cell)) continue
          evidence.proves(cell, 1, 4)
        }
        for (const cell of cube.counts.keys()) {
          if (!hidden(cell)) continue
          const [low = 0, high = 0] = [evidence.lower[cell], evidence.upper[cell]]
          expect(tables.allows([cell, low]), `${cell} at ${low}`).toBe(true)
          expect(tables.allows([cell, high]), `${cell} at ${high}`).toBe(true)
        }
      }),
      { seed: 8, numRuns: 80 },
    )
  })

  it('shows a cell with company safe, and never one without', () => {
    const two = new AuditEvidence(publishedCube(row.dimensions, [20, null, null, 9]), row.counts, defaultRules)
    expect(two.proves(1, 1, 4)).toBe(true)
    const one = new AuditEvidence(publishedCube(row.dimensions, [20, null, 8, 9]), row.counts, defaultRules)
    expect(one.proves(1, 1, 4)).toBe(false)
  })

  it('believes no example that breaks a sum, touches a published cell or goes below what is known', () => {
    const published = publishedCube(row.dimensions, [20, null, null, 9])
    const change = (cells: number[], deltas: number[]) => ({ cells: Int32Array.from(cells), deltas: Float64Array.from(deltas) })
    const shownBy = (...examples: ReturnType<typeof change>[]) => {
      const { lower, upper } = new AuditEvidence(published, row.counts, defaultRules, examples)
      return [lower[1], upper[1]]
    }
    expect(shownBy(change([1, 2], [1, -1]))).toEqual([2, 4])
    expect(shownBy(change([1, 2], [2, -2]))).toEqual([1, 5])
    expect(shownBy(change([1, 2], [1, -2]))).toEqual([3, 3])
    expect(shownBy(change([1], [1]))).toEqual([3, 3])
    expect(shownBy(change([1, 3], [1, -1]))).toEqual([3, 3])
    expect(shownBy(change([1, 2], [7, -7]))).toEqual([3, 10])
    expect(shownBy(change([1, 2], [8, -8]))).toEqual([3, 3])
    expect(shownBy(change([1, 2], [0.5, -0.5]))).toEqual([3, 3])
  })

  it('needs no example for what is already so wide', () => {
    const evidence = new AuditEvidence(publishedCube(row.dimensions, [20, null, 8, 9]), row.counts, defaultRules)
    expect(evidence.proves(1, 3, 3)).toBe(true)
  })
})
