import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { defaultMagnitudeProtection, type MagnitudeProtection } from '#lib/disclosure/magnitudes/magnitude-protection.ts'
import { foldContributions, type MagnitudeTable } from '#lib/disclosure/magnitudes/magnitude-table.ts'
import { type ProtectedMagnitudes, protectMagnitudes } from '#lib/disclosure/magnitudes/protect-magnitudes.ts'
import { PossibleTables } from '../possible-tables.ts'
import { openPlainIntruder } from './plain-intruder.ts'
import { randomMagnitudes } from './random-magnitudes.ts'

const RUNS = Number(process.env.ORACLE_RUNS ?? 8)
const P = 10
const byPercent: MagnitudeProtection = { ...defaultMagnitudeProtection, primary: { pPercent: P } }
const outsideOnly: MagnitudeProtection = { ...byPercent, intruder: 'linear', insider: false }

/** Cells the p%-rule calls unsafe, by its words: the rest is less than p per cent of the largest. */
const isUnsafe = (given: readonly number[]) => {
  const [first = 0, second = 0] = [...given].sort((a, b) => b - a)
  return given.length > 0 && given.reduce((sum, value) => sum + value, 0) - first - second < (P / 100) * first
}

/** The protected table; null when it was refused, which is right only when everything hidden would not have been enough. */
async function protectedOf(table: MagnitudeTable, rules: MagnitudeProtection): Promise<ProtectedMagnitudes | null> {
  const result = await protectMagnitudes(table, rules)
  if (result.ok) return result.value
  expect(result.kind).toBe('cannot-protect')
  const intruder = await openPlainIntruder(table, (cell) => table.values[cell] === 0)
  const exposed = [...table.values.keys()].filter((cell) => isUnsafe([...intruder.given(cell).values()]))
  const contributors = rules.insider ? [null, ...new Set(table.contributor)] : [null]
  const isHopeless = exposed.some((cell) => contributors.some((who) => tooNear(intruder, cell, who)))
  // A total of several hidden cells may be unsafe where no cell is: with one contributor to a whole sum, for instance.
  expect(isHopeless || rules.intruder === 'informed', JSON.stringify(result)).toBe(true)
  return null
}

type Intruder = Awaited<ReturnType<typeof openPlainIntruder>>

/** Whether somebody's upper bound for another contributor lies within p per cent of what she gave. */
function tooNear(intruder: Intruder, cell: number, who: number | null): boolean {
  const given = intruder.given(cell)
  const own = who === null ? 0 : (given.get(who) ?? 0)
  const others = [...given].filter(([other]) => other !== who).map(([, value]) => value)
  if (others.length === 0) return false
  const most = intruder.end(cell, 'greatest', who)
  return most - own < (1 + P / 100) * Math.max(...others) - 1e-4
}

describe('sums of random contributors, against linear programs written apart from the engine', () => {
  it.each([2, 3])(
    'leave every unsafe cell of %i dimensions the room its rule asks for, on both sides',
    { timeout: 240_000 },
    async (d) => {
      await fc.assert(
        fc.asyncProperty(randomMagnitudes(d, 10_000), async (table) => {
          const result = await protectedOf(table, outsideOnly)
          if (!result) return
          const intruder = await openPlainIntruder(table, (cell) => result.status[cell] === 0)
          for (const [cell, value] of table.values.entries()) {
            const given = [...intruder.given(cell).values()].sort((a, b) => b - a)
            expect(result.status[cell] === 1, `cell ${cell}`).toBe(isUnsafe(given))
            if (result.status[cell] !== 1) continue
            const [first = 0, second = 0] = given
            const level = Math.max(1, (P / 100) * first - (value - first - second))
            const [least, most] = [intruder.end(cell, 'least', null), intruder.end(cell, 'greatest', null)]
            expect(most, `cell ${cell} up`).toBeGreaterThanOrEqual(value + level - 1e-4)
            expect(least, `cell ${cell} down`).toBeLessThanOrEqual(Math.max(0, value - level) + 1e-4)
            expect(result.lower[cell], `lower end of ${cell}`).toBeCloseTo(least, 3)
            const upper = result.upper[cell] ?? Number.NaN
            if (Number.isFinite(upper)) expect(upper, `upper end of ${cell}`).toBeCloseTo(most, 3)
            else expect(most).toBeGreaterThan(100 * (table.values[0] ?? 0))
          }
        }),
        { numRuns: RUNS, seed: d },
      )
    },
  )

  it('keep every contributor from every other, though she knows what she gave to all cells', { timeout: 240_000 }, async () => {
    await fc.assert(
      fc.asyncProperty(randomMagnitudes(2, 10_000), async (table) => {
        const result = await protectedOf(table, byPercent)
        if (!result) return
        const intruder = await openPlainIntruder(table, (cell) => result.status[cell] === 0)
        for (const cell of table.values.keys())
          if (result.status[cell] === 1)
            for (const who of [null, ...new Set(table.contributor)])
              expect(tooNear(intruder, cell, who), `${who} against cell ${cell}`).toBe(false)
      }),
      { numRuns: RUNS, seed: 5 },
    )
  })

  it('let no total of hidden cells of one sum give a contributor away', { timeout: 240_000 }, async () => {
    await fc.assert(
      fc.asyncProperty(randomMagnitudes(2, 10_000), async (table) => {
        const result = await protectedOf(table, byPercent)
        if (!result) return
        const [rows, columns] = table.dimensions
        const size = columns?.codes.length ?? 1
        for (const [node] of rows?.codes.entries() ?? [])
          for (const [whole] of columns?.codes.entries() ?? []) {
            const parts = [...(columns?.parents.entries() ?? [])].filter(([, up]) => up === whole).map(([k]) => node * size + k)
            const hidden = parts.filter((cell) => result.status[cell] !== 0)
            if (hidden.length === 0 || result.status[node * size + whole] !== 0) continue
            const given = new Map<number, number>()
            for (const cell of hidden)
              for (let at = table.start[cell] ?? 0; at < (table.start[cell + 1] ?? 0); at++) {
                const who = table.contributor[at] ?? 0
                given.set(who, (given.get(who) ?? 0) + (table.gave[at] ?? 0))
              }
            expect(isUnsafe([...given.values()]), `the hidden parts of ${node}, ${whole}`).toBe(false)
          }
      }),
      { numRuns: RUNS, seed: 6 },
    )
  })

  it('leave an unsafe cell a whole value above it, tried number by number', { timeout: 240_000 }, async () => {
    await fc.assert(
      fc.asyncProperty(randomMagnitudes(2, 6), async (table) => {
        const result = await protectedOf(table, { ...outsideOnly, protection: 'exact' })
        if (!result) return
        const cube = { dimensions: table.dimensions, counts: table.values }
        const tables = new PossibleTables(cube, (cell) => result.status[cell] !== 0, 0, 2 * (table.values[0] ?? 0) + 2)
        for (const [cell, value] of table.values.entries())
          if (result.status[cell] === 1) expect(tables.allows([cell, value + 1]), `cell ${cell}`).toBe(true)
      }),
      { numRuns: RUNS, seed: 7 },
    )
  })
})

const axis = (id: string, ...leaves: readonly string[]) => ({
  id,
  codes: ['Total', ...leaves],
  parents: Int32Array.from([-1, ...leaves.map(() => 0)]),
  additive: true,
})

/** A table of rows by columns; each gift is [row, column, contributor, value], rows and columns counted from 1. */
function tableOf(rows: number, columns: number, gifts: readonly (readonly [number, number, number, number])[]): MagnitudeTable {
  const axes = [
    axis('row', ...Array.from({ length: rows }, (_, k) => `r${k + 1}`)),
    axis('column', ...Array.from({ length: columns }, (_, k) => `c${k + 1}`)),
  ]
  return foldContributions(axes, {
    addresses: Int32Array.from(gifts, ([row, column]) => row * (columns + 1) + column),
    contributors: Int32Array.from(gifts, ([, , who]) => who),
    values: Float64Array.from(gifts, ([, , , value]) => value),
  })
}

/** Many small contributors in a cell, so that it is safe. */
const crowd = (row: number, column: number, from: number) =>
  Array.from({ length: 12 }, (_, k) => [row, column, from + k, 10 + k] as const)

describe('the attacks of the literature on magnitudes', { timeout: 60_000 }, () => {
  /** Row 1 holds two cells with one contributor each; all else is safe. */
  const singletons = tableOf(3, 3, [
    [1, 1, 0, 700],
    [1, 2, 1, 800],
    ...crowd(1, 3, 10),
    ...[1, 2, 3].flatMap((column) => [...crowd(2, column, 100 * column), ...crowd(3, column, 100 * column + 50)]),
  ])

  it('singleton: of two lone contributors in one sum neither works the other out', async () => {
    const open = await protectedOf(singletons, outsideOnly)
    const outside = await openPlainIntruder(singletons, (cell) => open?.status[cell] === 0)
    // Protected against outsiders alone, the one still works out the other: the row then hides nothing else.
    expect([4 + 1, 4 + 2].some((cell) => tooNear(outside, cell, cell === 5 ? 1 : 0))).toBe(true)
    const closed = await protectedOf(singletons, byPercent)
    const inside = await openPlainIntruder(singletons, (cell) => closed?.status[cell] === 0)
    expect(tooNear(inside, 4 + 1, 1)).toBe(false)
    expect(tooNear(inside, 4 + 2, 0)).toBe(false)
  })

  it('one holding in several cells: their total, which the sum gives away, does not tell what it gave to all of them', async () => {
    // Cells (1,1) and (1,2) both belong nearly wholly to holding 0; each is hidden, and the row tells their total.
    const table = tableOf(3, 3, [
      [1, 1, 0, 5_000],
      [1, 1, 1, 40],
      [1, 2, 0, 6_000],
      [1, 2, 2, 50],
      ...crowd(1, 3, 10),
      ...[1, 2, 3].flatMap((column) => [...crowd(2, column, 100 * column), ...crowd(3, column, 100 * column + 50)]),
      ...[2, 3].flatMap((row) =>
        [1, 2, 3].flatMap((column) => [
          [row, column, 900 + 10 * row + column, 4_000] as const,
          [row, column, 950 + 10 * row + column, 3_900] as const,
          [row, column, 990 + 10 * row + column, 3_800] as const,
        ]),
      ),
    ])
    const linear = await protectedOf(table, { ...byPercent, intruder: 'linear' })
    const informed = await protectedOf(table, byPercent)
    const hiddenInRow = (result: ProtectedMagnitudes | null) => [0, 1, 2, 3].filter((column) => result?.status[4 + column] !== 0)
    expect(linear).not.toBeNull()
    expect(hiddenInRow(informed).length).toBeGreaterThan(2)
  })

  it('zero: a sum of nothing is published, and everybody may use it', async () => {
    const table = tableOf(3, 3, [
      [1, 1, 0, 700],
      ...crowd(1, 3, 10),
      ...[1, 2, 3].flatMap((column) => [...crowd(2, column, 100 * column), ...crowd(3, column, 100 * column + 50)]),
    ])
    const result = await protectedOf(table, byPercent)
    expect(result?.status[4 + 2]).toBe(0)
    expect(result?.reasons[4 + 2]).toBeNull()
    const intruder = await openPlainIntruder(table, (cell) => result?.status[cell] === 0)
    expect(tooNear(intruder, 4 + 1, null)).toBe(false)
  })

  it('of one contributor alone is hidden as a whole, zeros apart', async () => {
    const table = tableOf(2, 2, [
      [1, 1, 0, 5],
      [2, 2, 0, 9],
    ])
    const result = await protectedOf(table, byPercent)
    expect([...table.values.keys()].filter((cell) => result?.status[cell] === 0)).toEqual([5, 7])
  })
})

describe('the same table told in another way', { timeout: 120_000 }, () => {
  const table = tableOf(4, 3, [
    [1, 1, 0, 900],
    [2, 1, 1, 450],
    [2, 1, 2, 400],
    [3, 2, 3, 5_000],
    [3, 2, 1, 60],
    ...[1, 2, 3, 4].flatMap((row) =>
      [1, 2, 3].flatMap((column) => (row < 4 && column === row ? [] : crowd(row, column, 100 * row + 20 * column))),
    ),
  ])

  it('under other names is protected by the same cells', async () => {
    const renamed = {
      ...table,
      dimensions: table.dimensions.map((own) => ({ ...own, id: `x${own.id}`, codes: own.codes.map((code) => `${code}!`) })),
    }
    const [before, after] = [await protectedOf(table, byPercent), await protectedOf(renamed, byPercent)]
    expect(after?.status).toEqual(before?.status)
    expect(after?.lower).toEqual(before?.lower)
    expect(after?.certificate.outputSha256).not.toBe(before?.certificate.outputSha256)
  })

  it('with its contributors numbered otherwise is protected by the same cells', async () => {
    const renumbered = { ...table, contributor: table.contributor.map((who) => 999 - who) }
    expect((await protectedOf(renumbered, byPercent))?.status).toEqual((await protectedOf(table, byPercent))?.status)
  })

  it('in thousandths is protected by the same cells, in thousandths', async () => {
    const finer = { ...table, values: table.values.map((value) => value * 1000), gave: table.gave.map((value) => value * 1000) }
    const [before, after] = [await protectedOf(table, byPercent), await protectedOf(finer, byPercent)]
    expect([...(after?.status ?? [])].map((mark) => mark === 1)).toEqual([...(before?.status ?? [])].map((mark) => mark === 1))
    expect(after?.report.primary).toBe(before?.report.primary)
  })

  it('with its rows in another order has the same unsafe cells and costs as much', async () => {
    const order = [0, 3, 1, 4, 2]
    const size = 4
    const from = (cell: number) => (order[Math.floor(cell / size)] ?? 0) * size + (cell % size)
    const given = [...table.values.keys()].map((cell) => {
      const source = from(cell)
      return [...table.contributor.subarray(table.start[source], table.start[source + 1])].map(
        (who, k) => [who, table.gave[(table.start[source] ?? 0) + k] ?? 0] as const,
      )
    })
    const start = Int32Array.from([
      0,
      ...given.map((_, cell) => given.slice(0, cell + 1).reduce((sum, own) => sum + own.length, 0)),
    ])
    const turned = {
      dimensions: table.dimensions,
      values: table.values.map((_, cell) => table.values[from(cell)] ?? 0),
      start,
      contributor: Int32Array.from(given.flat(), ([who]) => who),
      gave: Float64Array.from(given.flat(), ([, value]) => value),
    }
    const [before, after] = [await protectedOf(table, byPercent), await protectedOf(turned, byPercent)]
    for (const cell of table.values.keys()) expect(after?.status[cell] === 1).toBe(before?.status[from(cell)] === 1)
    expect(after?.report.hiddenValue).toBe(before?.report.hiddenValue)
  })

  it('weighs what it is told to spare', async () => {
    const plain = await protectedOf(table, byPercent)
    const spared = [...(plain?.status ?? [])].indexOf(2)
    const weights = table.values.map((_, cell) => (cell === spared ? 1000 : 1))
    const result = await protectMagnitudes(table, byPercent, { weights })
    expect(spared).toBeGreaterThanOrEqual(0)
    expect(result.ok && result.value.status[spared]).toBe(0)
  })

  it('needs no fewer hidden cells when more is asked for', async () => {
    const count = { ...byPercent, cost: 'count' } as const
    const levels = await Promise.all(
      [
        { ...count, protection: 'exact', intruder: 'linear', insider: false } as const,
        { ...count, intruder: 'linear', insider: false } as const,
        { ...count, primary: { pPercent: 10 } },
      ].map(async (rules) => (await protectedOf(table, rules))?.report.secondary ?? Number.NaN),
    )
    expect([...levels].sort((a, b) => a - b)).toEqual(levels)
  })
})
