import type { Highs } from 'highs'
import { type AuditedSystem, auditedSystems, publishedCube } from '../audited-systems.ts'
import { type OpenProgram, openProgram } from '../open-program.ts'
import { loadSolver } from '../solver.ts'
import { isUnsafe, type MagnitudeProtection, neededAgainst, neededRoom } from './magnitude-protection.ts'
import { givenTo, givenToAll, type MagnitudeTable } from './magnitude-table.ts'

export interface MagnitudeAuditOptions {
  readonly secondsPerSolve: number
  /** Answers false to stop. */
  readonly goOn: (done: number, total: number) => Promise<boolean> | boolean
}

export interface MagnitudeAudit {
  /** Unsafe hidden cells looked at. */
  readonly cells: number
  readonly failedCells: readonly number[]
  /** Sums in which hidden cells together are unsafe and their total is known: the lowest address of each. */
  readonly failedSums: readonly number[]
  /** Contributors for whom an interval of their own was computed. */
  readonly insiders: number
  readonly method: string
  /** By address: the interval an outsider can compute of an unsafe hidden cell, in the table's units; elsewhere the value. */
  readonly lower: Float64Array
  readonly upper: Float64Array
  /** False when it was stopped before its end; such an audit proves nothing. */
  readonly complete: boolean
}

/** Times the largest amount of a system that its cells are looked for at most. */
const FAR = 10_000
/** Times the largest amount from which on an end counts as no bound: it comes from where the search ends, not from the sums. */
const UNBOUNDED = 200
/** What a solver's value may be off, as a part of the largest amount of its system. */
const SLIP = 1e-9

/**
 * Computes from the published sums alone what an outsider, and each contributor, can compute of the unsafe cells that are hidden. Code
 * of its own: sums are read from coordinates, and every interval is a linear program solved by HiGHS.
 * `published`: by address, null where hidden. `table`: what is behind it, for who gave what.
 */
export async function auditMagnitudes(
  published: readonly (number | null)[],
  table: MagnitudeTable,
  rules: MagnitudeProtection,
  { secondsPerSolve, goOn }: MagnitudeAuditOptions,
): Promise<MagnitudeAudit> {
  const highs = await loadSolver()
  const lower = Float64Array.from(published, (value, cell) => value ?? table.values[cell] ?? 0)
  const upper = lower.slice()
  const failedCells: number[] = []
  const failedSums: number[] = []
  const unsafe = [...published.keys()].filter((cell) => published[cell] === null && neededRoom(table, cell, rules) !== null)
  let done = 0
  let insiders = 0
  let complete = true
  for (const system of auditedSystems(publishedCube(table.dimensions, published))) {
    if (rules.intruder === 'informed') failedSums.push(...unsafeTotals(system, table, rules))
    const looked = system.cells.filter((cell) => neededRoom(table, cell, rules) !== null)
    const solver = new SystemSolver(highs, system, table, secondsPerSolve)
    for (const cell of looked) {
      complete = await goOn(done, unsafe.length)
      if (!complete) break
      done++
      const interval = solver.interval(cell)
      lower[cell] = interval?.least ?? Number.NaN
      upper[cell] = interval?.most ?? Number.NaN
      const { up = 0, down = 0 } = neededRoom(table, cell, rules) ?? {}
      const value = table.values[cell] ?? 0
      const isWide = interval && interval.least <= value - down + solver.slip && interval.most >= value + up - solver.slip
      const near = isWide && rules.insider ? solver.insidersTooNear(cell, rules) : null
      if (!isWide || near?.isTooNear) failedCells.push(cell)
      insiders += near?.looked ?? 0
    }
    solver.close()
    if (!complete) break
  }
  const method = `HiGHS, every interval${rules.insider ? `, and ${insiders} of single contributors` : ''}`
  return { cells: done, failedCells, failedSums, insiders, method, lower, upper, complete }
}

/** Sums whose whole is published and whose hidden parts together are unsafe: their total is no secret. */
function unsafeTotals({ sums }: AuditedSystem, table: MagnitudeTable, rules: MagnitudeProtection): number[] {
  return sums.flatMap(({ members, relation }) => {
    if (relation !== '=' || members.length < 2 || members.some(([, sign]) => sign < 0)) return []
    const cells = members.map(([cell]) => cell)
    const given = [...givenToAll(table, cells).values()].sort((a, b) => b - a)
    return isUnsafe(given, rules.primary) ? [Math.min(...cells)] : []
  })
}

/** One end of an interval, and the table in which the cell stands there. */
type SolvedEnd = { readonly value: number; readonly point: Float64Array }

/** The programs of one system: hidden cells that hang together by sums, in parts of the largest amount among them. */
class SystemSolver {
  readonly slip: number
  readonly #system: AuditedSystem
  readonly #table: MagnitudeTable
  readonly #scale: number
  readonly #columnOf: ReadonlyMap<number, number>
  readonly #outside: OpenProgram
  readonly #together: OpenProgram

  constructor(highs: Highs, system: AuditedSystem, table: MagnitudeTable, seconds: number) {
    this.#system = system
    this.#table = table
    const largest = Math.max(1, ...system.cells.map((cell) => table.values[cell] ?? 0))
    this.#scale = 2 ** Math.ceil(Math.log2(largest / 1024))
    this.slip = Math.max(largest * SLIP, 1e-6)
    this.#columnOf = new Map(system.cells.map((cell, column) => [cell, column]))
    const program = programOf(system, this.#columnOf, this.#scale)
    this.#outside = openProgram(highs, program, seconds)
    this.#together = openProgram(highs, program, seconds)
    for (const cell of system.cells) this.#boundByLargest(cell)
  }

  /** What an outsider can compute of a cell; null when a solve did not end. */
  interval(cell: number): { least: number; most: number } | null {
    const least = this.#end(this.#outside, cell, 'least')
    const most = this.#end(this.#outside, cell, 'greatest')
    return least && most ? { least: least.value, most: most.value } : null
  }

  /** Whether a contributor who knows her own part of every cell comes too near a cell, and how many were looked at one by one. */
  insidersTooNear(cell: number, rules: MagnitudeProtection): { isTooNear: boolean; looked: number } {
    const inside = this.#table.contributor.subarray(this.#table.start[cell], this.#table.start[cell + 1])
    const needOf = (who: number) => neededAgainst(this.#table, cell, who, rules)
    const worst = [-1, ...inside].reduce((most, who) => Math.max(most, needOf(who)), 0)
    // If the cell has room while all know what they know, it has room for each; its own bounds only ever lie below.
    this.#bound(this.#together, cell, 0, false)
    const joint = this.#end(this.#together, cell, 'greatest')
    this.#boundByLargest(cell)
    if (this.#hasRoom(joint, cell, worst)) return { isTooNear: false, looked: 0 }
    const suspects = this.#deniers(this.#end(this.#outside, cell, 'greatest'), cell, worst)
    const groups: number[][] = [[...suspects]]
    let looked = 0
    // A table that all of a group must hold possible clears the group, and everybody else who can't tell it from the true one.
    for (let asked = groups.pop(); asked; asked = groups.pop()) {
      const group = asked.filter((who) => suspects.has(who))
      const need = group.reduce((most, who) => Math.max(most, needOf(who)), 0)
      if (need === 0) continue
      if (group.length === 1) looked++
      const end = this.#endFor(group, cell)
      if (this.#hasRoom(end, cell, need)) {
        const deniers = this.#deniers(end, cell, need)
        for (const other of suspects) if (!deniers.has(other) && needOf(other) <= need) suspects.delete(other)
      } else if (group.length === 1) return { isTooNear: true, looked }
      else groups.push(group.slice(group.length >> 1), group.slice(0, group.length >> 1))
    }
    return { isTooNear: false, looked }
  }

  #hasRoom(end: SolvedEnd | null, cell: number, need: number): boolean {
    return end !== null && end.value >= (this.#table.values[cell] ?? 0) + need - this.slip
  }

  /**
   * Contributors who know that a possible table is not the true one: it takes a cell below what they gave, or changes one they know. Looked
   * at is not the solver's table but the one on the way to it in which the cell is just as far from the truth as it must be.
   */
  #deniers(end: SolvedEnd | null, cell: number, need: number): Set<number> {
    const { values, start, contributor, gave } = this.#table
    const reach = ((end?.point[this.#columnOf.get(cell) ?? 0] ?? 0) * this.#scale || 0) - (values[cell] ?? 0)
    const share = reach > 0 ? Math.min(1, need / reach) : 1
    const deniers = new Set<number>()
    for (const [column, each] of this.#system.cells.entries()) {
      const value = values[each] ?? 0
      const left = value + share * ((end?.point[column] ?? 0) * this.#scale - value)
      const isAlone = (start[each + 1] ?? 0) - (start[each] ?? 0) === 1
      const isMoved = Math.abs(left - value) > this.slip / 1000
      for (let at = start[each] ?? 0; at < (start[each + 1] ?? 0); at++) {
        if (isAlone ? !isMoved : (gave[at] ?? 0) <= left + this.slip / 1000) break
        deniers.add(contributor[at] ?? 0)
      }
    }
    return deniers
  }

  close(): void {
    this.#outside.close()
    this.#together.close()
  }

  /** The greatest value of a cell for some contributors at once: each cell is at least what any of them gave. */
  #endFor(group: readonly number[], cell: number): SolvedEnd | null {
    const inGroup = new Set(group)
    const { start, contributor, gave } = this.#table
    const own = this.#system.cells.flatMap((each) => {
      const [first = 0, end = 0] = [start[each], start[each + 1]]
      for (let at = first; at < end; at++)
        if (inGroup.has(contributor[at] ?? 0)) return [{ each, value: gave[at] ?? 0, isAlone: end - first === 1 }]
      return []
    })
    for (const { each, value, isAlone } of own) this.#bound(this.#outside, each, value, isAlone && each !== cell)
    const end = this.#end(this.#outside, cell, 'greatest')
    for (const { each } of own) this.#bound(this.#outside, each, 0, false)
    return end
  }

  #boundByLargest(cell: number): void {
    const given = givenTo(this.#table, cell)
    this.#bound(this.#together, cell, given[0] ?? 0, given.length === 1)
  }

  #bound(program: OpenProgram, cell: number, least: number, isKnown: boolean): void {
    const low = least / this.#scale
    program.setBounds(this.#columnOf.get(cell) ?? 0, low, isKnown ? low : FAR * 1024)
  }

  #end(program: OpenProgram, cell: number, sense: 'least' | 'greatest'): SolvedEnd | null {
    const column = this.#columnOf.get(cell) ?? 0
    program.setCost(column, 1)
    const point = program.solve(sense)
    program.setCost(column, 0)
    if (!point) return null
    const value = point[column] ?? 0
    return { point, value: value >= UNBOUNDED * 1024 ? Number.POSITIVE_INFINITY : tidy(value * this.#scale) }
  }
}

/** A whole amount but for the dust of a solver is whole. */
function tidy(amount: number): number {
  const whole = Math.round(amount)
  return Math.abs(amount - whole) <= 1e-6 * Math.max(1, Math.abs(whole) * 1e-3) ? whole : amount
}

function programOf({ cells, sums }: AuditedSystem, columnOf: ReadonlyMap<number, number>, scale: number) {
  const rowStarts = [0]
  const rowMembers: number[] = []
  const rowCoefficients: number[] = []
  for (const { members } of sums) {
    for (const [cell, sign] of members) {
      rowMembers.push(columnOf.get(cell) ?? 0)
      rowCoefficients.push(sign)
    }
    rowStarts.push(rowMembers.length)
  }
  return {
    lower: new Float64Array(cells.length),
    upper: new Float64Array(cells.length).fill(FAR * 1024),
    costs: new Float64Array(cells.length),
    rowStarts: Int32Array.from(rowStarts),
    rowMembers: Int32Array.from(rowMembers),
    rowCoefficients: Float64Array.from(rowCoefficients),
    right: Float64Array.from(sums, (sum) => sum.right / scale),
    wholeNumbers: false,
  }
}
