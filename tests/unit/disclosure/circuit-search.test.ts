import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { CircuitSearch } from '#lib/disclosure/circuit-search.ts'
import { countedCube } from '#lib/disclosure/counted-cells.ts'
import type { Move } from '#lib/disclosure/move-answer.ts'
import { MoveSearch } from '#lib/disclosure/move-search.ts'
import { buildSystem, type System } from '#lib/disclosure/system.ts'
import type { Cube } from '#lib/tabulation/cube.ts'
import { randomCube } from './random-cube.ts'

const LIMITS = { choices: 6, width: 6, steps: 400 }

/** The largest amount by which a move misses an equation. */
function miss(system: System, { variables, deltas }: Move): number {
  const delta = new Map(Array.from(variables, (variable, k) => [variable, deltas[k] ?? 0]))
  let worst = 0
  for (let row = 0; row + 1 < system.rowStart.length; row++) {
    let sum = 0
    for (let at = system.rowStart[row] ?? 0; at < (system.rowStart[row + 1] ?? 0); at++)
      sum += (system.rowCoefficient[at] ?? 0) * (delta.get(system.rowVariable[at] ?? 0) ?? 0)
    worst = Math.max(worst, Math.abs(sum))
  }
  return worst
}

const square: Cube = {
  dimensions: ['a', 'b'].map((id) => ({
    id,
    codes: ['total', 'x', 'y', 'z'],
    parents: Int32Array.of(-1, 0, 0, 0),
    additive: true,
  })),
  counts: Float64Array.of(45, 12, 15, 18, 6, 1, 2, 3, 15, 4, 5, 6, 24, 7, 8, 9),
}

describe('a circuit', () => {
  it.each([
    ['adding', [true, true]],
    ['adding', [true, true, true]],
    ['overlapping', [true, false]],
  ] as const)('keeps every sum, moves free cells only, by whole numbers and not below what is known (%s, %j)', (_, additive) => {
    let found = 0
    fc.assert(
      fc.property(randomCube(additive), fc.nat(), fc.constantFrom(-2, -1, 1, 3), (cube, seed, amount) => {
        const system = buildSystem(countedCube(cube), true)
        const isFree = Uint8Array.from(system.value, (_v, j) => (j >= system.classes || (j * 7919 + seed) % 5 < 3 ? 1 : 0))
        const lower = Float64Array.from(system.value, (_v, j) => (j < system.classes ? 1 : 0))
        const search = new CircuitSearch(system, { lower, isFree }, LIMITS)
        for (let j = 0; j < system.classes; j++) {
          if (isFree[j] !== 1) continue
          const move = search.find(j, amount)
          if (!move) continue
          found++
          expect(move.deltas[move.variables.indexOf(j)]).toBe(amount)
          expect(miss(system, move)).toBe(0)
          for (const [k, variable] of move.variables.entries()) {
            expect(isFree[variable]).toBe(1)
            expect(Number.isInteger(move.deltas[k])).toBe(true)
            expect((system.value[variable] ?? 0) + (move.deltas[k] ?? 0)).toBeGreaterThanOrEqual(lower[variable] ?? 0)
          }
        }
      }),
      { seed: 21, numRuns: 150 },
    )
    expect(found).toBeGreaterThan(100)
  })

  it('is found wherever the exact search finds a move in a square of hidden cells', () => {
    const system = buildSystem(countedCube(square), true)
    const cellsOf = (cells: readonly number[]) => new Set(cells.map((cell) => system.classOf[cell] ?? -1))
    const hidden = cellsOf([5, 6, 9, 10])
    const isFree = Uint8Array.from(system.value, (_, j) => (hidden.has(j) ? 1 : 0))
    const lower = new Float64Array(system.value.length)
    const search = new CircuitSearch(system, { lower, isFree }, LIMITS)
    const exact = new MoveSearch(system, {
      fall: system.value.slice(),
      price: new Float64Array(system.value.length).fill(1),
      frozen: isFree.map((own) => 1 - own),
    })
    for (const variable of hidden)
      for (const amount of [-2, -1, 1, 2, 5, 6]) {
        if ((system.value[variable] ?? 0) + amount < 0) continue
        const found = search.find(variable, amount) !== undefined
        expect(found, `${variable} by ${amount}`).toBe(exact.find(variable, amount, Number.POSITIVE_INFINITY).kind === 'found')
      }
  })

  it('is the same on every run, and leaves nothing behind for the next search', () => {
    const system = buildSystem(countedCube(square), true)
    const terms = { lower: new Float64Array(system.value.length), isFree: new Uint8Array(system.value.length).fill(1) }
    const inner = system.classOf[5] ?? 0
    const first = new CircuitSearch(system, terms, LIMITS).find(inner, 1)
    const search = new CircuitSearch(system, terms, LIMITS)
    expect(search.find(inner, -1000)).toBeUndefined()
    expect(search.find(inner, 1)?.variables).toBeDefined()
    expect(new CircuitSearch(system, terms, LIMITS).find(inner, 1)).toEqual(first)
  })
})
