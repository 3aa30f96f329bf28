/** A standard population by the catalogue's five-year age groups; only the proportions matter. */
export interface StandardPopulation {
  readonly id: string
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

function byGroup(weights: readonly number[]): ReadonlyMap<string, number> {
  return new Map(
    weights.map((weight, group) => [group === weights.length - 1 ? `${group * 5}+` : `${group * 5}-${group * 5 + 4}`, weight]),
  )
}
