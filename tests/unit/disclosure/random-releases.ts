import fc from 'fast-check'
import type { CountRequest } from '#lib/disclosure/joint/count-request.ts'
import type { JointVariable, PlacedDimension, PlacedTable } from '#lib/disclosure/joint/placed-table.ts'

/** Invented persons: how many have each code of each of two variables. */
export interface Population {
  readonly variables: readonly JointVariable[]
  readonly counts: readonly number[]
}

/** A table somebody orders: per variable groups of codes with a total, or nobody but some codes, or everybody. */
export interface Ordered {
  readonly axes: readonly (readonly string[][] | null)[]
  readonly kept: readonly (readonly string[] | null)[]
}

const variables: JointVariable[] = [
  { id: 'age', codes: ['1', '2', '3', '4', '5'], additive: 'always' },
  { id: 'place', codes: ['x', 'y', 'z'], additive: 'always' },
]

export const populations: fc.Arbitrary<Population> = fc
  .array(fc.oneof(fc.nat(3), fc.nat(12), fc.nat(40)), { minLength: 15, maxLength: 15 })
  .map((counts) => ({ variables, counts }))

/** Neighbouring codes cut into groups; some at the ends may be left out. */
function groupsOf(codes: readonly string[]): fc.Arbitrary<string[][] | null> {
  const cut = fc.tuple(fc.nat(1), fc.nat(1), fc.array(fc.boolean(), { minLength: codes.length, maxLength: codes.length }))
  const groups = cut.map(([skip, drop, cuts]) => {
    const kept = codes.slice(skip, codes.length - drop)
    const list: string[][] = []
    for (const [k, code] of kept.entries()) {
      const last = list.at(-1)
      if (last && !cuts[k]) last.push(code)
      else list.push([code])
    }
    return list
  })
  return fc.oneof({ weight: 4, arbitrary: groups }, { weight: 1, arbitrary: fc.constant(null) })
}

export const orderedTables: fc.Arbitrary<Ordered> = fc
  .tuple(
    groupsOf(variables[0]?.codes ?? []),
    groupsOf(variables[1]?.codes ?? []),
    fc.option(fc.subarray(['1', '2', '3', '4', '5'], { minLength: 2 })),
    fc.option(fc.subarray(['x', 'y', 'z'], { minLength: 1 })),
  )
  .map(([age, place, ages, places]) => ({ axes: [age, place], kept: [age ? null : ages, place ? null : places] }))

/** Persons with one of the codes of each variable. */
export function personsIn({ variables: all, counts }: Population, boxes: readonly (readonly string[])[]): number {
  const [ages = [], places = []] = all.map(({ codes }) => codes)
  let sum = 0
  for (const [a, age] of ages.entries())
    for (const [p, place] of places.entries())
      if (boxes[0]?.includes(age) && boxes[1]?.includes(place)) sum += counts[a * places.length + p] ?? 0
  return sum
}

/** What a count request asks for, counted person by person. */
export function countFor(population: Population): (request: CountRequest) => Promise<Float64Array> {
  return async ({ axes, restrictions }) => {
    let boxes: string[][][] = [[]]
    for (const { id, codes } of population.variables) {
      const groups = axes.find(({ variable }) => variable === id)?.groups
      const kept = restrictions.find(({ variable }) => variable === id)?.codes ?? codes
      boxes = boxes.flatMap((box) => (groups ?? [kept]).map((group) => [...box, [...group]]))
    }
    return Float64Array.from(boxes, (box) => personsIn(population, box))
  }
}

/** Lays a table out with its counts, and the codes each cell stands for. */
export function place(population: Population, id: string, ordered: Ordered) {
  const dimensions: PlacedDimension[] = []
  const restrictions = new Map<string, readonly string[]>()
  let boxes: string[][][] = [[]]
  for (const [v, { id: variable, codes }] of population.variables.entries()) {
    const groups = ordered.axes[v]
    const kept = ordered.kept[v]
    if (kept) restrictions.set(variable, kept)
    const sets = groups ? [groups.flat(), ...groups] : [[...(kept ?? codes)]]
    if (groups) dimensions.push({ variable, parents: Int32Array.from(sets, (_, k) => (k === 0 ? -1 : 0)), sets, additive: true })
    boxes = boxes.flatMap((box) => sets.map((set) => [...box, set]))
  }
  const table: PlacedTable = {
    id,
    unit: 'persons',
    dimensions,
    restrictions,
    counts: Float64Array.from(boxes, (box) => personsIn(population, box)),
    hidden: null,
  }
  return { table, boxes }
}
