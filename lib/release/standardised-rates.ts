import { type Catalogue, classificationOf, findRegister } from '#lib/catalogue/catalogue.ts'
import type { Classification } from '#lib/catalogue/classification.ts'
import { standardisedVariable } from '#lib/catalogue/decide-standardisation.ts'
import type { DirectStandardisation, Specification } from '#lib/catalogue/specification.ts'
import type { TableBody } from '#lib/production/table-body.ts'
import { addressStrides } from '#lib/tabulation/cube.ts'
import { STANDARD_POPULATIONS, weightsOfGroups } from '#lib/tabulation/standard-population.ts'
import { type ProtectedRate, standardiseProtected } from '#lib/tabulation/standardise-protected.ts'
import { type StandardisedRatio, standardisedRatio } from '#lib/tabulation/standardised-ratio.ts'

/** The ages that lie within the cells of a table. */
export interface AgesWithin {
  /** Nodes of the age groups and the step from one node to the next in a cell's address. */
  readonly nodes: readonly number[]
  readonly codes: readonly string[]
  readonly stride: number
  readonly classification: Classification
}

/** Finds the ages within a table; null when nothing standardised was ordered. */
export function agesWithin(body: TableBody, specification: Specification, catalogue: Catalogue): AgesWithin | null {
  const register = findRegister(catalogue, specification.register)
  const age = register && standardisedVariable(register)
  const position = body.dimensions.findIndex(({ id }) => id === age?.id)
  const dimension = body.dimensions[position]
  if (!specification.standardisation || !age || !dimension || body.denominators === null) return null
  if (!dimension.additive) throw new Error('somebody stands in several ages of a standardised table')
  const nodes = dimension.codes.flatMap((_, node) => (dimension.parents.includes(node) ? [] : [node]))
  return {
    nodes,
    codes: nodes.map((node) => dimension.codes[node] ?? ''),
    stride: addressStrides(body.dimensions)[position] ?? 1,
    classification: classificationOf(catalogue, age),
  }
}

/**
 * The directly standardised rate of a cell by its address, from the protected table alone; null where it is not given. The ages
 * of the whole table guide how hidden counts are spread.
 */
export function standardisedRates(
  { counts, denominators }: TableBody,
  { nodes, codes, stride, classification }: AgesWithin,
  { standard, interval }: DirectStandardisation,
): (address: number) => ProtectedRate | null {
  const weights = weightsOfGroups(STANDARD_POPULATIONS[standard], codes, classification)
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

/** The indirectly standardised ratio of a cell by its address: the whole table, its first cell, is 100. */
export function standardisedRatios(
  { counts, denominators }: TableBody,
  { nodes, stride }: AgesWithin,
): (address: number) => StandardisedRatio | null {
  const tableTotal = counts[0]
  return (address) => {
    const count = counts[address]
    if (count == null || tableTotal == null) return null
    const ages = nodes.map((node) => ({
      people: denominators?.[address + node * stride] ?? 0,
      tablePeople: denominators?.[node * stride] ?? 0,
      tableCount: counts[node * stride] ?? null,
    }))
    return standardisedRatio(count, tableTotal, ages)
  }
}
