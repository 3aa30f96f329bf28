import fc from 'fast-check'
import type { CountRequest } from '#lib/disclosure/joint/count-request.ts'
import type { JointVariable, PlacedDimension, PlacedTable } from '#lib/disclosure/joint/placed-table.ts'

/** Invented persons of a few kinds: the codes each kind has of each variable, and how many there are of it. */
export interface Population {
  readonly variables: readonly JointVariable[]
  readonly kinds: readonly { readonly codes: readonly (readonly string[])[]; readonly persons: number }[]
}

/** A table somebody orders: per variable groups of codes with a total, or nobody but some codes, or everybody. */
export interface Ordered {
  readonly axes: readonly (readonly string[][] | null)[]
  readonly kept: readonly (readonly string[] | null)[]
}

const persons = fc.oneof(fc.nat(3), fc.nat(12), fc.nat(40))

function populationOf(variables: readonly JointVariable[], kinds: readonly (readonly (readonly string[])[])[], many = persons) {
  return fc
    .array(many, { minLength: kinds.length, maxLength: kinds.length })
    .map((counts): Population => ({ variables, kinds: kinds.map((codes, k) => ({ codes, persons: counts[k] ?? 0 })) }))
}

const AGES = ['1', '2', '3', '4', '5']
const PLACES = ['x', 'y', 'z']

/** Everybody has one age and one place. */
export const populations = populationOf(
  [
    { id: 'age', codes: AGES, additive: 'always' },
    { id: 'place', codes: PLACES, additive: 'always' },
  ],
  AGES.flatMap((age) => PLACES.map((place) => [[age], [place]])),
)

/** Everybody has one or more of three diagnoses, and one place. */
export const populationsWithSeveralCodes = populationOf(
  [
    { id: 'diagnosis', codes: ['p', 'q', 'r'], additive: 'never' },
    { id: 'place', codes: ['x', 'y'], additive: 'always' },
  ],
  ['x', 'y'].flatMap((place) => ['p', 'q', 'r', 'pq', 'pr', 'qr', 'pqr'].map((all) => [[...all], [place]])),
  fc.oneof(fc.nat(1), fc.nat(2), fc.nat(20)),
)

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

/** Tables over two variables with these codes. */
export function tablesOver(first: readonly string[], second: readonly string[]): fc.Arbitrary<Ordered> {
  return fc
    .tuple(
      groupsOf(first),
      groupsOf(second),
      fc.option(fc.subarray([...first], { minLength: 2 })),
      fc.option(fc.subarray([...second], { minLength: 1 })),
    )
    .map(([a, b, keptA, keptB]) => ({ axes: [a, b], kept: [a ? null : keptA, b ? null : keptB] }))
}

export const orderedTables = tablesOver(AGES, PLACES)
export const orderedDiagnosisTables = tablesOver(['p', 'q', 'r'], ['x', 'y'])

/** Persons with at least one of the codes of each variable. */
export function personsIn({ kinds }: Population, box: readonly (readonly string[])[]): number {
  return kinds.reduce((sum, kind) => sum + (isIn(kind.codes, box) ? kind.persons : 0), 0)
}

/** Whether persons of a kind stand in a cell. */
export function isIn(codes: readonly (readonly string[])[], box: readonly (readonly string[])[]): boolean {
  return codes.every((own, v) => own.some((code) => box[v]?.includes(code)))
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
    const additive = population.variables[v]?.additive === 'always' || sets.length === 2
    if (groups) dimensions.push({ variable, parents: Int32Array.from(sets, (_, k) => (k === 0 ? -1 : 0)), sets, additive })
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
