import { DAYS_PER_YEAR, newYear, type Years } from './calendar.ts'
import { createDiseaseModel, LAST_AGE, type Onset } from './disease-model.ts'
import { AGES, leavingRate, type NationalFigures, nationalFigures } from './national-figures.ts'
import type { Random } from './random.ts'
import { createResidenceModel, type ResidenceModel } from './residence-model.ts'
import { weightedChoice } from './weighted-choice.ts'

/** One invented person, followed on 1 January of each year of the population. */
export interface Person {
  /** 1 man, 2 woman. */
  readonly sex: number
  readonly bornIn: number
  /** Days since 1 January 1970. */
  readonly bornOn: number
  /** First day in the country; the day of birth for those born here. */
  readonly cameOn: number
  /** Day of death or departure; after the last year when still there. */
  readonly goneOn: number
  readonly isDead: boolean
  /** What the person gets in a whole life, earliest first; `goneOn` cuts it off. */
  readonly onsets: readonly Onset[]
  /** Municipality on 1 January of each year; also for a year in which the person is born or comes. */
  readonly municipalities: Int16Array
  /** Position in `CIVIL_STATUS` on 1 January of each year. */
  readonly civilStatus: Int8Array
}

export const CIVIL_STATUS = ['U', 'G', 'F', 'E']
const [NEVER_MARRIED, MARRIED, DIVORCED, WIDOWED] = [0, 1, 2, 3]

export interface PopulationModel {
  readonly createPerson: (random: Random) => Person
  readonly figures: NationalFigures
  readonly residence: ResidenceModel
}

/**
 * The population of Denmark on 1 January of the first year, those born and those who came in each year after, all in
 * their real proportions of sex and age, in municipalities by size; they die by the real mortality, sooner when ill.
 */
export function createPopulationModel(years: Years): PopulationModel {
  const figures = nationalFigures(years.toYear)
  const residence = createResidenceModel()
  const diseases = createDiseaseModel((sex, age) => figures.mortality(sex, age, years.fromYear), residence.draw)
  const origins = originsByWeight(figures, years)
  const drawOrigin = weightedChoice(origins.map((origin) => origin.weight))
  const count = years.toYear - years.fromYear + 1
  const createPerson = (random: Random): Person => {
    const origin = origins[drawOrigin(random)]
    if (!origin) throw new Error('no origin drawn')
    const { sex, bornIn } = origin
    const first = newYear(bornIn)
    const bornOn = first + random.below(newYear(bornIn + 1) - first)
    const cameOn = origin.cameIn === null ? bornOn : dayIn(origin.cameIn, random)
    const place = residence.draw(random)
    const onsets = diseases.life(sex, place, (Math.max(cameOn, newYear(years.fromYear)) - bornOn) / DAYS_PER_YEAR, random)
    const left = leaving({ sex, bornIn, bornOn, cameOn, onsets }, years, figures, diseases.excess, random)
    const ageThen = years.fromYear - bornIn
    const municipalities = residence.residences(place, ageThen, count, random)
    return {
      sex,
      bornIn,
      bornOn,
      cameOn,
      ...left,
      onsets,
      municipalities,
      civilStatus: civilStatuses(sex, ageThen, count, figures, years, random),
    }
  }
  return { createPerson, figures, residence }
}

interface Origin {
  readonly sex: number
  readonly bornIn: number
  /** Year of coming to the country; null when there from the beginning or born here. */
  readonly cameIn: number | null
  readonly weight: number
}

function originsByWeight(figures: NationalFigures, { fromYear, toYear }: Years): Origin[] {
  const origins: Origin[] = []
  for (const sex of [1, 2]) {
    for (let age = 0; age < AGES; age++) {
      origins.push({ sex, bornIn: fromYear - 1 - age, cameIn: null, weight: figures.population(sex, age, fromYear) })
    }
    for (let year = fromYear; year < toYear; year++) {
      origins.push({ sex, bornIn: year, cameIn: null, weight: figures.births(sex, year) })
      for (let age = 1; age < AGES - 1; age++) {
        origins.push({ sex, bornIn: year - age, cameIn: year, weight: figures.arrivals(sex, age, year) })
      }
    }
  }
  return origins
}

function dayIn(year: number, random: Random): number {
  const from = newYear(year)
  return from + random.below(newYear(year + 1) - from)
}

type Life = Pick<Person, 'sex' | 'bornIn' | 'bornOn' | 'cameOn' | 'onsets'>

/** Death by the mortality of sex, age, year and diseases, or departure, on a day of the year in which it happens. */
function leaving(
  { sex, bornIn, bornOn, cameOn, onsets }: Life,
  years: Years,
  figures: NationalFigures,
  excess: (sex: number, age: number, onsets: readonly Onset[]) => number,
  random: Random,
): { goneOn: number; isDead: boolean } {
  for (let year = years.fromYear; year <= years.toYear; year++) {
    const from = Math.max(newYear(year), bornOn, cameOn)
    const next = newYear(year + 1)
    if (from >= next) continue
    const age = Math.max(0, year - bornIn - 1)
    const share = (next - from) / DAYS_PER_YEAR
    const rate = age >= LAST_AGE ? 9 : meanRate(figures, sex, age, year, bornIn === year) * excess(sex, age + 0.5, onsets)
    const dies = 1 - Math.exp(-rate * share)
    const draw = random.uniform()
    if (draw >= dies + leavingRate(age) * share) continue
    return { goneOn: from + random.below(next - from), isDead: draw < dies }
  }
  return { goneOn: newYear(years.toYear + 1), isDead: false }
}

/** Somebody is two ages old in the course of a year, but for the year of birth. */
function meanRate(figures: NationalFigures, sex: number, age: number, year: number, isNewborn: boolean): number {
  const first = figures.mortality(sex, age, year)
  return isNewborn ? first : (first + figures.mortality(sex, age + 1, year)) / 2
}

function civilStatuses(
  sex: number,
  ageInFirstYear: number,
  count: number,
  figures: NationalFigures,
  { fromYear }: Years,
  random: Random,
): Int8Array {
  const statuses = new Int8Array(count)
  let status = firstStatus(ageInFirstYear, sex, random)
  for (let step = 0; step < count; step++) {
    const age = ageInFirstYear + step
    const partner = status === MARRIED ? figures.mortality(3 - sex, Math.max(0, age), fromYear) : 0
    status = nextStatus(status, age, partner, random)
    statuses[step] = status
  }
  return statuses
}

function firstStatus(age: number, sex: number, random: Random): number {
  const draw = random.uniform()
  if (age < 20 || draw < Math.max(0.07, 1 - (age - 20) * 0.03)) return NEVER_MARRIED
  const widowed = age < 60 ? 0.01 : (age - 60) * (sex === 2 ? 0.02 : 0.008)
  const again = random.uniform()
  if (again < widowed) return WIDOWED
  return again < widowed + 0.16 ? DIVORCED : MARRIED
}

function nextStatus(status: number, age: number, bereaved: number, random: Random): number {
  const draw = random.uniform()
  if (status === MARRIED) {
    if (draw < bereaved) return WIDOWED
    return draw < bereaved + 0.012 ? DIVORCED : MARRIED
  }
  const marries = age < 20 ? 0 : status === NEVER_MARRIED ? (age < 45 ? 0.045 : 0.01) : age < 70 ? 0.02 : 0.002
  return draw < marries ? MARRIED : status
}
