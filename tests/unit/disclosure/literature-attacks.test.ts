import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { audit } from '#lib/disclosure/audit.ts'
import { publishedCube } from '#lib/disclosure/audited-systems.ts'
import { cellKeys, perturbByCellKey } from '#lib/disclosure/cell-key.ts'
import { countedCube } from '#lib/disclosure/counted-cells.ts'
import { defaultRules } from '#lib/disclosure/default-rules.ts'
import { insidersWhoKnow } from '#lib/disclosure/insider-audit.ts'
import { type ProtectedCube, protect } from '#lib/disclosure/protect.ts'
import type { Rules } from '#lib/disclosure/rules.ts'
import type { Cube, CubeDimension } from '#lib/tabulation/cube.ts'
import { foldMargins } from '#lib/tabulation/fold-margins.ts'
import { randomCube } from './random-cube.ts'

const RUNS = Number(process.env.ORACLE_RUNS ?? 12)
const solved = { secondsPerSolve: 30, goOn: () => true }
const linear: Rules = { ...defaultRules, intruder: 'linear', protection: 'exact', insider: false }

const axis = (id: string, leaves: number): CubeDimension => ({
  id,
  codes: ['Total', ...Array.from({ length: leaves }, (_, k) => `${id}${k + 1}`)],
  parents: Int32Array.from([-1, ...Array.from({ length: leaves }, () => 0)]),
  additive: true,
})

/** A table of rows by columns; cell (row, column) has the address row * (columns + 1) + column, both counted from 1. */
function cube(rows: readonly (readonly number[])[]): Cube {
  const columns = rows[0]?.length ?? 0
  const dimensions = [axis('row', rows.length), axis('column', columns)]
  const counts = new Float64Array((rows.length + 1) * (columns + 1))
  for (const [r, row] of rows.entries()) for (const [c, count] of row.entries()) counts[(r + 1) * (columns + 1) + c + 1] = count
  foldMargins(dimensions, counts)
  return { dimensions, counts }
}

async function protectedOf(own: Cube, rules: Rules): Promise<ProtectedCube | null> {
  const result = await protect(own, rules)
  return result.ok ? result.value : null
}

/** What an outsider computes of cells when some are hidden. */
async function intervals(own: Cube, isHidden: (cell: number) => boolean, cells: readonly number[], rules = linear) {
  const published = Array.from(own.counts, (count, cell) => (isHidden(cell) ? null : count))
  const wanted = cells.map((cell) => ({ cell, low: own.counts[cell] ?? 0, high: own.counts[cell] ?? 0 }))
  const { lower, upper } = await audit(publishedCube(own.dimensions, published), wanted, rules, solved)
  return cells.map((cell) => [lower[cell], upper[cell]])
}

describe('the attacks of the literature on counts', { timeout: 120_000 }, () => {
  const table = cube([
    [1, 3, 30, 22],
    [40, 50, 60, 21],
    [70, 80, 90, 20],
  ])
  const hiddenOf = (result: ProtectedCube | null) => (cell: number) => result?.status[cell] !== 0

  it('differencing of totals: a number hidden alone is its sum less the others', async () => {
    const [row] = await intervals(table, (cell) => cell === 6, [6])
    expect(row).toEqual([1, 1])
    const safe = await protectedOf(table, linear)
    for (const [low, high] of await intervals(table, hiddenOf(safe), [6, 7])) expect(high).toBeGreaterThan(low ?? 0)
  })

  it('feasibility intervals: example 3 of the handbook (Geurts 1992) has 3 to 6', async () => {
    const example = cube([
      [5, 2],
      [1, 2],
      [3, 3],
    ])
    const hidden = [4, 5, 7, 8]
    expect(await intervals(example, (cell) => hidden.includes(cell), [4])).toEqual([[3, 6]])
  })

  it('subtracting table from table: rows and columns together tell what neither tells alone', async () => {
    // Two in each row and column are hidden but for one row: the cell left over follows from adding and subtracting sums.
    const hidden = [6, 7, 11, 12, 13, 18]
    const [left] = await intervals(table, (cell) => hidden.includes(cell), [18])
    expect(left).toEqual([90, 90])
    const safe = await protectedOf(table, defaultRules)
    const unsafe = [6, 7]
    for (const [low, high] of await intervals(table, hiddenOf(safe), unsafe, defaultRules))
      expect([low, high]).not.toEqual([low, low])
  })

  it('singleton: a person alone in one hidden cell subtracts herself from the sum', async () => {
    const cells = countedCube(table)
    const square = [6, 7, 11, 12]
    const open = publishedCube(
      table.dimensions,
      Array.from(table.counts, (count, cell) => (square.includes(cell) ? null : count)),
    )
    expect(await insidersWhoKnow(cells, open, [6, 7], linear, solved)).toEqual([{ cell: 7, insider: 6 }])
    const safe = await protectedOf(table, { ...linear, insider: true })
    const closed = publishedCube(
      table.dimensions,
      Array.from(table.counts, (count, cell) => (hiddenOf(safe)(cell) ? null : count)),
    )
    expect(await insidersWhoKnow(cells, closed, [6, 7], linear, solved)).toEqual([])
  })

  it('zero: where zeros are published, what is hidden is at least 1, and the sums then say more', async () => {
    const hidden = [6, 7, 11, 12]
    expect(await intervals(table, (cell) => hidden.includes(cell), [6], linear)).toEqual([[0, 4]])
    const informed: Rules = { ...linear, intruder: 'informed' }
    expect(await intervals(table, (cell) => hidden.includes(cell), [6], informed)).toEqual([[1, 3]])
    const safe = await protectedOf(table, { ...defaultRules, insider: false })
    for (const [low, high] of await intervals(table, hiddenOf(safe), [6, 7], defaultRules)) {
      expect(low).toBeLessThanOrEqual(1)
      expect(high).toBeGreaterThanOrEqual(4)
    }
  })

  it('averaging: a table with noise, asked for ten times, is the same every time, and its mean the same as one', () => {
    const keys = new Float64Array(table.counts.length)
    for (const cell of [6, 7, 8, 9, 11, 12, 13, 14, 16, 17, 18, 19]) keys[cell] = ((cell * 7919) % 997) / 997
    const noise = { largest: 4, variance: 2, avoidedUpTo: 2 }
    const ask = () => perturbByCellKey(table, cellKeys(table.dimensions, keys), noise, 5).counts
    const first = ask()
    const sum = first.map(() => 0)
    for (let time = 0; time < 10; time++) for (const [cell, count] of ask().entries()) sum[cell] = (sum[cell] ?? 0) + count
    expect(sum.map((total) => total / 10)).toEqual(first)
    expect([...first.keys()].some((cell) => first[cell] !== table.counts[cell])).toBe(true)
  })
})

describe('what must change nothing, and what may', { timeout: 240_000 }, () => {
  it('other names for the codes leave every decision as it is', async () => {
    await fc.assert(
      fc.asyncProperty(randomCube([true, true]), async (own) => {
        const renamed = {
          ...own,
          dimensions: own.dimensions.map((each) => ({ ...each, id: `x${each.id}`, codes: each.codes.map((code) => `-${code}`) })),
        }
        const [before, after] = [await protectedOf(own, defaultRules), await protectedOf(renamed, defaultRules)]
        expect(after?.status).toEqual(before?.status)
        expect(after?.upper).toEqual(before?.upper)
      }),
      { numRuns: RUNS, seed: 11 },
    )
  })

  it('dimensions in another order leave the unsafe cells and the promise as they are', async () => {
    await fc.assert(
      fc.asyncProperty(randomCube([true, true]), async (own) => {
        const [rows, columns] = own.dimensions.map(({ codes }) => codes.length)
        const [r = 1, c = 1] = [rows, columns]
        const turn = (cell: number) => (cell % c) * r + Math.floor(cell / c)
        const counts = new Float64Array(own.counts.length)
        for (const [cell, count] of own.counts.entries()) counts[turn(cell)] = count
        const turned = { dimensions: [...own.dimensions].reverse(), counts }
        const [before, after] = [await protectedOf(own, linear), await protectedOf(turned, linear)]
        expect(after === null).toBe(before === null)
        for (const cell of own.counts.keys()) expect(after?.status[turn(cell)] === 1).toBe(before?.status[cell] === 1)
      }),
      { numRuns: RUNS, seed: 12 },
    )
  })

  it('a further published cell never widens what can be computed', async () => {
    await fc.assert(
      fc.asyncProperty(randomCube([true, true]), fc.nat(), async (own, draw) => {
        const result = await protectedOf(own, linear)
        if (!result) return
        const hidden = [...own.counts.keys()].filter((cell) => result.status[cell] !== 0)
        const unsafe = hidden.filter((cell) => result.status[cell] === 1)
        const shown = hidden[draw % Math.max(1, hidden.length)]
        const before = await intervals(own, (cell) => hidden.includes(cell), unsafe)
        const after = await intervals(own, (cell) => cell !== shown && hidden.includes(cell), unsafe)
        for (const [k, [low = 0, high = 0]] of before.entries()) {
          expect(after[k]?.[0]).toBeGreaterThanOrEqual(low - 1e-6)
          expect(after[k]?.[1]).toBeLessThanOrEqual(high + 1e-6)
        }
      }),
      { numRuns: RUNS, seed: 13 },
    )
  })

  it('weights all alike change nothing', async () => {
    await fc.assert(
      fc.asyncProperty(randomCube([true, true]), async (own) => {
        const weights = own.counts.map(() => 4)
        const [plain, weighted] = [await protect(own, linear), await protect(own, linear, { weights })]
        expect(weighted.ok).toBe(plain.ok)
        if (plain.ok && weighted.ok) expect(weighted.value.report.hiddenValue).toBe(plain.value.report.hiddenValue)
      }),
      { numRuns: RUNS, seed: 14 },
    )
  })
})
