import { type AttackTask, closeProven } from './attack.ts'
import { type Move, settled } from './move-answer.ts'
import { MoveModel } from './move-model.ts'
import type { Needs } from './needs.ts'

/** Far enough above every threshold that no bound of this kind is felt. */
const FAR = 1e7

/**
 * Moves all open variables of a block at once, up and then down, again and again, as long as it closes a good share of the
 * demands. A solution of the linear program proves much for little work; what it leaves is looked at one by one elsewhere.
 */
export function attackBlock(task: AttackTask, part: Int32Array): void {
  const { highs, system, needs, open, options } = task
  if (!part.some((variable) => open.up[variable] === 1 || open.down[variable] === 1)) return
  const model = new MoveModel(highs, system, needs.lower, part, true)
  try {
    for (const sign of [1, -1] as const) {
      const state = sign === 1 ? open.up : open.down
      for (;;) {
        const before = countOpen(model, state)
        if (before < 2) break
        const { objective, low, high } = wishes(model, needs, state, sign)
        const change = model.maximise(objective, low, high)
        if (change) closeProven(task, moveOf(model, change, options.whole))
        if (before - countOpen(model, state) < 1 + before / 25) break
      }
      if (!options.whole) attackOneByOne(task, model, sign)
    }
  } finally {
    model.dispose()
  }
}

/** What cannot move together with the others may still move alone. */
function attackOneByOne(task: AttackTask, model: MoveModel, sign: 1 | -1): void {
  const { needs, open } = task
  const state = sign === 1 ? open.up : open.down
  const alone = new Uint8Array(state.length)
  for (const variable of model.variables) {
    if (state[variable] !== 1) continue
    alone[variable] = 1
    const { objective, low, high } = wishes(model, needs, alone, sign)
    alone[variable] = 0
    const change = model.maximise(objective, low, high)
    if (change) closeProven(task, moveOf(model, change, false))
  }
}

function countOpen(model: MoveModel, state: Uint8Array): number {
  let count = 0
  for (const variable of model.variables) count += state[variable] ?? 0
  return count
}

function wishes(model: MoveModel, needs: Needs, state: Uint8Array, sign: 1 | -1) {
  const columns = model.variables.length
  const objective = new Float64Array(columns)
  const low = new Float64Array(columns).fill(Number.NEGATIVE_INFINITY)
  const high = new Float64Array(columns).fill(FAR)
  for (const [column, variable] of model.variables.entries()) {
    if (state[variable] !== 1) continue
    objective[column] = sign
    if (sign === 1) high[column] = needs.up[variable] ?? 0
    else low[column] = -(needs.down[variable] ?? 0)
  }
  return { objective, low, high }
}

/** A solution as a move; of a block's independent parts those that are broken stand still where whole numbers are asked for. */
export function moveOf(model: MoveModel, change: Float64Array, whole: boolean): Move {
  const isWhole = whole ? model.wholeColumns(change) : undefined
  const moved: number[] = []
  for (const [column, amount] of change.entries())
    if ((isWhole?.[column] ?? 1) === 1 && Math.abs(amount) > 1e-9) moved.push(column)
  return {
    variables: Int32Array.from(moved, (column) => model.variables[column] ?? 0),
    deltas: Float64Array.from(moved, (column) => settled(change[column] ?? 0)),
  }
}
