import type { AttackTask, Demand } from './attack.ts'
import { moveOf } from './block-attack.ts'
import type { Move } from './move-answer.ts'
import { MoveModel } from './move-model.ts'

/** Hidden variables around a demand that the integer search looks at. */
const NEARBY = 800

/** Times as many at most, for a demand that has failed often. */
const FURTHEST = 4

/** A move that meets a demand, found by integer search among the hidden variables nearest to it; undefined when there is none. */
export function findNearby({ highs, system, needs, hidden, options }: AttackTask, demand: Demand): Move | undefined {
  const block = nearest(system, hidden, demand.variable, NEARBY * Math.min(FURTHEST, options.patience(demand)))
  const model = new MoveModel(highs, system, needs.lower, block, true)
  try {
    const column = model.column(demand.variable)
    if (column === undefined) return undefined
    const columns = model.variables.length
    const objective = new Float64Array(columns)
    const low = new Float64Array(columns).fill(Number.NEGATIVE_INFINITY)
    const high = new Float64Array(columns).fill(1e7)
    objective[column] = demand.sign
    if (demand.sign === 1) high[column] = demand.need
    else low[column] = -demand.need
    const still = demand.frozen === undefined ? undefined : model.column(demand.frozen)
    if (still !== undefined) {
      low[still] = 0
      high[still] = 0
    }
    const change = model.maximise(objective, low, high, options.whole)
    if (!change || (change[column] ?? 0) * demand.sign < demand.need - 1e-6) return undefined
    return !options.whole || model.wholeColumns(change)[column] === 1 ? moveOf(model, change, options.whole) : undefined
  } finally {
    model.dispose()
  }
}

/** The hidden variables reached first through shared equations. */
function nearest(
  { variableStart, variableRow, rowStart, rowVariable }: AttackTask['system'],
  hidden: Uint8Array,
  start: number,
  most: number,
): Int32Array {
  const found = [start]
  const seen = new Set(found)
  for (let next = 0; next < found.length && found.length < most; next++) {
    const variable = found[next] ?? 0
    for (let at = variableStart[variable] ?? 0; at < (variableStart[variable + 1] ?? 0); at++) {
      const row = variableRow[at] ?? 0
      for (let k = rowStart[row] ?? 0; k < (rowStart[row + 1] ?? 0); k++) {
        const other = rowVariable[k] ?? 0
        if (hidden[other] !== 1 || seen.has(other)) continue
        seen.add(other)
        found.push(other)
      }
    }
  }
  return Int32Array.from(found).sort()
}
