import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { countedCube, UNSAFE_ZERO } from '#lib/disclosure/counted-cells.ts'
import { defaultRules } from '#lib/disclosure/default-rules.ts'
import { withUnsafeZeros } from '#lib/disclosure/group-disclosure.ts'
import { protect } from '#lib/disclosure/protect.ts'
import type { Rules } from '#lib/disclosure/rules.ts'
import type { Cube } from '#lib/tabulation/cube.ts'
import { foldMargins } from '#lib/tabulation/fold-margins.ts'
import { PossibleTables } from './possible-tables.ts'
import { randomCube } from './random-cube.ts'

const rules: Rules = { ...defaultRules, insider: false, groupDisclosure: true }

/** A table of rows by columns, with a column of totals first and a row of totals above. */
function cube(rows: readonly (readonly number[])[], columnParents?: readonly number[]): Cube {
  const parents = columnParents ?? [-1, ...(rows[0] ?? []).map(() => 0)]
  const dimensions = [
    {
      id: 'place',
      codes: ['Total', ...rows.map((_, r) => `p${r}`)],
      parents: Int32Array.from([-1, ...rows.map(() => 0)]),
      additive: true,
    },
    { id: 'cause', codes: parents.map((_, c) => `c${c}`), parents: Int32Array.from(parents), additive: true },
  ]
  const leaves = parents.flatMap((_, node) => (parents.includes(node) ? [] : [node]))
  const counts = new Float64Array((rows.length + 1) * parents.length)
  for (const [r, row] of rows.entries())
    for (const [k, count] of row.entries()) counts[(r + 1) * parents.length + (leaves[k] ?? 0)] = count
  foldMargins(dimensions, counts)
  return { dimensions, counts }
}

const unsafeZeros = (own: Cube) =>
  [...(withUnsafeZeros(countedCube(own)).roles ?? [])].flatMap((role, cell) => (role === UNSAFE_ZERO ? [cell] : []))

describe('zeros that tell of a whole group', () => {
  it('are unsafe in a row of one filled category, where the others are possible', () => {
    expect(
      unsafeZeros(
        cube([
          [12, 0, 0],
          [20, 30, 25],
          [40, 50, 60],
        ]),
      ),
    ).toEqual([6, 7])
  })

  it('are safe where the category is empty everywhere, which its total tells', () => {
    expect(
      unsafeZeros(
        cube([
          [12, 0, 0],
          [20, 30, 0],
          [40, 50, 0],
        ]),
      ),
    ).toEqual([6])
  })

  it('are safe in the row of a single person, who is no group, and where two categories are filled', () => {
    expect(
      unsafeZeros(
        cube([
          [1, 0, 0],
          [20, 30, 10],
          [40, 50, 60],
        ]),
      ),
    ).toEqual([])
    expect(
      unsafeZeros(
        cube([
          [2, 0, 9],
          [20, 30, 10],
          [40, 50, 60],
        ]),
      ),
    ).toEqual([])
    expect(
      unsafeZeros(
        cube([
          [2, 0, 0],
          [20, 30, 10],
          [40, 50, 60],
        ]),
      ),
    ).toEqual([6, 7])
  })

  it('are unsafe down to the innermost category', () => {
    // Columns: total, c1, c2 with c3 and c4 under it.
    const own = cube(
      [
        [12, 0, 0],
        [20, 30, 25],
        [40, 50, 60],
      ],
      [-1, 0, 0, 2, 2],
    )
    expect(unsafeZeros(own)).toEqual([7, 8, 9])
  })

  it('are published without the rule', async () => {
    const own = cube([
      [12, 0, 0],
      [20, 30, 25],
      [40, 50, 60],
    ])
    const [off, on] = [await protect(own, { ...rules, groupDisclosure: false }), await protect(own, rules)]
    expect(off.ok && [...off.value.status].some((mark) => mark !== 0)).toBe(false)
    expect(on.ok && [on.value.status[6], on.value.status[7]]).toEqual([1, 1])
    expect(on.ok && on.value.report.primary).toBe(2)
  })

  it('can be 4 as well as 0 for whoever reads the table, on random tables', { timeout: 120_000 }, async () => {
    let found = 0
    await fc.assert(
      fc.asyncProperty(randomCube([true, true]), async (own) => {
        const result = await protect(own, { ...rules, threshold: 4 })
        if (!result.ok) return
        const zeros = unsafeZeros(own)
        found += zeros.length
        const isHidden = (cell: number) => result.value.status[cell] !== 0
        for (const zero of zeros) {
          expect(isHidden(zero), `zero ${zero}`).toBe(true)
          // The least of every hidden cell that is not such a zero is 1: a stronger reader than one who can't tell them apart.
          const tables = new PossibleTables(own, isHidden, 0, Math.max(...own.counts) + 4)
          expect(tables.allows([zero, 3]), `zero ${zero}`).toBe(true)
        }
        for (const [cell, count] of own.counts.entries())
          if (count === 0 && !zeros.includes(cell)) expect(isHidden(cell)).toBe(false)
      }),
      { numRuns: Number(process.env.ORACLE_RUNS ?? 20), seed: 9 },
    )
    expect(found).toBeGreaterThan(0)
  })
})
