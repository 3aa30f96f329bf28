import { type CubeDimension, cellCount } from '#lib/tabulation/cube.ts'
import { openProgram } from './open-program.ts'
import type { Rules } from './rules.ts'
import { loadSolver } from './solver.ts'

/** A table as an outsider has it: counts by address, null where hidden. */
export interface PublishedTable {
  readonly dimensions: readonly CubeDimension[]
  readonly counts: readonly (number | null)[]
}

/** What the audit must find of one hidden cell: that it can be as low as `low` and as high as `high`. */
export interface AuditedCell {
  readonly cell: number
  readonly low: number
  readonly high: number
}

export interface AuditOptions {
  readonly secondsPerSolve: number
  readonly goOn: (done: number, total: number) => boolean
}

export interface AuditReport {
  /** Hidden cells looked at. */
  readonly cells: number
  readonly failed: number
  readonly failedCells: readonly number[]
  readonly method: string
  /** By address: the interval an outsider can compute; the count itself where published or not looked at. */
  readonly lower: Float64Array
  readonly upper: Float64Array
  /** False when it was stopped before its end; such an audit proves nothing. */
  readonly complete: boolean
}

interface Sum {
  /** Hidden members and their signs. */
  readonly members: readonly (readonly [number, 1 | -1])[]
  /** Published part moved to the right side. */
  readonly right: number
  /** `=`: the members give exactly the right side; `>=`: at least. */
  readonly relation: '=' | '>='
}

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
  const sums = readSums(table)
  const bySystem = splitSystems(table, sums)
  const wantedBy = new Map(wanted.map((each) => [each.cell, each]))
  const failedCells: number[] = []
  let done = 0
  let complete = true
  const least = rules.intruder === 'informed' && !rules.protectZeros ? 1 : 0
  for (const system of bySystem) {
    const looked = system.cells.filter((cell) => wantedBy.has(cell))
    if (looked.length === 0) continue
    const columnOf = new Map(system.cells.map((cell, column) => [cell, column]))
    const make = (wholeNumbers: boolean) =>
      openProgram(highs, programOf(system, columnOf, least, wholeNumbers), options.secondsPerSolve)
    const relaxed = make(false)
    let whole: ReturnType<typeof make> | null = null
    for (const cell of looked) {
      if (!options.goOn(done++, wanted.length)) {
        complete = false
        break
      }
      const column = columnOf.get(cell) ?? 0
      const bound = (sense: 'greatest' | 'least'): number | null => {
        const solveOn = (open: ReturnType<typeof make>) => {
          open.setCost(column, 1)
          const point = open.solve(sense)
          open.setCost(column, 0)
          return point
        }
        const point = solveOn(relaxed)
        if (!point) return null
        const isWhole = point.every((value, i) => i >= system.cells.length || Math.abs(value - Math.round(value)) < 1e-6)
        if (rules.intruder === 'linear' || isWhole) return point[column] ?? null
        whole ??= make(true)
        return solveOn(whole)?.[column] ?? null
      }
      const low = bound('least')
      const high = bound('greatest')
      const { low: wantedLow, high: wantedHigh } = wantedBy.get(cell) ?? { low: 0, high: 0 }
      lower[cell] = low ?? Number.NaN
      upper[cell] = high === null ? Number.NaN : high >= CUT ? Number.POSITIVE_INFINITY : high
      if (low === null || high === null || low > wantedLow + 1e-6 || high < wantedHigh - 1e-6) failedCells.push(cell)
    }
    relaxed.close()
    closeOpen(whole)
    if (!complete) break
  }
  return { cells: done, failed: failedCells.length, failedCells, method: 'HiGHS, every interval', lower, upper, complete }
}

function closeOpen(open: { close(): void } | null): void {
  open?.close()
}

/** Above this a cell counts as unbounded. */
const CUT = 1e7

/** Every sum of the table in which something is hidden, from the cells' own coordinates. */
function readSums({ dimensions, counts }: PublishedTable): Sum[] {
  const sums: Sum[] = []
  const total = cellCount(dimensions)
  let stride = total
  for (const dimension of dimensions) {
    const size = dimension.codes.length
    stride /= size
    const children = new Map<number, number[]>()
    for (let node = 1; node < size; node++) {
      const parent = dimension.parents[node] ?? 0
      children.set(parent, [...(children.get(parent) ?? []), node])
    }
    for (let address = 0; address < total; address++) {
      const node = Math.floor(address / stride) % size
      const below = children.get(node)
      if (!below) continue
      const parts = below.map((child) => address + (child - node) * stride)
      if (dimension.additive) {
        addSum(sums, counts, parts, address, '=')
        continue
      }
      addSum(sums, counts, parts, address, '>=')
      for (const part of parts) addSum(sums, counts, [address], part, '>=')
    }
  }
  return sums
}

/** `parts` together equal, or are at least, `whole`. Sums with nothing hidden say nothing. */
function addSum(
  sums: Sum[],
  counts: readonly (number | null)[],
  parts: readonly number[],
  whole: number,
  relation: '=' | '>=',
): void {
  const members: (readonly [number, 1 | -1])[] = []
  let right = 0
  for (const part of parts) {
    const count = counts[part] ?? null
    if (count === null) members.push([part, 1])
    else right -= count
  }
  const count = counts[whole] ?? null
  if (count === null) members.push([whole, -1])
  else right += count
  if (members.length > 0) sums.push({ members, right, relation })
}

interface System {
  readonly cells: readonly number[]
  readonly sums: readonly Sum[]
}

/** Walks from each hidden cell through its sums to everything it is tied to. */
function splitSystems({ counts }: PublishedTable, sums: readonly Sum[]): System[] {
  const sumsOf = new Map<number, number[]>()
  for (const [s, sum] of sums.entries()) for (const [cell] of sum.members) sumsOf.set(cell, [...(sumsOf.get(cell) ?? []), s])
  const seenCells = new Set<number>()
  const systems: System[] = []
  for (let start = 0; start < counts.length; start++) {
    if (counts[start] !== null || seenCells.has(start)) continue
    const cells: number[] = []
    const seenSums = new Set<number>()
    const queue = [start]
    seenCells.add(start)
    for (let cell = queue.pop(); cell !== undefined; cell = queue.pop()) {
      cells.push(cell)
      for (const s of sumsOf.get(cell) ?? []) {
        if (seenSums.has(s)) continue
        seenSums.add(s)
        for (const [other] of sums[s]?.members ?? []) {
          if (seenCells.has(other)) continue
          seenCells.add(other)
          queue.push(other)
        }
      }
    }
    systems.push({ cells: cells.sort((a, b) => a - b), sums: [...seenSums].sort((a, b) => a - b).flatMap((s) => sums[s] ?? []) })
  }
  return systems
}

function programOf(system: System, columnOf: ReadonlyMap<number, number>, least: number, wholeNumbers: boolean) {
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
  return {
    lower: new Float64Array(columns).fill(0).fill(least, 0, system.cells.length),
    upper: new Float64Array(columns).fill(CUT),
    costs: new Float64Array(columns),
    rowStarts: Int32Array.from(rowStarts),
    rowMembers: Int32Array.from(rowMembers),
    rowCoefficients: Float64Array.from(rowCoefficients),
    right: Float64Array.from(system.sums, (sum) => sum.right),
    wholeNumbers,
  }
}
