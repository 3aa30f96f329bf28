import { describe, expect, it } from 'vitest'
import type { Demand } from '#lib/disclosure/attack.ts'
import { countedCube } from '#lib/disclosure/counted-cells.ts'
import { isHiddenAnyway } from '#lib/disclosure/covers.ts'
import { defaultRules } from '#lib/disclosure/default-rules.ts'
import { MoveModel } from '#lib/disclosure/move-model.ts'
import { decideNeeds } from '#lib/disclosure/needs.ts'
import { cheapestMove } from '#lib/disclosure/priced-move.ts'
import type { Rules } from '#lib/disclosure/rules.ts'
import { loadSolver } from '#lib/disclosure/solver.ts'
import { buildSystem } from '#lib/disclosure/system.ts'
import { WindowGrower } from '#lib/disclosure/window-grower.ts'
import { mendInWindows } from '#lib/disclosure/window-mender.ts'
import { readInstance } from '#scripts/protect/read-instance.ts'

const LINEAR: Rules = { ...defaultRules, protection: 'exact', intruder: 'linear', insider: false }

function setUp(name: string) {
  const instance = readInstance(`tests/unit/disclosure/instances/${name}`)
  if (!instance.ok) throw new Error(instance.sentence)
  const cells = countedCube(instance.value.cube)
  const system = buildSystem(cells, true)
  const needs = decideNeeds(cells, system, LINEAR)
  const hidden = Uint8Array.from(system.value, (_, variable) => (isHiddenAnyway(system, needs, variable) ? 1 : 0))
  const demands = [...needs.up.entries()]
    .filter(([, need]) => need > 0)
    .map(([variable, need]): Demand => ({ variable, sign: 1, need }))
  return { system, needs, hidden, demands, cost: system.value.map((value) => value + 1) }
}

describe('windows', () => {
  it('hold their seed, at most so many variables, only what may join, and are the same every time', () => {
    const { system } = setUp('r6x6x6')
    const grower = new WindowGrower(system)
    const isEven = (variable: number) => variable % 2 === 0
    for (const seed of [0, 40, 100]) {
      const window = grower.around(seed, 50, isEven)
      expect(window).toContain(seed)
      expect(window.length).toBe(50)
      expect([...window].every(isEven)).toBe(true)
      expect(grower.around(seed, 50, isEven)).toEqual(window)
    }
  })

  it('end where nothing more may join', () => {
    const { system } = setUp('r6x6x6')
    expect([...new WindowGrower(system).around(7, 50, () => false)]).toEqual([7])
  })
})

describe('the cheapest move in a window', () => {
  it('keeps every sum, moves nothing outside the window, and is no dearer in a larger one', async () => {
    const { system, needs, demands, cost } = setUp('b1')
    const highs = await loadSolver()
    const grower = new WindowGrower(system)
    for (const { variable } of demands.slice(0, 20)) {
      const costs = [200, system.value.length].map((size) => {
        const window = grower.around(variable, size, () => true)
        const terms = { lower: needs.lower, price: cost }
        const move = cheapestMove(highs, system, terms, window, { variable, amount: 1 })
        if (!move) return Number.POSITIVE_INFINITY
        const change = new Float64Array(system.value.length)
        for (const [k, moved] of move.variables.entries()) change[moved] = move.deltas[k] ?? 0
        expect(change[variable]).toBe(1)
        for (const moved of move.variables) expect(window).toContain(moved)
        expect(change.every((by, j) => (system.value[j] ?? 0) + by >= (needs.lower[j] ?? 0) - 1e-6)).toBe(true)
        for (let row = 0; row + 1 < system.rowStart.length; row++) {
          let sum = 0
          for (let at = system.rowStart[row] ?? 0; at < (system.rowStart[row + 1] ?? 0); at++)
            sum += (system.rowCoefficient[at] ?? 0) * (change[system.rowVariable[at] ?? 0] ?? 0)
          expect(Math.abs(sum)).toBeLessThan(1e-6)
        }
        return change.reduce((total, by, j) => total + (j === variable ? 0 : Math.abs(by) * (cost[j] ?? 0)), 0)
      })
      expect(costs[1]).toBeLessThan(Number.POSITIVE_INFINITY)
      expect(costs[1]).toBeLessThanOrEqual((costs[0] ?? 0) + 1e-6)
    }
  })
})

describe('mending in windows', () => {
  it.each(['r6x6x6', 'a2', 'b1'])('leaves every demand possible for whoever sees what is not hidden (%s)', async (name) => {
    const { system, needs, hidden, demands, cost } = setUp(name)
    const highs = await loadSolver()
    const open = new Set(demands.map(({ variable }) => variable))
    const met: number[] = []
    await mendInWindows(
      {
        highs,
        system,
        needs,
        cost,
        hidden,
        isOpen: ({ variable }) => open.has(variable),
        met: ({ variables, deltas }) => {
          met.push(variables.length)
          for (const [k, variable] of variables.entries()) if ((deltas[k] ?? 0) >= 1) open.delete(variable)
        },
        pulse: async () => undefined,
      },
      demands,
    )
    expect(open.size).toBe(0)
    expect(met.length).toBeLessThan(demands.length)
    const all = Int32Array.from(hidden.keys()).filter((variable) => hidden[variable] === 1)
    const model = new MoveModel(highs, system, needs.lower, all, false)
    const none = new Float64Array(all.length)
    for (const { variable, need } of demands) {
      const objective = none.map((_, column) => (all[column] === variable ? 1 : 0))
      const high = none.map((_, column) => (all[column] === variable ? need : 1e7))
      const change = model.maximise(objective, none.fill(Number.NEGATIVE_INFINITY), high)
      expect(change?.[all.indexOf(variable)]).toBeGreaterThanOrEqual(need - 1e-6)
    }
    model.dispose()
  })
})
