import type { Highs } from 'highs'
import type { OpenDemands } from './attack.ts'
import { MoveModel } from './move-model.ts'
import type { Needs } from './needs.ts'
import type { System } from './system.ts'

/** Far enough above every threshold that no bound of this kind is felt. */
const FAR = 1e7

/**
 * Moves all open variables of a block at once, up and then down, again and again, as long as it closes a good share of the
 * demands. A solution of the linear program proves much for little work; what it leaves is looked at one by one elsewhere.
 */
export function attackBlock(
  highs: Highs,
  system: System,
  needs: Needs,
  open: OpenDemands,
  part: Int32Array,
  whole: boolean,
): void {
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
        if (change) closeProven(model, needs, open, change, whole)
        if (before - countOpen(model, state) < 1 + before / 25) break
      }
    }
  } finally {
    model.dispose()
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

/** Closes every demand a move proves. */
function closeProven(model: MoveModel, needs: Needs, open: OpenDemands, change: Float64Array, whole: boolean): void {
  const isWhole = whole ? model.wholeColumns(change) : undefined
  for (const [column, variable] of model.variables.entries()) {
    if (isWhole && isWhole[column] !== 1) continue
    const amount = change[column] ?? 0
    if (open.up[variable] === 1 && amount >= (needs.up[variable] ?? 0) - 1e-6) open.up[variable] = 0
    if (open.down[variable] === 1 && -amount >= (needs.down[variable] ?? 0) - 1e-6) open.down[variable] = 0
  }
}
