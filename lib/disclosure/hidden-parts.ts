import { DisjointSets } from './disjoint-sets.ts'
import type { System } from './system.ts'

/** Variables up to which independent parts are looked at together; opening the solver has a cost of its own. */
const PARCEL = 600

/** The hidden variables in blocks that share no equation with each other, in order of their first variable. */
export function hiddenParts(system: System, hidden: Uint8Array): Int32Array[] {
  const sets = new DisjointSets(hidden.length)
  for (let row = 0; row + 1 < system.rowStart.length; row++) {
    let first = -1
    for (let at = system.rowStart[row] ?? 0; at < (system.rowStart[row + 1] ?? 0); at++) {
      const variable = system.rowVariable[at] ?? 0
      if (hidden[variable] !== 1) continue
      if (first < 0) first = variable
      else sets.join(first, variable)
    }
  }
  const byRoot = new Map<number, number[]>()
  for (let variable = 0; variable < hidden.length; variable++) {
    if (hidden[variable] !== 1) continue
    const root = sets.find(variable)
    const list = byRoot.get(root)
    if (list) list.push(variable)
    else byRoot.set(root, [variable])
  }
  const parts: number[][] = []
  for (const list of byRoot.values()) {
    const last = parts.at(-1)
    if (last && last.length + list.length <= PARCEL) last.push(...list)
    else parts.push(list)
  }
  return parts.map((part) => Int32Array.from(part).sort())
}
