import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { defaultRules } from '#lib/disclosure/default-rules.ts'
import { type ProtectedCube, protect } from '#lib/disclosure/protect.ts'
import type { Rules } from '#lib/disclosure/rules.ts'
import type { Cube } from '#lib/tabulation/cube.ts'
import { PossibleTables } from './possible-tables.ts'
import { randomCube } from './random-cube.ts'

const RUNS = Number(process.env.ORACLE_RUNS ?? 20)
const rules: Rules = { ...defaultRules, threshold: 4, insider: false }
const most = (cube: Cube) => Math.max(...cube.counts) + 4

/** The protected cube; null when it was refused, which is right only when hiding everything would not have been enough. */
async function protectedOf(cube: Cube, own: Rules): Promise<ProtectedCube | null> {
  const result = await protect(cube, own, {})
  if (result.ok) return result.value
  expect(result.kind).toBe('cannot-protect')
  expect(isBeyondProtection(cube, own), `refused ${JSON.stringify(result)}`).toBe(true)
  return null
}

/** Whether some unsafe cell is known too well, to an outsider or a person alone in a cell, when all but the zeros is hidden. */
function isBeyondProtection(cube: Cube, own: Rules): boolean {
  const tables = new PossibleTables(cube, (cell) => (cube.counts[cell] ?? 0) > 0, 1, 2 * most(cube))
  const unsafe = [...cube.counts.keys()].filter((cell) => isUnsafe(cube.counts[cell] ?? 0))
  if (unsafe.some((cell) => !tables.allows([cell, 3]))) return true
  if (!own.insider) return false
  const alone = unsafe.filter((cell) => cube.counts[cell] === 1)
  return alone.some((person) =>
    unsafe.some((cell) => cell !== person && !hasOtherValue(tables, cell, cube.counts[cell] ?? 0, most(cube), [person, 1])),
  )
}

const isUnsafe = (count: number) => count > 0 && count < rules.threshold

/** The possible tables of a protected cube, for an intruder who knows that what is hidden is not zero. */
function possible(cube: Cube, { status }: ProtectedCube): PossibleTables {
  return new PossibleTables(cube, (cell) => status[cell] !== 0, 1, most(cube))
}

const shapes = [
  ['two dimensions that add up', [true, true]],
  ['three dimensions that add up', [true, true, true]],
  ['one dimension in which a person stands several times', [true, false]],
  ['two dimensions in which a person stands several times', [false, false]],
] as const

for (const [title, additive] of shapes) {
  describe(`every whole-number table that agrees with what is published: ${title}`, () => {
    it('leaves each unsafe cell the whole interval its mark stands for', { timeout: 120_000 }, async () => {
      await fc.assert(
        fc.asyncProperty(randomCube(additive), async (cube) => {
          const result = await protectedOf(cube, rules)
          if (!result) return
          const tables = possible(cube, result)
          const zerosOnly = new PossibleTables(cube, (cell) => (cube.counts[cell] ?? 0) > 0, 1, most(cube))
          for (const [cell, count] of cube.counts.entries()) {
            expect(result.status[cell] === 1).toBe(count > 0 && count < 4)
            if (result.status[cell] !== 1) continue
            expect(tables.allows([cell, 3]), `cell ${cell} up to 3`).toBe(true)
            let least = 1
            while (least < count && !zerosOnly.allows([cell, least])) least++
            expect(tables.allows([cell, least]), `cell ${cell} down to ${least}`).toBe(true)
          }
        }),
        { numRuns: RUNS, seed: 1 },
      )
    })

    it('leaves every hidden cell, also one hidden to protect others, a second value', { timeout: 120_000 }, async () => {
      await fc.assert(
        fc.asyncProperty(randomCube(additive), async (cube) => {
          const result = await protectedOf(cube, rules)
          if (!result) return
          const tables = possible(cube, result)
          for (const [cell, count] of cube.counts.entries())
            if (result.status[cell] !== 0) expect(hasOtherValue(tables, cell, count, most(cube)), `cell ${cell}`).toBe(true)
        }),
        { numRuns: RUNS, seed: 2 },
      )
    })

    it('leaves every unsafe cell a second value for a person who is alone in another cell', { timeout: 120_000 }, async () => {
      await fc.assert(
        fc.asyncProperty(randomCube(additive), async (cube) => {
          const result = await protectedOf(cube, { ...rules, insider: true })
          if (!result) return
          const tables = possible(cube, result)
          const hidden = [...cube.counts.keys()].filter((cell) => result.status[cell] !== 0)
          for (const own of hidden.filter((cell) => cube.counts[cell] === 1))
            for (const cell of hidden) {
              if (result.status[cell] !== 1 || cube.counts[cell] === 1) continue
              const value = cube.counts[cell] ?? 0
              expect(hasOtherValue(tables, cell, value, most(cube), [own, 1]), `${own} against ${cell}`).toBe(true)
            }
        }),
        { numRuns: RUNS, seed: 3 },
      )
    })
  })
}

describe('the audit', () => {
  it.each(shapes.filter(([, additive]) => additive.length === 2))(
    'reports the interval of an unsafe cell as it is: %s',
    { timeout: 120_000 },
    async (_, additive) => {
      await fc.assert(
        fc.asyncProperty(randomCube(additive), async (cube) => {
          const result = await protectedOf(cube, rules)
          // A hidden total has no highest value; only ends far below what the oracle tries can be compared.
          if (result?.status[0] !== 0) return
          const tables = new PossibleTables(cube, (cell) => result.status[cell] !== 0, 1, cube.counts[0] ?? 0)
          for (const cell of cube.counts.keys()) {
            if (result.status[cell] !== 1) continue
            const lower = result.lower[cell] ?? Number.NaN
            const upper = result.upper[cell] ?? Number.NaN
            expect(tables.allows([cell, lower]), `${cell} can be ${lower}`).toBe(true)
            expect(tables.allows([cell, lower - 1]), `${cell} can't be ${lower - 1}`).toBe(false)
            expect(tables.allows([cell, upper]), `${cell} can be ${upper}`).toBe(true)
            expect(tables.allows([cell, upper + 1]), `${cell} can't be ${upper + 1}`).toBe(false)
          }
        }),
        { numRuns: RUNS, seed: 4 },
      )
    },
  )
})

function hasOtherValue(
  tables: PossibleTables,
  cell: number,
  value: number,
  most: number,
  ...known: readonly (readonly [number, number])[]
): boolean {
  for (let step = 1; step <= most; step++)
    if (tables.allows([cell, value + step], ...known) || (value > step && tables.allows([cell, value - step], ...known)))
      return true
  return false
}
