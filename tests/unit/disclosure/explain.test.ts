import { describe, expect, it } from 'vitest'
import { defaultRules } from '#lib/disclosure/default-rules.ts'
import { explain } from '#lib/disclosure/explain.ts'
import { protect } from '#lib/disclosure/protect.ts'
import type { Rules } from '#lib/disclosure/rules.ts'
import type { Cube } from '#lib/tabulation/cube.ts'
import { readInstance } from '#scripts/protect/read-instance.ts'

const like: Rules = { ...defaultRules, protection: 'exact', intruder: 'linear', insider: false }

/** One row: total 20 = 3 + 8 + 9; only the 3 is unsafe, and the 8 is hidden for it. */
const cube: Cube = {
  dimensions: [{ id: 'a', codes: ['total', 'x', 'y', 'z'], parents: Int32Array.of(-1, 0, 0, 0), additive: true }],
  counts: Float64Array.of(20, 3, 8, 9),
}

describe('the explanation of a hidden cell', () => {
  const status = Uint8Array.of(0, 1, 2, 0)

  it('names the unsafe cell it protects and the sum that would give it away', () => {
    expect(explain(cube, status, like, 2)).toEqual({ reason: 'protects', protects: [{ cell: 1, sums: [[0, 1, 2, 3]] }] })
  })

  it('of an unsafe cell is that it is unsafe, and a published one has none', () => {
    expect(explain(cube, status, like, 1)).toEqual({ reason: 'unsafe', protects: [] })
    expect(explain(cube, status, like, 3)).toBeNull()
  })

  it.each(['a1', 'r10x10'])('is there for every cell of an optimal protection (%s)', { timeout: 60_000 }, async (name) => {
    const instance = readInstance(`tests/unit/disclosure/instances/${name}`)
    if (!instance.ok) throw new Error(instance.sentence)
    const result = await protect(instance.value.cube, like, {})
    if (!result.ok) throw new Error(result.kind)
    const { status } = result.value
    const explained = [...status.keys()].filter((cell) => status[cell] === 2)
    expect(explained.length).toBeGreaterThan(0)
    for (const cell of explained) {
      const { protects } = explain(instance.value.cube, status, like, cell) ?? { protects: [] }
      expect(protects.length, `cell ${cell}`).toBeGreaterThan(0)
      for (const { cell: unsafe, sums } of protects) {
        expect(status[unsafe]).toBe(1)
        expect(sums.some((sum) => sum.includes(unsafe))).toBe(true)
      }
    }
  })
})
