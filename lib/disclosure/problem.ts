import { type CountedCells, DERIVED, FIXED, FREE, type KnownBounds, OPEN, UNSAFE_ZERO } from './counted-cells.ts'
import { knownBounds } from './known-bounds.ts'
import { hiddenFloor, PRIMARY, primaryStatus, wantedInterval } from './primary.ts'
import type { Rules } from './rules.ts'

/** Cells to protect, and what has been decided about them so far. */
export interface Problem {
  readonly cells: CountedCells
  readonly rules: Rules
  /** Least value an intruder must allow for a hidden cell. */
  readonly floor: number
  /** Per cell: published, primary, secondary. Grows while protecting. */
  readonly status: Uint8Array
  /** What hiding a cell costs; nothing where nothing is decided. */
  readonly costs: Float64Array
  /** What nobody can be kept from knowing; null for an intruder who is not told of zeros. */
  readonly known: KnownBounds | null
}

/** Part of a unit that counts against every hidden cell, so that of equal values the fewer cells are hidden. */
const TIE = 1 / 64

/** Sets a problem up: the unsafe cells marked, everything else published. `weights`: by cell, times the rule's own cost. */
export function openProblem(cells: CountedCells, rules: Rules, weights?: Float64Array): Problem {
  const { counts, roles } = cells
  const own = (count: number) => (rules.cost === 'count' ? 1 + count / 1e6 : count + TIE)
  const isOpen = (cell: number) => (roles?.[cell] ?? OPEN) === OPEN
  const costs = Float64Array.from(counts, (count, cell) => (isOpen(cell) ? own(count) * (weights?.[cell] ?? 1) : 0))
  const floor = hiddenFloor(rules)
  return {
    cells,
    rules,
    floor,
    known: floor > 0 ? knownBounds(cells) : null,
    status: primaryStatus(counts, rules).map((mark, cell) => (roles?.[cell] === UNSAFE_ZERO ? PRIMARY : mark)),
    costs,
  }
}

/** The unsafe cells that an audit must look at: those of tables by rule, and small differences. */
export function primaryCells({ status, cells: { counts, roles } }: Problem): number[] {
  const primaries: number[] = []
  for (let cell = 0; cell < status.length; cell++) {
    const role = roles?.[cell] ?? OPEN
    if (status[cell] === PRIMARY && role !== FIXED && role !== FREE && !(role === DERIVED && counts[cell] === 0))
      primaries.push(cell)
  }
  return primaries
}

/** What an intruder's interval for an unsafe cell must reach. */
export function wantedOf({ cells, known, rules }: Problem, cell: number): { low: number; high: number } {
  const bounds = { least: known?.least[cell] ?? 0, most: known?.most[cell] ?? Number.POSITIVE_INFINITY }
  return wantedInterval(cells.counts[cell] ?? 0, bounds, rules)
}
