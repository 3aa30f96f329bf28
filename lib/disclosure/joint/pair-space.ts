import type { CodeSets } from './code-sets.ts'
import type { PlacedNodes } from './placed-nodes.ts'
import type { JointVariable } from './placed-table.ts'

/** One variable of the common refinement of two tables. */
export interface PairAxis {
  /** Sets that cells of the refinement stand for: those of both tables, and the atoms they are unions of. */
  readonly sets: readonly number[]
  readonly sums: readonly { readonly whole: number; readonly parts: readonly number[] }[]
  /** Sets that no two of share a code and of which every set is a union. */
  readonly atoms: readonly number[]
  /** Sets of the one table directly within a set of the other, and not of the same table. */
  readonly nested: readonly { readonly inner: number; readonly outer: number }[]
}

/**
 * The common refinement of two tables, variable by variable. Null when there is nothing in it beyond the tables' own cells: their
 * populations share nobody, or of every variable the one's nodes are all among the other's.
 */
export function pairSpace(
  a: readonly PlacedNodes[],
  b: readonly PlacedNodes[],
  variables: readonly JointVariable[],
  codeSets: readonly CodeSets[],
): PairAxis[] | null {
  const axes: PairAxis[] = []
  let isRefined = false
  for (const [v, own] of codeSets.entries()) {
    const left = a[v]
    const right = b[v]
    const rootA = left?.sets[0]
    const rootB = right?.sets[0]
    if (!left || !right || rootA === undefined || rootB === undefined || own.shareNone(rootA, rootB)) return null
    const inA = new Set(left.sets)
    const inB = new Set(right.sets)
    const isOfA = right.sets.every((set) => inA.has(set))
    const isOfB = left.sets.every((set) => inB.has(set))
    const shared = isOfA ? inB : isOfB ? inA : null
    if (!shared) isRefined = true
    const isDisjoint = variables[v]?.additive !== 'never'
    axes.push(shared ? sharedAxis(shared, [left, right], own) : refinedAxis(inA, inB, [left, right], own, isDisjoint))
  }
  return isRefined ? axes : null
}

function sharedAxis(shared: ReadonlySet<number>, tables: readonly PlacedNodes[], own: CodeSets): PairAxis {
  return { sets: [...shared], sums: sumsAmong(shared, tables), atoms: own.atoms([...shared]), nested: [] }
}

/** `isDisjoint`: units stand in one code each, at least within some tables, so that differences of sets are sets of units. */
function refinedAxis(
  inA: ReadonlySet<number>,
  inB: ReadonlySet<number>,
  tables: readonly PlacedNodes[],
  own: CodeSets,
  isDisjoint: boolean,
): PairAxis {
  const atoms = own.atoms([...inA, ...inB])
  const nested = [...nestedIn(inA, inB, own), ...nestedIn(inB, inA, own)]
  const rest = isDisjoint ? nested.map(({ inner, outer }) => ({ inner, outer, rest: own.without(outer, inner) })) : []
  const sets = new Set([...inA, ...inB, ...atoms, ...rest.map((each) => each.rest)])
  const sums = sumsAmong(sets, tables)
  for (const each of rest) sums.push({ whole: each.outer, parts: [each.inner, each.rest] })
  const isMade = new Set([...sums.map(({ whole }) => whole), ...atoms])
  for (const whole of sets) if (!isMade.has(whole)) sums.push({ whole, parts: atoms.filter((atom) => own.isWithin(atom, whole)) })
  return { sets: [...sets], sums, atoms, nested }
}

/** The tables' own sums whose members are all among the sets. */
function sumsAmong(sets: ReadonlySet<number>, tables: readonly PlacedNodes[]) {
  const sums: { whole: number; parts: readonly number[] }[] = []
  for (const sum of tables.flatMap((table) => table.sums)) {
    const isOwn = sum.parts.length === 1 && sum.parts[0] === sum.whole
    const isThere = sums.some((there) => there.whole === sum.whole && there.parts.join() === sum.parts.join())
    if (!isOwn && !isThere && sets.has(sum.whole) && sum.parts.every((part) => sets.has(part))) sums.push(sum)
  }
  return sums
}

/** Sets of the one table directly within sets of the other: nothing of either table lies between them. */
function nestedIn(inner: ReadonlySet<number>, outer: ReadonlySet<number>, own: CodeSets) {
  const pairs: { inner: number; outer: number }[] = []
  const isInside = (a: number, b: number) => a !== b && own.isWithin(a, b)
  const onlyOuter = [...outer].filter((set) => !inner.has(set))
  for (const set of inner) {
    if (outer.has(set)) continue
    for (const other of onlyOuter.filter((around) => isInside(set, around))) {
      const isBetween = (each: number) => isInside(set, each) && isInside(each, other)
      if (![...inner, ...outer].some(isBetween)) pairs.push({ inner: set, outer: other })
    }
  }
  return pairs
}
