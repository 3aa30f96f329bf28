import type { CodeSets } from './code-sets.ts'
import type { PairAxis } from './pair-space.ts'
import type { JointVariable } from './placed-table.ts'

/** A table without margins that must be counted to know the cells of a common refinement. */
export interface CountRequest {
  readonly unit: string
  /** Groups of finest codes that share none, by variable; addresses are mixed-radix, last variable fastest. */
  readonly axes: readonly { readonly variable: string; readonly groups: readonly (readonly string[])[] }[]
  readonly restrictions: readonly { readonly variable: string; readonly codes: readonly string[] }[]
}

/** Answers the counts of a request, by address. */
export type CountCells = (request: CountRequest) => Promise<Float64Array>

/** Counts by box: one set per variable. */
export type BoxCounts = (box: readonly number[]) => number

interface Family {
  readonly v: number
  /** Sets that share no code. */
  readonly sets: readonly number[]
}

/**
 * Has the refinement counted. Where units stand in one code each, atoms are enough and other sets are their sums; where they
 * may stand in several, every set is counted for itself, in families of sets that share no code.
 */
export async function countRefinement(
  unit: string,
  axes: readonly PairAxis[],
  variables: readonly JointVariable[],
  codeSets: readonly CodeSets[],
  count: CountCells,
): Promise<BoxCounts> {
  let combinations: Family[][] = [[]]
  for (const [v, axis] of axes.entries()) {
    const own = codeSets[v]
    if (!own || axis.sets.length === 1) continue
    const families = variables[v]?.additive === 'always' ? [axis.atoms] : disjointFamilies(axis.sets, own)
    combinations = combinations.flatMap((chosen) => families.map((sets) => [...chosen, { v, sets }]))
  }
  const restrictions = axes.flatMap(({ sets: [only = 0], sets }, v) => {
    const own = codeSets[v]
    return own && sets.length === 1 && only !== own.all ? [{ variable: variables[v]?.id ?? '', codes: own.codesOf(only) }] : []
  })
  const counted: { families: readonly Family[]; counts: Float64Array }[] = []
  for (const families of combinations) {
    const request = {
      unit,
      axes: families.map(({ v, sets }) => ({
        variable: variables[v]?.id ?? '',
        groups: sets.map((set) => codeSets[v]?.codesOf(set) ?? []),
      })),
      restrictions,
    }
    counted.push({ families, counts: await count(request) })
  }
  const isSum = variables.map(({ additive }) => additive === 'always')
  return (box) => {
    for (const { families, counts } of counted) {
      const places = families.map(({ v, sets }) => placesOf(box[v] ?? 0, sets, isSum[v] === true, codeSets[v]))
      if (places.every((own) => own !== null)) return sumAt(counts, families, places)
    }
    throw new Error('a cell of the refinement was not counted')
  }
}

/** Positions in a family that make up a set; null when it has none of them. */
function placesOf(set: number, sets: readonly number[], isSum: boolean, own: CodeSets | undefined): number[] | null {
  if (isSum) return [...sets.keys()].filter((place) => own?.isWithin(sets[place] ?? 0, set))
  const place = sets.indexOf(set)
  return place < 0 ? null : [place]
}

function sumAt(counts: Float64Array, families: readonly Family[], places: readonly (readonly number[] | null)[]): number {
  let addresses = [0]
  for (const [k, { sets }] of families.entries())
    addresses = addresses.flatMap((address) => (places[k] ?? []).map((place) => address * sets.length + place))
  return addresses.reduce((sum, address) => sum + (counts[address] ?? 0), 0)
}

/** Sets put together greedily, so that no two of a family share a code. */
function disjointFamilies(sets: readonly number[], own: CodeSets): number[][] {
  const families: number[][] = []
  for (const set of [...sets].sort((a, b) => own.size(a) - own.size(b) || a - b)) {
    const family = families.find((there) => there.every((other) => own.shareNone(set, other)))
    if (family) family.push(set)
    else families.push([set])
  }
  return families
}
