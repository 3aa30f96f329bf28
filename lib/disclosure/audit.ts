import type { Highs } from 'highs'
import { AuditEvidence } from './audit-evidence.ts'
import { type AuditedSystem, auditedSystems, type PublishedTable } from './audited-systems.ts'
import type { CellMove } from './cell-move.ts'
import { type OpenProgram, openProgram } from './open-program.ts'
import type { Rules } from './rules.ts'
import { loadSolver } from './solver.ts'

/** What the audit must find of one hidden cell: that it can be as low as `low` and as high as `high`. */
export interface AuditedCell {
  readonly cell: number
  readonly low: number
  readonly high: number
}

export interface AuditOptions {
  readonly secondsPerSolve: number
  /** The counts behind the published table; with them large systems are shown safe by example before anything is solved. */
  readonly truth?: Float64Array
  /** Changes of the truth that may lead to other possible tables. Each is checked before it counts. */
  readonly examples?: readonly CellMove[]
  readonly goOn: (done: number, total: number) => boolean
}

export interface AuditReport {
  /** Hidden cells looked at. */
  readonly cells: number
  readonly failed: number
  readonly failedCells: readonly number[]
  readonly method: string
  /**
   * By address: the interval an outsider can compute; the count itself where published or not looked at. In large systems that
   * were shown safe by example, an interval he can't narrow further than.
   */
  readonly lower: Float64Array
  readonly upper: Float64Array
  /** False when it was stopped before its end; such an audit proves nothing. */
  readonly complete: boolean
}

/** Above this a cell counts as unbounded. */
const CUT = 1e7
/** How far a solver's value may be from a whole one. */
const SLIP = 1e-6
/** Systems with more unsafe cells than this are shown safe by example where that is possible; smaller ones are solved cell by cell. */
const SOLVED_CELLS = 60

/**
 * Computes from the published table alone what an outsider can compute of its hidden cells. Code of its own, apart from the
 * suppressor: sums are read cell by cell, systems are split by walking from cell to cell, every interval is solved for.
 */
export async function audit(
  table: PublishedTable,
  wanted: readonly AuditedCell[],
  rules: Rules,
  options: AuditOptions,
): Promise<AuditReport> {
  const highs = await loadSolver()
  const lower = Float64Array.from(table.counts, (count) => count ?? Number.NaN)
  const upper = lower.slice()
  const wantedBy = new Map(wanted.map((each) => [each.cell, each]))
  const failedCells: number[] = []
  let evidence: AuditEvidence | null = null
  let shown = 0
  let done = 0
  let complete = true
  for (const system of auditedSystems(table)) {
    const looked = system.cells.flatMap((cell) => wantedBy.get(cell) ?? [])
    if (options.truth && looked.length > SOLVED_CELLS)
      evidence ??= new AuditEvidence(table, options.truth, rules, options.examples)
    const examples = looked.length > SOLVED_CELLS ? evidence : null
    const solver = new IntervalSolver(highs, system, rules, options.secondsPerSolve, table.unseen)
    for (const { cell, low, high } of looked) {
      complete = options.goOn(done, wanted.length)
      if (!complete) break
      done++
      const isShown = examples?.proves(cell, low, high) ?? false
      const least = isShown ? examples?.lower[cell] : solver.bound(cell, 'least')
      const greatest = isShown ? examples?.upper[cell] : solver.bound(cell, 'greatest')
      lower[cell] = least ?? Number.NaN
      upper[cell] = greatest === undefined ? Number.NaN : greatest >= CUT ? Number.POSITIVE_INFINITY : greatest
      if (isShown) shown++
      else if (least === undefined || greatest === undefined || least > low + SLIP || greatest < high - SLIP)
        failedCells.push(cell)
    }
    solver.close()
    if (!complete) break
  }
  return { cells: done, failed: failedCells.length, failedCells, method: methodOf(shown, done), lower, upper, complete }
}

/** Solves for the ends of intervals in one system; opens its programs when they are first needed. */
class IntervalSolver {
  readonly #system: AuditedSystem
  readonly #isWhole: boolean
  readonly #columnOf: ReadonlyMap<number, number>
  readonly #open: (wholeNumbers: boolean) => OpenProgram
  #relaxed: OpenProgram | null = null
  #whole: OpenProgram | null = null

  constructor(highs: Highs, system: AuditedSystem, rules: Rules, seconds: number, unseen?: Uint8Array) {
    const floor = rules.intruder === 'informed' && !rules.protectZeros ? 1 : 0
    const least = Float64Array.from(system.cells, (cell) => (unseen?.[cell] === 1 ? 0 : floor))
    this.#system = system
    this.#isWhole = rules.intruder === 'informed'
    this.#columnOf = new Map(system.cells.map((cell, column) => [cell, column]))
    this.#open = (wholeNumbers) => openProgram(highs, programOf(system, this.#columnOf, least, wholeNumbers), seconds)
  }

  /** The least or greatest value of a cell; undefined when it was not found in time. */
  bound(cell: number, sense: 'greatest' | 'least'): number | undefined {
    const column = this.#columnOf.get(cell) ?? 0
    this.#relaxed ??= this.#open(false)
    const point = solveFor(this.#relaxed, column, sense)
    if (!point) return undefined
    const isWhole = point.every((value, i) => i >= this.#system.cells.length || Math.abs(value - Math.round(value)) < SLIP)
    if (!this.#isWhole || isWhole) return point[column]
    this.#whole ??= this.#open(true)
    return solveFor(this.#whole, column, sense)?.[column]
  }

  close(): void {
    this.#relaxed?.close()
    this.#whole?.close()
  }
}

function solveFor(program: OpenProgram, column: number, sense: 'greatest' | 'least'): Float64Array | null {
  program.setCost(column, 1)
  const point = program.solve(sense)
  program.setCost(column, 0)
  return point
}

function methodOf(shown: number, cells: number): string {
  if (shown === 0) return 'HiGHS, every interval'
  return `${shown} cells shown safe by tables checked sum by sum, ${cells - shown} intervals by HiGHS`
}

function programOf(system: AuditedSystem, columnOf: ReadonlyMap<number, number>, least: Float64Array, wholeNumbers: boolean) {
  const slacks = system.sums.filter((sum) => sum.relation === '>=').length
  const columns = system.cells.length + slacks
  const rowStarts = [0]
  const rowMembers: number[] = []
  const rowCoefficients: number[] = []
  let slack = system.cells.length
  for (const sum of system.sums) {
    for (const [cell, sign] of sum.members) {
      rowMembers.push(columnOf.get(cell) ?? 0)
      rowCoefficients.push(sign)
    }
    if (sum.relation === '>=') {
      rowMembers.push(slack++)
      rowCoefficients.push(-1)
    }
    rowStarts.push(rowMembers.length)
  }
  const lower = new Float64Array(columns)
  lower.set(least)
  return {
    lower,
    upper: new Float64Array(columns).fill(CUT),
    costs: new Float64Array(columns),
    rowStarts: Int32Array.from(rowStarts),
    rowMembers: Int32Array.from(rowMembers),
    rowCoefficients: Float64Array.from(rowCoefficients),
    right: Float64Array.from(system.sums, (sum) => sum.right),
    wholeNumbers,
  }
}
