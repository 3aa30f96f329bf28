import type { Move } from './move-answer.ts'
import type { System } from './system.ts'

/** Cells and by how much each differs from its true count in another possible table. */
export interface CellMove {
  readonly cells: Int32Array
  readonly deltas: Float64Array
}

/** Moves of variables as moves of all the cells these stand for. */
export function cellMoves(system: System, moves: readonly Move[]): CellMove[] {
  const start = new Int32Array(system.classes + 1)
  for (const variable of system.classOf) if (variable >= 0) start[variable + 1] = (start[variable + 1] ?? 0) + 1
  for (let j = 0; j < system.classes; j++) start[j + 1] = (start[j + 1] ?? 0) + (start[j] ?? 0)
  const members = new Int32Array(start[system.classes] ?? 0)
  const next = start.slice()
  for (const [cell, variable] of system.classOf.entries()) {
    if (variable < 0) continue
    const at = next[variable] ?? 0
    members[at] = cell
    next[variable] = at + 1
  }
  return moves.map(({ variables, deltas }) => {
    const cells: number[] = []
    const changes: number[] = []
    for (const [k, variable] of variables.entries())
      for (let at = start[variable] ?? 0; at < (start[variable + 1] ?? 0); at++) {
        cells.push(members[at] ?? 0)
        changes.push(deltas[k] ?? 0)
      }
    return { cells: Int32Array.from(cells), deltas: Float64Array.from(changes) }
  })
}
