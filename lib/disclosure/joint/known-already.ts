import { audit } from '../audit.ts'
import { type CountedCells, DERIVED, FIXED, isUnseen, OPEN } from '../counted-cells.ts'
import { DisjointSets } from '../disjoint-sets.ts'
import { knownBounds } from '../known-bounds.ts'
import { KNOWN, knownCells, UNKNOWN } from '../known-cells.ts'
import { openProblem, primaryCells } from '../problem.ts'
import type { Rules } from '../rules.ts'

type JointlyCounted = CountedCells & { readonly roles: Uint8Array }

/**
 * Leaves out what the new table can't change: cells that no sum of unknown cells ties to one that is decided now. They get the
 * role of fixed ones and are looked at no further.
 */
export function onlyTied(cells: JointlyCounted, zerosPublished: boolean): JointlyCounted {
  const known = knownCells(cells, zerosPublished)
  const sets = new DisjointSets(known.length)
  cells.sums.visit((whole, parts) => {
    let first = known[whole] === UNKNOWN ? whole : -1
    for (const part of parts) {
      if (known[part] !== UNKNOWN) continue
      if (first < 0) first = part
      else sets.join(first, part)
    }
  })
  const tied = new Set<number>()
  for (const [cell, role] of cells.roles.entries()) if (role === OPEN && known[cell] === UNKNOWN) tied.add(sets.find(cell))
  const roles = cells.roles.map((role, cell) =>
    known[cell] === UNKNOWN && role !== OPEN && !tied.has(sets.find(cell)) ? FIXED : role,
  )
  return { ...cells, roles }
}

/** Unsafe cells that what nobody can be kept from knowing gives away: before the new table, or only together with its zeros. */
export function givenAway(cells: JointlyCounted, rules: Rules): { readonly before: Set<number>; readonly now: Set<number> } {
  const isKnown = isGivenAway(cells, rules)
  const unseen = cells.roles.map((role) => (role === OPEN ? DERIVED : role))
  const wasKnown = isGivenAway({ ...cells, roles: unseen }, rules)
  const unsafe = primaryCells(openProblem(cells, rules)).filter(isKnown)
  return { before: new Set(unsafe.filter(wasKnown)), now: new Set(unsafe.filter((cell) => !wasKnown(cell))) }
}

function isGivenAway(cells: JointlyCounted, rules: Rules): (cell: number) => boolean {
  const known = knownCells(cells, !rules.protectZeros)
  const { least, most } = knownBounds(cells)
  const isInformed = rules.intruder === 'informed'
  return (cell) => known[cell] === KNOWN || (isInformed && (least[cell] ?? 0) === most[cell])
}

/**
 * What outsiders know of cells from the earlier releases, and with `marks` also from the new table's zeros and marks, if
 * everything that may be hidden is hidden. Solved for, over all sums at once.
 */
export async function unavoidable(
  { counts, roles, sums }: JointlyCounted,
  rules: Rules,
  looked: readonly number[],
  marks: boolean,
): Promise<Map<number, { least: number; most: number }>> {
  const isZeroShown = (cell: number) => marks && counts[cell] === 0 && roles[cell] === OPEN && !rules.protectZeros
  const report = await audit(
    {
      counts: Array.from(counts, (count, cell) => (roles[cell] === FIXED || isZeroShown(cell) ? count : null)),
      visit: (visitor) => sums.visit(visitor),
      unseen: roles.map((role) => ((!marks && role === OPEN) || isUnseen(role) ? 1 : 0)),
    },
    looked.map((cell) => ({ cell, low: counts[cell] ?? 0, high: counts[cell] ?? 0 })),
    rules,
    { secondsPerSolve: 20, goOn: () => true },
  )
  return new Map(looked.map((cell) => [cell, { least: report.lower[cell] ?? 0, most: report.upper[cell] ?? 0 }]))
}
