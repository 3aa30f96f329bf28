import type { Marginals, PairMarginal } from '#lib/catalogue/marginals.ts'
import type { VariableShares } from './forecast-shares.ts'

/** How far two variables go together: the ratio of what is counted to what independence would give, code by code. */
export interface Dependence {
  readonly first: string
  readonly second: string
  readonly firstLevel: string
  readonly secondLevel: string
  /** Units with both codes. */
  readonly units: (firstCode: string, secondCode: string) => number
  /** 1 where nothing is known. */
  readonly lift: (firstCode: string, secondCode: string) => number
  /** Mutual information of the two, in nats; what choosing between dependences goes by. */
  readonly strength: number
  /** The mean lift: below 1 when a unit that repeats in one variable does so in the other. */
  readonly meanLift: number
  /** In how many codes of each a unit stands, on average. */
  readonly repeats: readonly [first: number, second: number]
}

/** Expected units below which a hidden cell of a pair is taken for a small one. */
const SMALL = 8
const HIDDEN_COUNT = 2.5

/** Every pair told between the variables in use, the strongest first; ties go by name. */
export function findDependences(marginals: Marginals, shares: ReadonlyMap<string, VariableShares>): Dependence[] {
  const found = marginals.pairs.flatMap((pair) => {
    const [a, b] = [shares.get(pair.first.variable), shares.get(pair.second.variable)]
    return a && b ? [dependenceOf(pair, a, b)] : []
  })
  return found.sort((a, b) => b.strength - a.strength || (`${a.first} ${a.second}` < `${b.first} ${b.second}` ? -1 : 1))
}

/**
 * The strongest dependences between some variables that form no circle (C. K. Chow and C. N. Liu, Approximating discrete
 * probability distributions with dependence trees, 1968). `found` stands in order of strength; the answer is positions in it.
 */
export function chooseTree(found: readonly Dependence[], variables: readonly string[]): number[] {
  const group = new Map(variables.map((id) => [id, id]))
  const chosen: number[] = []
  for (const [position, { first, second }] of found.entries()) {
    const [a, b] = [group.get(first), group.get(second)]
    if (a === undefined || b === undefined || a === b) continue
    chosen.push(position)
    for (const [id, of] of group) if (of === b) group.set(id, a)
  }
  return chosen
}

const known = new WeakMap<PairMarginal, Dependence>()

/** Worked out once per pair and process: a pair never changes. */
function dependenceOf(pair: PairMarginal, a: VariableShares, b: VariableShares): Dependence {
  const kept = known.get(pair)
  if (kept) return kept
  const total = Math.max(a.total, b.total, 1)
  const width = pair.second.codes.length
  const rows = pair.first.codes.map(a.unitsOf)
  const columns = pair.second.codes.map(b.unitsOf)
  const units = Float64Array.from(pair.counts, (count, at) => {
    const expected = ((rows[Math.floor(at / width)] ?? 0) * (columns[at % width] ?? 0)) / total
    return count ?? (expected < SMALL ? HIDDEN_COUNT : expected)
  })
  const sumOf = (each: ArrayLike<number>) => Array.from(each).reduce((x, y) => x + y, 0)
  const [sum, rowSum, columnSum] = [sumOf(units), Math.max(1, sumOf(rows)), Math.max(1, sumOf(columns))]
  let strength = 0
  for (const [at, count] of units.entries()) {
    const independent = ((rows[Math.floor(at / width)] ?? 0) / rowSum) * ((columns[at % width] ?? 0) / columnSum)
    if (count > 0 && independent > 0) strength += (count / sum) * Math.log(count / sum / independent)
  }
  const rowOf = new Map(pair.first.codes.map((code, i) => [code, i]))
  const columnOf = new Map(pair.second.codes.map((code, j) => [code, j]))
  const at = (first: string, second: string) => (rowOf.get(first) ?? Number.NaN) * width + (columnOf.get(second) ?? Number.NaN)
  const dependence = {
    first: pair.first.variable,
    second: pair.second.variable,
    firstLevel: pair.first.level,
    secondLevel: pair.second.level,
    strength,
    meanLift: (sum * total) / (rowSum * columnSum) || 1,
    repeats: [rowSum / total, columnSum / total] as const,
    units: (first: string, second: string) => units[at(first, second)] ?? 0,
    lift: (first: string, second: string) => {
      const independent = (a.unitsOf(first) * b.unitsOf(second)) / total
      return independent > 0 ? (units[at(first, second)] ?? independent) / independent : 1
    },
  }
  known.set(pair, dependence)
  return dependence
}

/** Shares of the codes of one level in a set of finest codes; together 1. Empty when the set holds nobody. */
export function spreadOver(shares: VariableShares, finest: readonly string[], level: string): ReadonlyMap<string, number> {
  const spread = new Map<string, number>()
  let sum = 0
  for (const code of finest) {
    const at = shares.index.lineage(code).find((node) => node.level === level)
    const units = shares.unitsOf(code)
    if (!at || units <= 0) continue
    spread.set(at.code, (spread.get(at.code) ?? 0) + units)
    sum += units
  }
  for (const [code, units] of spread) spread.set(code, units / sum)
  return spread
}

/** The lift between two mixtures of codes. */
export function mixedLift({ lift }: Dependence, first: ReadonlyMap<string, number>, second: ReadonlyMap<string, number>): number {
  if (first.size === 0 || second.size === 0) return 1
  let mixed = 0
  for (const [a, p] of first) for (const [b, q] of second) mixed += p * q * lift(a, b)
  return mixed
}
