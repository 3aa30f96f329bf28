import type { Refusal } from '#lib/kernel/result.ts'
import type { Measure } from './specification.ts'

/** Why a specification can't be ordered, with the facts a person needs to mend it. */
export type SpecificationRefusal =
  | (Refusal<'unknown-register'> & { register: string })
  | (Refusal<'measure-not-offered'> & { measure: Measure; offered: readonly Measure[] })
  | (Refusal<'contains-cpr-number'> & { field: string })
  | (Refusal<'unknown-variable'> & { variable: string })
  | (Refusal<'variable-not-axis'> & { variable: string })
  | (Refusal<'variable-not-filter'> & { variable: string })
  | (Refusal<'variable-twice'> & { variable: string })
  | (Refusal<'unknown-level'> & { variable: string; level: string; offered: readonly string[] })
  | (Refusal<'unknown-code'> & { variable: string; code: string; level: string | null })
  | (Refusal<'code-twice'> & { variable: string; code: string })
  | (Refusal<'group-name-twice'> & { variable: string; group: string })
  | (Refusal<'overlapping-groups'> & { variable: string; code: string; group: string; otherGroup: string })
  | (Refusal<'groups-and-codes'> & { variable: string })
  | (Refusal<'code-outside-period'> & { variable: string; code: string; validFrom: string | null; validTo: string | null })
  | (Refusal<'nothing-selected'> & { variable: string })
  | (Refusal<'period-reversed'> & { fromYear: number; toYear: number })
  | (Refusal<'period-outside-coverage'> & { fromYear: number; toYear: number; coveredFromYear: number; coveredToYear: number })
  | (Refusal<'rate-not-offered'> & {
      reason: 'no-population' | 'variable' | 'level' | 'years' | 'without-rate' | 'no-ages' | 'next-year'
      variable: string | null
    })
  | (Refusal<'value-not-offered'> & {
      reason: 'unknown' | 'statistic' | 'several-rows' | 'in-table' | 'per-person'
      value: string
      variable: string | null
    })
  | (Refusal<'survival-not-offered'> & { reason: 'register' | 'in-table' | 'standardised'; variable: string | null })
  | (Refusal<'link-not-offered'> & {
      reason:
        | 'register'
        | 'linked-register'
        | 'unused'
        | 'undefined'
        | 'window-days'
        | 'window-years'
        | 'no-years'
        | 'coverage'
        | 'survival'
      register: string | null
      /** Years that the period must lie within for the window to be covered; null where that is not what is wrong. */
      fromYear: number | null
      toYear: number | null
    })
  | (Refusal<'ratios-not-offered'> & { reason: 'without-rate' | 'several'; variable: string | null })
  | (Refusal<'cases-not-by'> & { variable: string })
  | (Refusal<'wash-out-not-offered'> & { reason: 'measure' | 'coverage'; years: number; earliestYear: number })
  | (Refusal<'standardisation-not-offered'> & {
      reason: 'without-rate' | 'no-ages' | 'age-in-table' | 'age-cut' | 'several-ages'
      variable: string | null
    })
  | (Refusal<'too-many-cells'> & { cells: number; limit: number })
