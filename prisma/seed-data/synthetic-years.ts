/** Years that the synthetic registers hold, each with both ends. */
export interface SyntheticYears {
  readonly events: { readonly fromYear: number; readonly toYear: number }
  readonly prescriptions: { readonly fromYear: number; readonly toYear: number }
  /** Years whose 1 January the population is told for. */
  readonly population: { readonly fromYear: number; readonly toYear: number }
}

/** Years of the embedded start; few of prescriptions, of which there are most. */
export const DEFAULT_YEARS: SyntheticYears = {
  events: { fromYear: 2018, toYear: 2024 },
  prescriptions: { fromYear: 2023, toYear: 2024 },
  population: { fromYear: 2015, toYear: 2025 },
}
