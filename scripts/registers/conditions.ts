import { field, readRecords } from '../../prisma/seed-data/read-psv.ts'

/** A drug that part of those with a condition take: ATC code, share, dispensings a year. */
export interface Treatment {
  readonly substance: string
  readonly share: number
  readonly perYear: number
}

/** A lasting disease of the invented Denmark. Figures are invented, shaped after what is generally known of each. */
export interface Condition {
  /** ICD-10 categories it is treated under, the most common first; none for the rare cancers together. */
  readonly codes: readonly string[]
  /** New cases per 100 000 men and year at 0, 20, 40, 60, 80 and 100 years of age. */
  readonly incidence: readonly number[]
  /** Women's incidence over men's. */
  readonly women: number
  /** Mortality over that of others. */
  readonly mortality: number
  /** Higher mortality in the first years. */
  readonly early: { readonly years: number; readonly mortality: number } | null
  /** Hospital contacts a year. */
  readonly contacts: number
  /** Whether a death of it is put down to it. */
  readonly isFatal: boolean
  readonly isCancer: boolean
  readonly drugs: readonly Treatment[]
}

/** Cancers are deadliest in their first years. */
const EARLY_YEARS = 5
/** Stands for all sites that have no line of their own. */
const RARE = 'rare'

const CHRONIC: readonly Condition[] = readConditions('chronic-diseases.psv', false)
export const CANCERS: readonly Condition[] = readConditions('cancers.psv', true)

/** Lasting diseases that drive contacts, prescriptions and death. */
export const CONDITIONS: readonly Condition[] = [...CHRONIC, ...CANCERS]

function readConditions(file: string, isCancer: boolean): Condition[] {
  return readRecords(file, '|').map((record) => {
    const words = (name: string) => field(record, name).split(' ')
    const early = field(record, 'early')
    return {
      codes: words('codes').filter((code) => code !== RARE),
      incidence: words('incidence').map(Number),
      women: Number(field(record, 'women')),
      mortality: Number(field(record, 'mortality')),
      early: early === '-' ? null : { years: EARLY_YEARS, mortality: Number(early) },
      contacts: Number(field(record, 'contacts')),
      isFatal: field(record, 'fatal') === 'yes',
      isCancer,
      drugs: words('drugs').flatMap((drug) => parseTreatment(drug)),
    }
  })
}

function parseTreatment(text: string): Treatment[] {
  const [substance = '', share, perYear] = text.split(':')
  return substance === '-' ? [] : [{ substance, share: Number(share), perYear: Number(perYear) }]
}
