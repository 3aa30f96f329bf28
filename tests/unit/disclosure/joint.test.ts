import fc from 'fast-check'
import loadHighs from 'highs'
import { describe, expect, it } from 'vitest'
import { defaultRules } from '#lib/disclosure/default-rules.ts'
import type { PlacedTable } from '#lib/disclosure/joint/placed-table.ts'
import { protectJointly } from '#lib/disclosure/joint/protect-jointly.ts'
import {
  countFor,
  isIn,
  type Ordered,
  orderedDiagnosisTables,
  orderedTables,
  type Population,
  personsIn,
  place,
  populations,
  populationsWithSeveralCodes,
} from './random-releases.ts'

const release = async (population: Population, earlier: readonly PlacedTable[], id: string, ordered: Ordered) => {
  const { table, boxes } = place(population, id, ordered)
  const result = await protectJointly(
    {
      tables: [table, ...earlier],
      variables: population.variables,
      oneCodeOf: null,
      unitOrders: [],
      count: countFor(population),
      maxCells: 100_000,
    },
    defaultRules,
  )
  if (!result.ok) return { kind: result.kind, boxes, result }
  const [own] = result.value.tables
  const hidden = Uint8Array.from(own?.status ?? [], (mark) => (mark === 0 ? 0 : 1))
  return { kind: 'released' as const, boxes, table: { ...table, hidden }, result }
}

/** What everybody can work out of published tables, person by person: whole numbers of persons per finest combination. */
class Reader {
  readonly #columns: number
  readonly #rows: { codes: number[]; low: number; high: number }[] = []
  readonly #highs: Awaited<ReturnType<typeof loadHighs>>
  readonly #population: Population

  constructor(highs: Awaited<ReturnType<typeof loadHighs>>, population: Population) {
    this.#highs = highs
    this.#population = population
    this.#columns = population.kinds.length
  }

  read({ counts, hidden }: PlacedTable, boxes: readonly (readonly string[][])[]): void {
    for (const [address, box] of boxes.entries()) {
      const count = counts[address] ?? 0
      const isHidden = hidden?.[address] === 1
      this.#rows.push({ codes: this.#columnsOf(box), low: isHidden ? 1 : count, high: isHidden ? 1e4 : count })
    }
  }

  /** What the number of persons in `outer`, without those in `inner`, can be. */
  interval(outer: readonly string[][], inner: readonly string[][] = [[], []]): [number, number] {
    const without = new Set(this.#columnsOf(inner))
    const columns = new Set(this.#columnsOf(outer).filter((column) => !without.has(column)))
    return [this.#solve(columns, 'minimize'), this.#solve(columns, 'maximize')]
  }

  #columnsOf(box: readonly (readonly string[])[]): number[] {
    return this.#population.kinds.flatMap(({ codes }, column) => (isIn(codes, box) ? [column] : []))
  }

  #solve(wanted: ReadonlySet<number>, sense: 'minimize' | 'maximize'): number {
    const starts = [0]
    const indices: number[] = []
    for (const { codes } of this.#rows) {
      indices.push(...codes)
      starts.push(indices.length)
    }
    const model = this.#highs.createModel({
      numCols: this.#columns,
      numRows: this.#rows.length,
      sense: this.#highs.constants.objectiveSense[sense],
      colCost: Float64Array.from({ length: this.#columns }, (_, column) => (wanted.has(column) ? 1 : 0)),
      colLower: new Float64Array(this.#columns),
      colUpper: new Float64Array(this.#columns).fill(1e4),
      rowLower: Float64Array.from(this.#rows, ({ low }) => low),
      rowUpper: Float64Array.from(this.#rows, ({ high }) => high),
      integrality: new Int32Array(this.#columns).fill(this.#highs.constants.variableType.integer),
      matrix: {
        format: 'csr',
        numCols: this.#columns,
        numRows: this.#rows.length,
        starts: Int32Array.from(starts),
        indices: Int32Array.from(indices),
        values: new Float64Array(indices.length).fill(1),
      },
    })
    model.options.set({ output_flag: false })
    model.run()
    const value = model.getObjectiveValue()
    model.dispose()
    return Math.round(value)
  }
}

interface Released {
  readonly table: PlacedTable
  readonly boxes: string[][][]
}

/** Releases what can be, one after another; what was refused is counted. */
async function releaseAll(highs: Awaited<ReturnType<typeof loadHighs>>, population: Population, orders: readonly Ordered[]) {
  const reader = new Reader(highs, population)
  const done: Released[] = []
  let refused = 0
  for (const [k, ordered] of orders.entries()) {
    const earlier = done.map(({ table }) => table)
    const next = await release(population, earlier, `table ${k}`, ordered)
    if (next.kind !== 'released') {
      expect(next.kind).toBe('reveals-with-earlier')
      refused++
      continue
    }
    done.push({ table: next.table, boxes: next.boxes })
    reader.read(next.table, next.boxes)
  }
  return { reader, done, refused }
}

describe('tables released one after another', { timeout: 120_000 }, () => {
  it.each([
    ['where everybody has one code of each variable', populations, orderedTables, 400],
    ['where a person can have several codes', populationsWithSeveralCodes, orderedDiagnosisTables, 150],
  ])('leave every small cell, of any of them, the whole interval its mark stands for, %s', async (_, people, tables, least) => {
    const highs = await loadHighs({ print: () => undefined, printErr: () => undefined })
    let [released, refused, looked] = [0, 0, 0]
    await fc.assert(
      fc.asyncProperty(people, fc.array(tables, { minLength: 2, maxLength: 3 }), async (population, orders) => {
        const all = await releaseAll(highs, population, orders)
        refused += all.refused
        released += all.done.length
        for (const { table, boxes } of all.done)
          for (const [address, box] of boxes.entries()) {
            const count = table.counts[address] ?? 0
            if (count === 0 || count > 4) continue
            looked++
            const place = `${box.join(' | ')} of ${table.id}`
            expect(table.hidden?.[address], place).toBe(1)
            const [low, high] = all.reader.interval(box)
            expect(high, place).toBeGreaterThanOrEqual(4)
            // Cells that are not zero are known to hold somebody; as many as lie within a sum can't be kept from anybody.
            const isFilledPart = (inner: readonly string[][]) => isPart(inner, box) && personsIn(population, inner) > 0
            if (all.done.flatMap((other) => other.boxes).filter(isFilledPart).length <= 1)
              expect(low, place).toBeLessThanOrEqual(1)
          }
      }),
      { seed: 4, numRuns: 200 },
    )
    expect(released).toBeGreaterThan(400)
    expect(refused).toBeLessThan(released / 20)
    expect(looked).toBeGreaterThan(least)
  })

  it('never let anybody subtract one table from another and be left with a few persons', async () => {
    const highs = await loadHighs({ print: () => undefined, printErr: () => undefined })
    let looked = 0
    await fc.assert(
      fc.asyncProperty(populations, orderedTables, orderedTables, async (population, first, second) => {
        const { reader, done } = await releaseAll(highs, population, [first, second])
        const [a, b] = done
        for (const [outer, inner] of pairs(a?.boxes ?? [], b?.boxes ?? [])) {
          const left = personsIn(population, outer) - personsIn(population, inner)
          if (left === 0 || left > 4) continue
          looked++
          const [low, high] = reader.interval(outer, inner)
          expect(high - low, `${outer.join(' | ')} without ${inner.join(' | ')}`).toBeGreaterThan(0)
        }
      }),
      { seed: 5, numRuns: 200 },
    )
    expect(looked).toBeGreaterThan(100)
  })
})

/** Boxes of the one table that lie within boxes of the other. */
function pairs(a: readonly string[][][], b: readonly string[][][]) {
  return [
    ...a.flatMap((outer) => b.filter((inner) => isPart(inner, outer)).map((inner) => [outer, inner] as const)),
    ...b.flatMap((outer) => a.filter((inner) => isPart(inner, outer)).map((inner) => [outer, inner] as const)),
  ]
}

function isPart(inner: readonly string[][], outer: readonly string[][]): boolean {
  return inner.every((codes, v) => codes.every((code) => outer[v]?.includes(code)))
}
