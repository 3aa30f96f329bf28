import loadHighs from 'highs'
import type { MagnitudeTable } from '#lib/disclosure/magnitudes/magnitude-table.ts'
import { addressStrides } from '#lib/tabulation/cube.ts'

type Highs = Awaited<ReturnType<typeof loadHighs>>

/**
 * An intruder written apart from the engine: every cell is a column, every sum of every code a dense row, published cells are bounds,
 * and one linear program is solved from scratch for each question. For tables of some hundred cells.
 */
export class PlainIntruder {
  readonly #highs: Highs
  readonly #table: MagnitudeTable
  readonly #published: (cell: number) => boolean
  readonly #rows: number[][] = []

  constructor(highs: Highs, table: MagnitudeTable, published: (cell: number) => boolean) {
    this.#highs = highs
    this.#table = table
    this.#published = published
    const cells = table.values.length
    const strides = addressStrides(table.dimensions)
    for (const [d, { codes, parents }] of table.dimensions.entries())
      for (let cell = 0; cell < cells; cell++) {
        const node = Math.floor(cell / (strides[d] ?? 1)) % codes.length
        const below = [...codes.keys()].filter((other) => parents[other] === node)
        if (below.length === 0) continue
        const row: number[] = new Array(cells).fill(0)
        row[cell] = -1
        for (const other of below) row[cell + (other - node) * (strides[d] ?? 1)] = 1
        this.#rows.push(row)
      }
  }

  /** What was given to a cell, by contributor. */
  given(cell: number): Map<number, number> {
    const { start, contributor, gave } = this.#table
    const given = new Map<number, number>()
    for (let at = start[cell] ?? 0; at < (start[cell + 1] ?? 0); at++) given.set(contributor[at] ?? 0, gave[at] ?? 0)
    return given
  }

  /** The least or greatest value of a cell for somebody; `who`: a contributor who knows what she gave, or null. */
  end(cell: number, sense: 'least' | 'greatest', who: number | null): number {
    const { values } = this.#table
    const most = 1000 * (values[0] ?? 1) + 1000
    const cells = [...values.keys()]
    const bounds = cells.map((each) => {
      if (this.#published(each)) return [values[each] ?? 0, values[each] ?? 0] as const
      const given = this.given(each)
      const own = who === null ? 0 : (given.get(who) ?? 0)
      return own > 0 && given.size === 1 ? ([own, own] as const) : ([own, most] as const)
    })
    const model = this.#highs.createModel({
      numCols: cells.length,
      numRows: this.#rows.length,
      sense: this.#highs.constants.objectiveSense[sense === 'least' ? 'minimize' : 'maximize'],
      colCost: Float64Array.from(cells, (each) => (each === cell ? 1 : 0)),
      colLower: Float64Array.from(bounds, ([low]) => low),
      colUpper: Float64Array.from(bounds, ([, high]) => high),
      rowLower: new Float64Array(this.#rows.length),
      rowUpper: new Float64Array(this.#rows.length),
      matrix: {
        format: 'csr',
        numCols: cells.length,
        numRows: this.#rows.length,
        starts: Int32Array.from({ length: this.#rows.length + 1 }, (_, r) => r * cells.length),
        indices: Int32Array.from(this.#rows.flatMap(() => cells)),
        values: Float64Array.from(this.#rows.flat()),
      },
    })
    model.options.set({ output_flag: false })
    model.run()
    const value = model.getSolution().colValue[cell] ?? Number.NaN
    model.dispose()
    return value
  }
}

export const openPlainIntruder = async (table: MagnitudeTable, published: (cell: number) => boolean) =>
  new PlainIntruder(await loadHighs(), table, published)
