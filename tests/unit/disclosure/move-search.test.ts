import loadHighs from 'highs'
import { describe, expect, it } from 'vitest'
import { countedCube } from '#lib/disclosure/counted-cells.ts'
import { MoveSearch } from '#lib/disclosure/move-search.ts'
import { buildSystem, type System } from '#lib/disclosure/system.ts'
import { readInstance } from '#scripts/protect/read-instance.ts'

function systemOf(name: string): System {
  const instance = readInstance(`tests/unit/disclosure/instances/${name}`)
  if (!instance.ok) throw new Error(instance.sentence)
  return buildSystem(countedCube(instance.value.cube), true)
}

const smallOf = (system: System) => [...system.value.keys()].filter((j) => (system.value[j] ?? 0) < 5)

/** The least cost of moving each variable up by one, by a general solver: units up and units down as columns of their own. */
async function leastCosts(system: System, price: Float64Array, variables: readonly number[]): Promise<number[]> {
  const highs = await loadHighs({ print: () => undefined, printErr: () => undefined })
  const columns = system.value.length * 2
  const rows = system.rowStart.length - 1
  const model = highs.createModel({
    numCols: columns,
    numRows: rows,
    sense: highs.constants.objectiveSense.minimize,
    colCost: Float64Array.from({ length: columns }, (_, i) => price[i >> 1] ?? 0),
    colLower: new Float64Array(columns),
    colUpper: Float64Array.from({ length: columns }, (_, i) => (i % 2 === 1 ? (system.value[i >> 1] ?? 0) : 1e6)),
    rowLower: new Float64Array(rows),
    rowUpper: new Float64Array(rows),
    matrix: {
      format: 'csr',
      numCols: columns,
      numRows: rows,
      starts: system.rowStart.map((start) => 2 * start),
      indices: Int32Array.from([...system.rowVariable].flatMap((j) => [2 * j, 2 * j + 1])),
      values: Float64Array.from([...system.rowCoefficient].flatMap((t) => [t, -t])),
    },
  })
  model.options.set({ output_flag: false })
  const costs = variables.map((j) => {
    model.changeColBounds(2 * j, 1, 1)
    model.changeColBounds(2 * j + 1, 0, 0)
    model.run()
    const cost = model.getObjectiveValue()
    model.changeColBounds(2 * j, 0, 1e6)
    model.changeColBounds(2 * j + 1, 0, system.value[j] ?? 0)
    return cost
  })
  model.dispose()
  return costs
}

describe('the cheapest move of a cell', () => {
  it.each(['r6x6x6', 'a1', 'b1'])(
    'costs what a general solver finds, and keeps every sum (%s)',
    { timeout: 60_000 },
    async (name) => {
      const system = systemOf(name)
      const small = smallOf(system).slice(0, 60)
      const price = system.value.map((value) => (value < 5 ? 0.001 : value))
      const search = new MoveSearch(system, { fall: system.value, price, frozen: new Uint8Array(price.length) })
      const least = await leastCosts(system, price, small)
      for (const [at, j] of small.entries()) {
        const answer = search.find(j, 1, Number.POSITIVE_INFINITY)
        expect(answer.kind).toBe('found')
        if (answer.kind !== 'found') continue
        const shift = new Float64Array(price.length)
        for (const [k, variable] of answer.move.variables.entries()) shift[variable] = answer.move.deltas[k] ?? 0
        expect(shift[j]).toBe(1)
        expect(shift.reduce((sum, by, k) => sum + Math.abs(by) * (price[k] ?? 0), 0)).toBeCloseTo(least[at] ?? 0, 6)
        for (let row = 0; row + 1 < system.rowStart.length; row++) {
          let sum = 0
          for (let k = system.rowStart[row] ?? 0; k < (system.rowStart[row + 1] ?? 0); k++)
            sum += (system.rowCoefficient[k] ?? 0) * (shift[system.rowVariable[k] ?? 0] ?? 0)
          expect(Math.abs(sum)).toBeLessThan(1e-6)
        }
      }
    },
  )

  it('that does not exist is disproved by a combination of sums', () => {
    const system = systemOf('b1')
    const small = smallOf(system)
    const frozen = new Uint8Array(system.value.length).fill(1)
    for (const j of small) frozen[j] = 0
    const search = new MoveSearch(system, { fall: system.value, price: new Float64Array(frozen.length).fill(1), frozen })
    const answers = small.map((j) => ({ j, answer: search.find(j, 1, Number.POSITIVE_INFINITY) }))
    const none = answers.filter(({ answer }) => answer.kind === 'none')
    expect(none.length).toBeGreaterThan(0)
    for (const { j, answer } of none) {
      if (answer.kind !== 'none') continue
      const own = answer.combination.get(j) ?? 0
      let room = 0
      for (const [k, weight] of answer.combination) {
        if (k === j || frozen[k] === 1) continue
        // Everything else that may move can take back less than one unit in all.
        expect(weight / own).toBeGreaterThan(-1e-9)
        room += (weight / own) * (system.value[k] ?? 0)
      }
      expect(room).toBeLessThan(1)
    }
  })

  it('is not looked for beyond a limit of cost', () => {
    const system = systemOf('r6x6x6')
    const price = system.value.slice()
    const search = new MoveSearch(system, { fall: system.value, price, frozen: new Uint8Array(price.length) })
    expect(search.find(smallOf(system)[0] ?? 0, 1, 0.5).kind).toBe('too-dear')
  })
})
