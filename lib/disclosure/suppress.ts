import type { Highs } from 'highs'
import { type CellMove, cellMoves } from './cell-move.ts'
import { optimise } from './optimise.ts'
import { PUBLISHED, SECONDARY } from './primary.ts'
import type { Problem } from './problem.ts'

export type SuppressEnd =
  | { readonly kind: 'safe'; readonly bound: number; readonly examples: readonly CellMove[] }
  | { readonly kind: 'cannot-protect'; readonly cells: readonly number[] }
  | { readonly kind: 'stopped' }

export interface SuppressOptions {
  /** True when so much of the time is over that what is safe should be kept as it is. */
  readonly isLate: () => boolean
  /** Called between steps with the phase and the share that is done; answers false to stop. */
  readonly goOn: (phase: 'hiding' | 'proving', done: number, total: number) => boolean
}

/** Hides further cells until every unsafe cell is protected, at the least cost found. Changes the problem's status. */
export async function suppress(
  highs: Highs,
  problem: Problem,
  exempt: ReadonlySet<number>,
  options: SuppressOptions,
): Promise<SuppressEnd> {
  const { cells, status } = problem
  const stopped = new Error('stopped')
  const pulse = async (phase: 'hiding' | 'proving', done: number, total: number) => {
    await new Promise((resolve) => setImmediate(resolve))
    if (!options.goOn(phase, done, total)) throw stopped
  }
  try {
    const { system, hidden, stuck, bound, moves } = await optimise(highs, cells, problem.rules, {
      costs: problem.costs,
      exempt,
      pulse,
      isLate: options.isLate,
    })
    for (let cell = 0; cell < status.length; cell++) {
      const variable = system.classOf[cell] ?? -1
      const isChosen = variable >= 0 && hidden[variable] === 1
      if (isChosen && status[cell] === PUBLISHED) status[cell] = SECONDARY
    }
    if (stuck.length === 0) return { kind: 'safe', bound, examples: cellMoves(system, moves) }
    return { kind: 'cannot-protect', cells: stuck.map((variable) => system.classOf.indexOf(variable)) }
  } catch (error) {
    if (error === stopped) return { kind: 'stopped' }
    throw error
  }
}
