import type { Classification } from '#lib/catalogue/classification.ts'
import { indexClassification } from '#lib/catalogue/index-classification.ts'
import type { Standard } from '#lib/catalogue/specification.ts'

/** A standard population by the catalogue's five-year age groups; only the proportions matter. */
export interface StandardPopulation {
  readonly id: Standard
  readonly label: { readonly da: string; readonly en: string }
  /** Code of an `age5` group and its weight. */
  readonly weights: ReadonlyMap<string, number>
}

/** Eurostat, Revision of the European Standard Population (2013), per 100 000; under 1 and 1-4 taken together. */
export const EUROPEAN_2013: StandardPopulation = {
  id: 'european_2013',
  label: { da: 'Europæisk standardbefolkning 2013', en: 'European Standard Population 2013' },
  weights: byGroup([
    5000, 5500, 5500, 5500, 6000, 6000, 6500, 7000, 7000, 7000, 7000, 6500, 6000, 5500, 5000, 4000, 2500, 1500, 800, 200,
  ]),
}

/** Ahmad et al., Age standardization of rates: a new WHO standard (WHO, GPE Discussion Paper 31, 2001), per cent; 95 and over together. */
export const WHO_2001: StandardPopulation = {
  id: 'who_2001',
  label: { da: "WHO's verdensstandardbefolkning 2001", en: 'WHO World Standard Population 2001' },
  weights: byGroup([
    8.86, 8.69, 8.6, 8.47, 8.22, 7.93, 7.61, 7.15, 6.59, 6.04, 5.37, 4.55, 3.72, 2.96, 2.21, 1.52, 0.91, 0.44, 0.15, 0.045,
  ]),
}

export const STANDARD_POPULATIONS: Readonly<Record<Standard, StandardPopulation>> = {
  european_2013: EUROPEAN_2013,
  who_2001: WHO_2001,
}

/** Weights of the groups of a coarser level: those of the five-year groups below each. Throws when a code is unknown. */
export function weightsOfGroups(standard: StandardPopulation, codes: readonly string[], ages: Classification): number[] {
  const index = indexClassification(ages)
  const fives = index.atLevel('age5')
  return codes.map((code) => {
    const below = fives.filter((five) => index.lineage(five.code).some((node) => node.code === code))
    if (below.length === 0) throw new Error(`the standard population has no group ${code}`)
    return below.reduce((sum, five) => sum + (standard.weights.get(five.code) ?? 0), 0)
  })
}

function byGroup(weights: readonly number[]): ReadonlyMap<string, number> {
  return new Map(
    weights.map((weight, group) => [group === weights.length - 1 ? `${group * 5}+` : `${group * 5}-${group * 5 + 4}`, weight]),
  )
}
