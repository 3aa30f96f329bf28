import { DEFAULT_YEARS, type SyntheticYears } from '../../prisma/seed-data/synthetic-years.ts'

/** What a synthetic Denmark is made from: the same size always gives the same bytes. */
export interface SyntheticSize {
  /** Everybody who lives in the country on some day of the years. */
  readonly persons: number
  readonly seed: number
  readonly years: SyntheticYears
}

/**
 * The years that go with events from one year to another: the population is told for the 1 January after the last one too,
 * and from 2015 at the latest. Without years those of the embedded start.
 */
export function yearsOf(fromYear: number, toYear: number): SyntheticYears {
  const events = { fromYear, toYear }
  return {
    events,
    prescriptions: events,
    population: { fromYear: Math.min(DEFAULT_YEARS.population.fromYear, fromYear), toYear: toYear + 1 },
  }
}

const LAST_YEAR = 2024
const FIRST_YEAR = 1980

/** `20` are the twenty years to 2024, `2010-2020` those and what lies between, `2019` the one; null when it is none of these. */
export function parseYears(text: string): SyntheticYears | null {
  const match = /^(?:(\d{1,2})|(\d{4})(?:-(\d{4}))?)$/.exec(text)
  if (!match) return null
  const [, count, from, to = from] = match
  const fromYear = count === undefined ? Number(from) : LAST_YEAR - Number(count) + 1
  const toYear = count === undefined ? Number(to) : LAST_YEAR
  return fromYear < FIRST_YEAR || fromYear > toYear || toYear > LAST_YEAR ? null : yearsOf(fromYear, toYear)
}

/** Tables that rows are made for, with their columns of whole numbers. All lie in order of person. */
export const TABLES = {
  folketal: ['person', 'aar', 'koen', 'alder', 'kom', 'civst', 'foed_dag'],
  kontakt: [
    ...['person', 'dw_ek_kontakt', 'kont_dag', 'kont_sekund', 'kont_aar', 'kont_type', 'prioritet', 'adiag', 'kont_ans_geo_reg'],
    ...['borger_bo_kom', 'borger_alder_aar_ind', 'borger_koen', 'liggetid'],
  ],
  diagnose: ['person', 'dw_ek_kontakt', 'diag_kode', 'diag_kode_type', 'senere_afkraeftet'],
  recept: ['person', 'recept', 'eksd_dag', 'aar', 'koen', 'alder', 'kom', 'atc', 'apk', 'ddd', 'pris_oere', 'indehaver'],
  doedsfald: ['person', 'doed_dag', 'aar', 'koen', 'alder', 'kom', 'c_dod1', 'dodsmaade'],
  tumor: ['person', 'tumor', 'diag_dag', 'aar', 'koen', 'alder', 'kom', 'c_icd10', 'stadie', 'grundlag'],
} as const

export type TableName = keyof typeof TABLES
export const TABLE_NAMES = Object.keys(TABLES) as TableName[]

/** Columns that number rows within a part; what the parts before hold is added when they are put together. */
export const ROW_KEYS: Partial<Record<TableName, { readonly column: string; readonly counts: TableName }>> = {
  kontakt: { column: 'dw_ek_kontakt', counts: 'kontakt' },
  diagnose: { column: 'dw_ek_kontakt', counts: 'kontakt' },
  recept: { column: 'recept', counts: 'recept' },
  tumor: { column: 'tumor', counts: 'tumor' },
}
