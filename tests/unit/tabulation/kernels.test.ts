import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { addsUp } from '#lib/tabulation/adds-up.ts'
import { broadcastPopulation } from '#lib/tabulation/broadcast-population.ts'
import { codeSet, mergeRanges } from '#lib/tabulation/code-set.ts'
import { createDistinctCounter } from '#lib/tabulation/count-distinct.ts'
import { addressStrides, type CubeDimension, cellCount } from '#lib/tabulation/cube.ts'
import { splitPersons } from '#lib/tabulation/engines/count-parts.ts'
import { foldMargins } from '#lib/tabulation/fold-margins.ts'
import { ratePer100000 } from '#lib/tabulation/rate.ts'
import { storedRanges } from '#lib/tabulation/value-lookup.ts'
import { seedCatalogue } from '../../../prisma/seed-data/seed-catalogue.ts'

/** A random tree: each node but the first hangs from an earlier one. */
const dimension: fc.Arbitrary<CubeDimension> = fc
  .array(fc.nat(), { minLength: 1, maxLength: 7 })
  .map((draws) => [-1, ...draws.map((draw, position) => draw % (position + 1))])
  .map((parents) => ({ id: 'd', codes: parents.map(String), parents: Int32Array.from(parents), additive: false }))

const dimensions = fc.array(dimension, { minLength: 1, maxLength: 3 })

const leavesOf = ({ parents }: CubeDimension) => [...parents.keys()].filter((node) => !parents.includes(node))

/** Rows of a unit and one leaf (or -1) per dimension. */
const table = dimensions.chain((shape) => {
  const leaf = shape.map((each) => fc.constantFrom(-1, ...leavesOf(each)))
  const row = fc.record({ unit: fc.integer({ min: 1, max: 6 }), leaves: fc.tuple(...leaf) })
  return fc.record({ shape: fc.constant(shape), rows: fc.array(row, { maxLength: 40 }) })
})

const isUnder = (dimension: CubeDimension | undefined, node: number, above: number): boolean => {
  for (let at = node; at >= 0; at = dimension?.parents[at] ?? -1) if (at === above) return true
  return false
}

/** Whether a row stands under a cell, dimension by dimension. */
function standsUnder(shape: readonly CubeDimension[], leaves: readonly number[], address: number): boolean {
  const strides = addressStrides(shape)
  return shape.every((each, d) => isUnder(each, leaves[d] ?? -1, Math.floor(address / (strides[d] ?? 1)) % each.codes.length))
}

/** Address of a row's leaf cell; -1 when it is left out in any dimension. */
function leafAddress(shape: readonly CubeDimension[], leaves: readonly number[]): number {
  const strides = addressStrides(shape)
  return leaves.some((leaf) => leaf < 0) ? -1 : leaves.reduce((sum, leaf, d) => sum + leaf * (strides[d] ?? 1), 0)
}

describe('counting distinct units', () => {
  it('counts a unit once in every cell and every margin, however many rows it has', () => {
    fc.assert(
      fc.property(table, fc.integer({ min: 1, max: 9 }), ({ shape, rows }, chunk) => {
        const sorted = rows.toSorted((a, b) => a.unit - b.unit)
        const counter = createDistinctCounter(shape)
        for (let from = 0; from < sorted.length; from += chunk) {
          const part = sorted.slice(from, from + chunk)
          const addresses = Int32Array.from(part, (row) => leafAddress(shape, row.leaves))
          expect(
            counter.add(
              Int32Array.from(part, (row) => row.unit),
              addresses,
              part.length,
            ),
          ).toBe(true)
        }
        const counts = counter.counts()
        for (let address = 0; address < cellCount(shape); address++) {
          const units = new Set(rows.filter((row) => standsUnder(shape, row.leaves, address)).map((row) => row.unit))
          expect(counts[address]).toBe(units.size)
        }
      }),
      { numRuns: 500 },
    )
  })

  it('says so when units do not come in order, within a call and between calls', () => {
    const flat = { id: 'd', codes: ['TOTAL', 'a'], parents: Int32Array.of(-1, 0), additive: false }
    const leaves = Int32Array.of(1, 1)
    expect(createDistinctCounter([flat]).add(Int32Array.of(2, 1), leaves, 2)).toBe(false)
    const counter = createDistinctCounter([flat])
    expect(counter.add(Int32Array.of(1, 3), leaves, 2)).toBe(true)
    expect(counter.add(Int32Array.of(3, 4), leaves, 2)).toBe(true)
    expect([...counter.counts()]).toEqual([3, 3])
    expect(counter.add(Int32Array.of(2), leaves, 1)).toBe(false)
  })
})

describe('folding margins', () => {
  it('gives every cell the sum of the leaf cells under it', () => {
    fc.assert(
      fc.property(table, ({ shape, rows }) => {
        const kept = rows.filter((row) => row.leaves.every((leaf) => leaf >= 0))
        const strides = addressStrides(shape)
        const counts = new Float64Array(cellCount(shape))
        for (const { leaves, unit } of kept) {
          const address = leaves.reduce((sum: number, leaf, d) => sum + leaf * (strides[d] ?? 1), 0)
          counts[address] = (counts[address] ?? 0) + unit
        }
        foldMargins(shape, counts)
        for (const [address, count] of counts.entries()) {
          const direct = kept.filter((row) => standsUnder(shape, row.leaves, address)).reduce((sum, row) => sum + row.unit, 0)
          expect(count).toBe(direct)
        }
      }),
      { numRuns: 500 },
    )
  })
})

describe('telling whether a dimension adds up', () => {
  it('says yes for folded counts, and no after any one of them that takes part is changed', () => {
    fc.assert(
      fc.property(dimensions, fc.infiniteStream(fc.nat({ max: 9 })), fc.nat(), (shape, numbers, pick) => {
        const strides = addressStrides(shape)
        const isLeaf = (address: number) =>
          shape.every((each, d) => !each.parents.includes(Math.floor(address / (strides[d] ?? 1)) % each.codes.length))
        const counts = new Float64Array(cellCount(shape))
        for (const address of counts.keys()) if (isLeaf(address)) counts[address] = numbers.next().value ?? 0
        foldMargins(shape, counts)
        for (const d of shape.keys()) expect(addsUp(shape, counts, d)).toBe(true)
        const changed = pick % counts.length
        counts[changed] = (counts[changed] ?? 0) + 1
        for (const d of shape.keys()) expect(addsUp(shape, counts, d)).toBe(false)
      }),
    )
  })
})

describe('spreading a population', () => {
  it('gives every category of a dimension that the population lacks the same population', () => {
    const flat = (id: string, ...codes: string[]): CubeDimension => ({
      id,
      codes: ['TOTAL', ...codes],
      parents: Int32Array.from([-1, ...codes.map(() => 0)]),
      additive: true,
    })
    const shape = [flat('sex', 'M', 'K'), flat('diagnosis', 'A', 'B')]
    expect([...broadcastPopulation(shape, ['koen', null], Float64Array.of(30, 10, 20))]).toEqual([
      30, 30, 30, 10, 10, 10, 20, 20, 20,
    ])
    expect([...broadcastPopulation(shape, [null, 'x'], Float64Array.of(30, 10, 20))]).toEqual([
      30, 10, 20, 30, 10, 20, 30, 10, 20,
    ])
  })
})

describe('a rate per 100 000', () => {
  it('is the count over the people, and nothing where there are no people', () => {
    expect(ratePer100000(5, 50_000)).toBe(10)
    expect(ratePer100000(0, 7)).toBe(0)
    expect(ratePer100000(5, 0)).toBeNull()
    expect(ratePer100000(5, Number.NaN)).toBeNull()
  })
})

describe('codes as stored values', () => {
  const catalogue = seedCatalogue()
  const find = (registerId: string, id: string) => {
    const variable = catalogue.registers.find((r) => r.id === registerId)?.variables.find((v) => v.id === id)
    const classification = catalogue.classifications.find((c) => c.id === variable?.classification)
    if (!variable || !classification) throw new Error('not found')
    return { variable, classification }
  }

  it('become ranges of numbers, joined where they touch', () => {
    const { variable, classification } = find('lpr', 'age')
    expect(codeSet(['3', '1', '2', '99+', '7'], variable, classification)).toEqual({
      coding: 'number',
      ranges: [
        [1, 3],
        [7, 7],
        [99, 150],
      ],
    })
  })

  it('find finer codes of a dictionary below them', () => {
    const { variable, classification } = find('lpr', 'diagnosis')
    const set = codeSet(['I21', 'E11'], variable, classification)
    expect(set).toEqual({ coding: 'dictionary', words: ['DI21', 'DE11'] })
    expect(storedRanges(set, ['DE10', 'DE11', 'DE119', 'DI2', 'DI219', 'VRA'])).toEqual([
      [1, 2],
      [4, 4],
    ])
  })

  it('merge like the set of numbers they stand for', () => {
    const range = fc
      .tuple(fc.integer({ min: 0, max: 30 }), fc.nat({ max: 5 }))
      .map(([from, length]) => [from, from + length] as const)
    const numbers = (ranges: readonly (readonly [number, number])[]) =>
      new Set(ranges.flatMap(([from, to]) => Array.from({ length: to - from + 1 }, (_, step) => from + step)))
    fc.assert(
      fc.property(fc.array(range, { maxLength: 8 }), (ranges) => {
        const merged = mergeRanges(ranges)
        expect(numbers(merged)).toEqual(new Set([...numbers(ranges)].sort((a, b) => a - b)))
        for (const [position, [from]] of merged.entries()) expect(from > (merged[position - 1]?.[1] ?? -2) + 1).toBe(true)
      }),
    )
  })
})

describe('sharing persons out', () => {
  it('leaves none out and puts none in two parts', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: -50, max: 50 }),
        fc.nat({ max: 60 }),
        fc.integer({ min: 1, max: 9 }),
        (lowest, width, parts) => {
          const shares = splitPersons([lowest, lowest + width], parts)
          const persons = shares.flatMap(([from, to]) => Array.from({ length: to - from + 1 }, (_, step) => from + step))
          expect(persons).toEqual(Array.from({ length: width + 1 }, (_, step) => lowest + step))
          expect(shares.length).toBe(Math.min(parts, width + 1))
        },
      ),
    )
  })
})
