import type { AttackTask } from './attack.ts'
import { MoveModel } from './move-model.ts'
import type { Needs } from './needs.ts'
import type { System } from './system.ts'

interface InsiderTask {
  readonly system: System
  readonly needs: Needs
  readonly model: MoveModel
  readonly open: Uint8Array
  readonly person: Int32Array
  readonly whole: boolean
}

/**
 * The singleton attack inside one block: whoever is alone in a hidden cell knows that it is 1. Every other unsafe variable
 * must still move while that one stands still. Many singles are held still at once; only pairs this leaves open are tried
 * alone. Closes what is proven; what stays open is for the single search, which also says why.
 */
export function attackBlockAsInsiders({ highs, system, needs, open, options }: AttackTask, part: Int32Array): void {
  if (!part.some((variable) => open.insider[variable] === 1)) return
  const model = new MoveModel(highs, system, needs.lower, part, true)
  try {
    clearBlock({ system, needs, model, open: open.insider, person: options.person, whole: options.whole })
  } finally {
    model.dispose()
  }
}

function clearBlock(task: InsiderTask): void {
  const { model, open, needs } = task
  const targets: number[] = []
  const singles: number[] = []
  for (const [column, variable] of model.variables.entries()) {
    if (needs.primary[variable] !== 1) continue
    if (needs.alone[variable] === 1) singles.push(column)
    if (open[variable] === 1) targets.push(column)
  }
  if (targets.length === 0) return
  const suspects = new Map<number, Set<number>>()
  for (const column of targets) suspects.set(column, suspectsOf(task, column, singles))
  clear(task, suspects, singles)
  for (let bit = 0; 1 << bit < singles.length; bit++)
    for (const side of [0, 1]) {
      const still = singles.filter((_, k) => ((k >> bit) & 1) === side)
      clear(task, suspects, still)
    }
  for (const [column, left] of suspects) if (isClearedAlone(task, column, left)) open[model.variables[column] ?? 0] = 0
}

function suspectsOf({ model, person }: InsiderTask, column: number, singles: readonly number[]): Set<number> {
  const own = person[model.variables[column] ?? 0] ?? -1
  return new Set(singles.filter((single) => single !== column && (own < 0 || person[model.variables[single] ?? 0] !== own)))
}

/** Moves all suspected variables while some singles stand still, as long as that clears a good share of them. */
function clear(task: InsiderTask, suspects: Map<number, Set<number>>, still: readonly number[]): void {
  for (const sign of [1, -1]) {
    for (;;) {
      const wished = [...suspects].filter(([column, left]) => left.size > 0 && !still.includes(column)).map(([column]) => column)
      if (wished.length === 0) return
      const before = suspicions(suspects)
      const change = move(task, wished, still, sign)
      if (change) absolve(task, suspects, change)
      if (suspicions(suspects) > before * 0.95) break
    }
  }
}

function suspicions(suspects: Map<number, Set<number>>): number {
  let sum = 0
  for (const left of suspects.values()) sum += left.size
  return sum
}

function move({ model, whole }: InsiderTask, wished: readonly number[], still: readonly number[], sign: number) {
  const columns = model.variables.length
  const objective = new Float64Array(columns)
  const low = new Float64Array(columns).fill(Number.NEGATIVE_INFINITY)
  const high = new Float64Array(columns).fill(1e7)
  for (const column of wished) {
    objective[column] = sign
    if (sign > 0) high[column] = 1
    else low[column] = -1
  }
  for (const column of still) {
    low[column] = 0
    high[column] = 0
  }
  const found = model.maximise(objective, low, high)
  if (!found || !whole) return found
  const isWhole = model.wholeColumns(found)
  return found.map((amount, column) => (isWhole[column] === 1 ? amount : 0))
}

/** A variable that moved is safe from every single that stood still. */
function absolve({ model }: InsiderTask, suspects: Map<number, Set<number>>, change: Float64Array): void {
  const moved = new Set<number>()
  for (const [column, amount] of change.entries()) if (Math.abs(amount) > 1e-6) moved.add(column)
  if (moved.size === 0 || model.variables.length === 0) return
  for (const [column, left] of suspects) {
    if (!moved.has(column)) continue
    for (const single of left) if (!moved.has(single)) left.delete(single)
  }
}

/** Tries the singles left one by one. */
function isClearedAlone(task: InsiderTask, column: number, left: Set<number>): boolean {
  const suspects = new Map([[column, left]])
  for (const single of [...left]) {
    for (const sign of left.has(single) ? [1, -1] : []) {
      const change = move(task, [column], [single], sign)
      if (change) absolve(task, suspects, change)
      if (!left.has(single)) break
      const exact = task.whole ? wholeMove(task, column, single, sign) : undefined
      if (exact) absolve(task, suspects, exact)
    }
    if (left.has(single)) return false
  }
  return true
}

function wholeMove({ model }: InsiderTask, column: number, single: number, sign: number): Float64Array | undefined {
  const columns = model.variables.length
  const objective = new Float64Array(columns)
  const low = new Float64Array(columns).fill(Number.NEGATIVE_INFINITY)
  const high = new Float64Array(columns).fill(1e7)
  objective[column] = sign
  if (sign > 0) high[column] = 1
  else low[column] = -1
  low[single] = 0
  high[single] = 0
  return model.maximise(objective, low, high, true)
}
