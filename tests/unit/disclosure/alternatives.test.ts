import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { narrowBounds } from '#lib/disclosure/bounds.ts'
import { cellKeys, perturbByCellKey } from '#lib/disclosure/cell-key.ts'
import { perturbationTable } from '#lib/disclosure/perturbation-table.ts'
import { roundControlled } from '#lib/disclosure/rounding.ts'
import type { Cube, CubeDimension } from '#lib/tabulation/cube.ts'
import { PossibleTables } from './possible-tables.ts'
import { randomCube } from './random-cube.ts'

const flat = (id: string, leaves: number): CubeDimension => ({
  id,
  codes: Array.from({ length: leaves + 1 }, (_, node) => `${id}${node}`),
  parents: Int32Array.from({ length: leaves + 1 }, (_, node) => (node === 0 ? -1 : 0)),
  additive: true,
})

describe('the perturbation table', () => {
  const rules = { largest: 5, variance: 3, avoidedUpTo: 2 }
  const table = perturbationTable(rules)

  it('leaves zeros alone', () => {
    expect([...(table[0]?.deviations ?? [])]).toEqual([0])
  })

  it('is unbiased for every count, and never prints a negative count or an avoided one', () => {
    for (const [count, { deviations, probabilities }] of table.entries()) {
      let mean = 0
      let sum = 0
      for (const [k, by] of deviations.entries()) {
        mean += by * (probabilities[k] ?? 0)
        sum += probabilities[k] ?? 0
        expect(count + by === 0 || count + by > rules.avoidedUpTo).toBe(true)
      }
      expect(sum).toBeCloseTo(1, 9)
      expect(mean).toBeCloseTo(0, 6)
    }
  })

  it('has the wanted variance where a count is far from zero', () => {
    const last = table.at(-1)
    const variance = [...(last?.deviations ?? [])].reduce((sum, by, k) => sum + by * by * (last?.probabilities[k] ?? 0), 0)
    expect(variance).toBeCloseTo(3, 6)
  })

  it('is even when every deviation may occur and the variance is that of even ones', () => {
    const [, , row] = perturbationTable({ largest: 1, variance: 2 / 3, avoidedUpTo: 0 })
    for (const p of row?.probabilities ?? []) expect(p).toBeCloseTo(1 / 3, 5)
  })
})

describe('the cell key', () => {
  const dimensions = [flat('a', 2)]
  const rules = { largest: 3, variance: 2, avoidedUpTo: 0 }

  it('of a margin is that of its records together, whole part dropped', () => {
    const keys = [...cellKeys(dimensions, Float64Array.of(0, 0.7, 0.8))]
    expect(keys[0]).toBeCloseTo(0.5, 12)
    expect(keys[1]).toBeCloseTo(0.7, 12)
  })

  it('gives the same records the same noise in another table, so that repeating averages nothing out', () => {
    const one: Cube = { dimensions, counts: Float64Array.of(11, 7, 4) }
    const other: Cube = { dimensions: [flat('b', 3)], counts: Float64Array.of(15, 7, 4, 4) }
    const first = perturbByCellKey(one, cellKeys(dimensions, Float64Array.of(0, 0.31, 0.77)), rules, 5)
    const second = perturbByCellKey(other, cellKeys(other.dimensions, Float64Array.of(0, 0.31, 0.77, 0.1)), rules, 5)
    expect(second.counts[1]).toBe(first.counts[1])
    expect(second.counts[2]).toBe(first.counts[2])
  })

  it('is wanted for every cell', () => {
    expect(() => perturbByCellKey({ dimensions, counts: Float64Array.of(3, 1, 2) }, new Float64Array(2), rules, 5)).toThrow()
  })

  it('never lets an outsider exclude the truth', () => {
    fc.assert(
      fc.property(
        randomCube([true, true]),
        fc.array(fc.double({ min: 0, max: 0.999, noNaN: true }), { minLength: 40, maxLength: 40 }),
        (cube, draws) => {
          const keys = cube.counts.map((_, cell) => draws[cell] ?? 0)
          const result = perturbByCellKey(cube, keys, rules, 5)
          for (const [cell, count] of cube.counts.entries()) {
            expect(Math.abs((result.counts[cell] ?? 0) - count)).toBeLessThanOrEqual(rules.largest)
            expect(result.lower[cell]).toBeLessThanOrEqual(count)
            expect(result.upper[cell]).toBeGreaterThanOrEqual(count)
            if (count === 0) expect(result.counts[cell]).toBe(0)
          }
        },
      ),
      { seed: 5, numRuns: 100 },
    )
  })
})

describe('controlled rounding', () => {
  it('prints multiples of the base that add up, each innermost one next to its count', () => {
    fc.assert(
      fc.property(randomCube([true, true, true]), fc.constantFrom(3, 5), (cube, base) => {
        const { counts, lower, upper } = roundControlled(cube, base, base)
        const inner = innermost(cube)
        for (const [cell, count] of cube.counts.entries()) {
          const rounded = counts[cell] ?? 0
          expect(rounded % base).toBe(0)
          if (inner.has(cell)) expect(Math.abs(rounded - count)).toBeLessThan(base)
          if (inner.has(cell) && count % base === 0) expect(rounded).toBe(count)
          expect(lower[cell]).toBeLessThanOrEqual(count)
          expect(upper[cell]).toBeGreaterThanOrEqual(count)
        }
        // An oracle of another make: the printed table obeys every sum.
        expect(new PossibleTables({ ...cube, counts }, () => false, 0, 0).allows()).toBe(true)
      }),
      { seed: 6, numRuns: 100 },
    )
  })

  it('keeps a total within one base of the truth where a choice of neighbours allows it', () => {
    const cube: Cube = { dimensions: [flat('a', 6)], counts: Float64Array.of(12, 2, 2, 2, 2, 2, 2) }
    const { counts } = roundControlled(cube, 5, 5)
    expect(Math.abs((counts[0] ?? 0) - 12)).toBeLessThan(5)
  })

  it('exposes no small count', () => {
    const cube: Cube = { dimensions: [flat('a', 3)], counts: Float64Array.of(13, 1, 4, 8) }
    expect(roundControlled(cube, 5, 5).report).toMatchObject({ small: 2, exposed: 0 })
  })
})

describe('narrowing bounds', () => {
  it('finds the one hidden cell of a row', () => {
    const { lower, upper } = narrowBounds([flat('a', 3)], {
      lower: Float64Array.of(10, 3, 0, 5),
      upper: Float64Array.of(10, 3, 10, 5),
    })
    expect([lower[2], upper[2]]).toEqual([2, 2])
  })

  it('knows no more of overlapping parts than that the whole is at least each and at most their sum', () => {
    const overlapping = [{ ...flat('a', 2), additive: false }]
    const { lower, upper } = narrowBounds(overlapping, { lower: Float64Array.of(10, 6, 0), upper: Float64Array.of(10, 6, 99) })
    expect([lower[2], upper[2]]).toEqual([4, 10])
  })

  it('never excludes a table that is possible', () => {
    fc.assert(
      fc.property(randomCube([true, false]), fc.nat(), (cube, seed) => {
        const isHidden = (cell: number) => (cell * 7919 + seed) % 3 === 0
        const most = Math.max(...cube.counts) + 2
        const { lower, upper } = narrowBounds(cube.dimensions, {
          lower: cube.counts.map((count, cell) => (isHidden(cell) ? 0 : count)),
          upper: cube.counts.map((count, cell) => (isHidden(cell) ? most : count)),
        })
        const tables = new PossibleTables(cube, isHidden, 0, most)
        for (const cell of cube.counts.keys()) {
          if (!isHidden(cell)) continue
          expect(tables.allows([cell, (lower[cell] ?? 0) - 1])).toBe(false)
          expect(tables.allows([cell, (upper[cell] ?? 0) + 1])).toBe(false)
        }
      }),
      { seed: 7, numRuns: 60 },
    )
  })
})

function innermost({ dimensions, counts }: Cube): Set<number> {
  const sizes = dimensions.map(({ codes }) => codes.length)
  const isInner = (cell: number) => {
    let rest = cell
    for (let d = dimensions.length - 1; d >= 0; d--) {
      const size = sizes[d] ?? 1
      if (dimensions[d]?.parents.includes(rest % size)) return false
      rest = Math.floor(rest / size)
    }
    return true
  }
  return new Set([...counts.keys()].filter(isInner))
}
