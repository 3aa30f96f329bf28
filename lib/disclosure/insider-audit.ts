import { type AuditedSystem, auditedSystems, type PublishedTable } from './audited-systems.ts'
import type { CountedCells } from './counted-cells.ts'
import { leastHidden } from './needs.ts'
import { type LinearProgram, type OpenProgram, openProgram } from './open-program.ts'
import type { Rules } from './rules.ts'
import { personOfSingles } from './same-person.ts'
import { loadSolver } from './solver.ts'

/** An unsafe cell that the only person of another hidden cell can work out exactly. */
export interface KnownToInsider {
  readonly cell: number
  /** The hidden cell of 1 whose person knows. */
  readonly insider: number
}

export interface InsiderAuditOptions {
  readonly secondsPerSolve: number
  /** Answers false to stop; what was not looked at counts as known. */
  readonly goOn: (done: number, total: number) => boolean
}

const SLIP = 1e-6
const MOST = 1e7

/**
 * The unsafe cells that somebody who is alone in another hidden cell, and so knows it to be 1, can work out. Every cell is moved by the
 * solver while all such cells of other persons stand still; where nothing moves, one after the other is held. A table that the
 * solver found clears a cell from all the persons whose own cells it left as they are. Code of its own, apart from the suppressor.
 */
export async function insidersWhoKnow(
  cells: CountedCells,
  table: PublishedTable,
  unsafe: readonly number[],
  rules: Rules,
  { secondsPerSolve, goOn }: InsiderAuditOptions,
): Promise<KnownToInsider[]> {
  const highs = await loadSolver()
  const person = personOfSingles(cells)
  const wanted = new Set(unsafe)
  const known: KnownToInsider[] = []
  let done = 0
  for (const system of auditedSystems(table)) {
    const looked = system.cells.filter((cell) => wanted.has(cell))
    const singles = system.cells.filter((cell) => cells.counts[cell] === 1 && table.unseen?.[cell] !== 1)
    if (looked.length === 0 || singles.length === 0) continue
    const columnOf = new Map(system.cells.map((cell, column) => [cell, column]))
    const least = (cell: number) => (table.unseen?.[cell] === 1 ? 0 : leastHidden(rules))
    const program = programOf(system, columnOf, least)
    const question: Question = {
      system,
      columnOf,
      counts: cells.counts,
      least,
      relaxed: openProgram(highs, program, secondsPerSolve),
      whole: rules.intruder === 'informed' ? openProgram(highs, { ...program, wholeNumbers: true }, secondsPerSolve) : null,
    }
    for (const cell of looked) {
      const others = singles.filter((single) => single !== cell && (person[single] ?? -1) !== (person[cell] ?? -2))
      const insider = goOn(done++, unsafe.length) ? whoKnows(question, cell, others) : (others[0] ?? cell)
      if (insider !== null) known.push({ cell, insider })
    }
    question.relaxed.close()
    question.whole?.close()
  }
  return known
}

interface Question {
  readonly system: AuditedSystem
  readonly columnOf: ReadonlyMap<number, number>
  readonly counts: Float64Array
  readonly least: (cell: number) => number
  readonly relaxed: OpenProgram
  /** The same in whole numbers, for an intruder who knows that counts are. */
  readonly whole: OpenProgram | null
}

/** The first single whose person knows a cell; null when nobody does. */
function whoKnows(question: Question, cell: number, singles: readonly number[]): number | null {
  if (singles.length === 0 || otherTable(question, cell, singles)) return null
  const suspects = new Set(singles)
  for (const single of singles) {
    if (!suspects.has(single)) continue
    const other = otherTable(question, cell, [single])
    if (!other) return single
    for (const suspect of suspects) {
      const value = other[question.columnOf.get(suspect) ?? 0] ?? 0
      if (Math.abs(value - (question.counts[suspect] ?? 0)) < SLIP) suspects.delete(suspect)
    }
  }
  return null
}

/** A possible table in which the cell has another value and the given cells have their own; null when there is none. */
function otherTable(
  { columnOf, counts, least, relaxed, whole }: Question,
  cell: number,
  still: readonly number[],
): Float64Array | null {
  const column = columnOf.get(cell) ?? 0
  const value = counts[cell] ?? 0
  for (const program of whole ? [relaxed, whole] : [relaxed]) {
    for (const single of still) program.setBounds(columnOf.get(single) ?? 0, 1, 1)
    let found: Float64Array | null = null
    let isFixed = true
    for (const sense of ['greatest', 'least'] as const) {
      program.setCost(column, 1)
      const point: Float64Array | null = found ? null : program.solve(sense)
      program.setCost(column, 0)
      if (!point || Math.abs((point[column] ?? 0) - value) < SLIP) continue
      isFixed = false
      if (program === whole || !whole || point.every((each) => Math.abs(each - Math.round(each)) < SLIP)) found = point
    }
    for (const single of still) program.setBounds(columnOf.get(single) ?? 0, least(single), MOST)
    if (found) return found
    // What can't move in broken numbers can't in whole ones.
    if (isFixed) return null
  }
  return null
}

function programOf(
  { cells, sums }: AuditedSystem,
  columnOf: ReadonlyMap<number, number>,
  least: (cell: number) => number,
): LinearProgram {
  const columns = cells.length + sums.filter(({ relation }) => relation === '>=').length
  const rowStarts = [0]
  const rowMembers: number[] = []
  const rowCoefficients: number[] = []
  let slack = cells.length
  for (const { members, relation } of sums) {
    for (const [cell, sign] of members) {
      rowMembers.push(columnOf.get(cell) ?? 0)
      rowCoefficients.push(sign)
    }
    if (relation === '>=') {
      rowMembers.push(slack++)
      rowCoefficients.push(-1)
    }
    rowStarts.push(rowMembers.length)
  }
  return {
    lower: Float64Array.from({ length: columns }, (_, column) => (column < cells.length ? least(cells[column] ?? 0) : 0)),
    upper: new Float64Array(columns).fill(MOST),
    costs: new Float64Array(columns),
    rowStarts: Int32Array.from(rowStarts),
    rowMembers: Int32Array.from(rowMembers),
    rowCoefficients: Float64Array.from(rowCoefficients),
    right: Float64Array.from(sums, ({ right }) => right),
    wholeNumbers: false,
  }
}
