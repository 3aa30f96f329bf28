import { type Catalogue, classificationOf, findRegister } from '#lib/catalogue/catalogue.ts'
import { standardisedVariable } from '#lib/catalogue/decide-standardisation.ts'
import type { Specification } from '#lib/catalogue/specification.ts'
import type { TableBody } from '#lib/production/table-body.ts'
import { addressStrides } from '#lib/tabulation/cube.ts'
import { STANDARD_POPULATIONS, weightsOfGroups } from '#lib/tabulation/standard-population.ts'
import { type ProtectedRate, standardiseProtected } from '#lib/tabulation/standardise-protected.ts'

/** The ages that lie within the cells of a table, with their weights in the standard population. */
export interface AgesWithin {
  /** Nodes of the age groups and the step from one node to the next in a cell's address. */
  readonly nodes: readonly number[]
  readonly codes: readonly string[]
  readonly weights: readonly number[]
  readonly stride: number
}

/** Finds the ages within a table; null when no standardised rate was ordered. */
export function agesWithin(body: TableBody, specification: Specification, catalogue: Catalogue): AgesWithin | null {
  const { standardisation } = specification
  const register = findRegister(catalogue, specification.register)
  const age = register && standardisedVariable(register)
  const position = body.dimensions.findIndex(({ id }) => id === age?.id)
  const dimension = body.dimensions[position]
  if (!standardisation || !age || !dimension || body.denominators === null) return null
  if (!dimension.additive) throw new Error('somebody stands in several ages of a standardised table')
  const nodes = dimension.codes.flatMap((_, node) => (dimension.parents.includes(node) ? [] : [node]))
  const codes = nodes.map((node) => dimension.codes[node] ?? '')
  return {
    nodes,
    codes,
    weights: weightsOfGroups(STANDARD_POPULATIONS[standardisation.standard], codes, classificationOf(catalogue, age)),
    stride: addressStrides(body.dimensions)[position] ?? 1,
  }
}

/**
 * The standardised rate of a cell by its address, from the protected table alone; null where it is not given. The ages of the
 * whole table guide how hidden counts are spread.
 */
export function standardisedRates(
  { counts, denominators }: TableBody,
  { nodes, weights, stride }: AgesWithin,
  { interval }: NonNullable<Specification['standardisation']>,
): (address: number) => ProtectedRate | null {
  const crude = (address: number) => (counts[address] ?? 0) / Math.max(1, denominators?.[address] ?? 0)
  const guides = nodes.map((node) => (counts[node * stride] == null ? crude(0) : crude(node * stride)))
  return (address) => {
    const total = counts[address]
    if (total == null) return null
    const ages = nodes.map((node, k) => {
      const at = address + node * stride
      const people = denominators?.[at] ?? 0
      return { count: counts[at] ?? null, people, standard: weights[k] ?? 0, expected: people * (guides[k] ?? 0) }
    })
    return standardiseProtected(total, ages, interval)
  }
}
