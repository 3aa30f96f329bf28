import { field, readRecords } from '../../prisma/seed-data/read-psv.ts'
import type { Random } from './random.ts'
import { weightedChoice } from './weighted-choice.ts'

export const FIRST_YEAR = 2015
export const LAST_YEAR = 2025

/** Municipality codes as numbers; 0 stands for one that is not known. */
export type Municipality = number

/** One invented person, followed on 1 January of each year from `FIRST_YEAR` to `LAST_YEAR`. */
export interface Person {
  /** 1 man, 2 woman. */
  readonly sex: number
  /** Days since 1 January 1970. */
  readonly bornOn: number
  /** Last year that began with the person alive and in the country. */
  readonly lastYear: number
  /** Day of death or departure; after the last year when still there. */
  readonly goneOn: number
  /** Municipality on 1 January of each year, from `FIRST_YEAR`; also for a year in which the person is born. */
  readonly municipalities: Int16Array
  /** Position in `CIVIL_STATUS` on 1 January of each year. */
  readonly civilStatus: Int8Array
}

export const CIVIL_STATUS = ['U', 'G', 'F', 'E']
const [NEVER_MARRIED, MARRIED, DIVORCED, WIDOWED] = [0, 1, 2, 3]
const YEARS = LAST_YEAR - FIRST_YEAR + 1
const MS_PER_DAY = 86_400_000

/** Days from 1 January 1970 to 1 January of a year. */
export function newYear(year: number): number {
  return Date.UTC(year, 0, 1) / MS_PER_DAY
}

/** Real proportions of sex, age (latest year of the population file) and municipality; returns the maker of one person. */
export function createPopulationModel(): (random: Random) => Person {
  const origins = originsByWeight()
  const drawOrigin = weightedChoice(origins.map((origin) => origin.weight))
  const places = placesByWeight()
  return (random) => {
    const origin = origins[drawOrigin(random)]
    if (!origin) throw new Error('no origin drawn')
    const first = newYear(origin.bornIn)
    const bornOn = first + random.below(newYear(origin.bornIn + 1) - first)
    const { lastYear, goneOn } = leaving(origin.sex, bornOn, random)
    return {
      sex: origin.sex,
      bornOn,
      lastYear,
      goneOn,
      municipalities: residences(bornOn, places, random),
      civilStatus: civilStatuses(origin.sex, bornOn, random),
    }
  }
}

interface Origin {
  readonly sex: number
  readonly bornIn: number
  readonly weight: number
}

/** Those who live in the first year, by sex and year of birth, and the children born in the years after. */
function originsByWeight(): Origin[] {
  const records = readRecords('N.dk.csv', ',')
  const latest = Math.max(...records.map((record) => Number(field(record, 'P'))))
  const living = records
    .filter((record) => Number(field(record, 'P')) === latest)
    .map((record) => ({
      sex: Number(field(record, 'sex')),
      bornIn: FIRST_YEAR - 1 - Number(field(record, 'A')),
      weight: Number(field(record, 'N')),
    }))
  const newborn = living.filter((origin) => origin.bornIn === FIRST_YEAR - 1)
  const later = Array.from({ length: YEARS - 1 }, (_, step) =>
    newborn.map((origin) => ({ ...origin, bornIn: FIRST_YEAR + step })),
  )
  return [...living, ...later.flat()]
}

/** Yearly mortality after Gompertz (1825), about the level of Denmark in 2012, with a higher first year of life. */
function mortality(sex: number, age: number): number {
  const adult = Math.exp(-11.17 + 0.105 * age) * (sex === 1 ? 1 : 0.65)
  return Math.min(0.9, age < 1 ? 0.0035 : adult)
}

const LEAVES_COUNTRY = 0.004

function leaving(sex: number, bornOn: number, random: Random) {
  for (let year = FIRST_YEAR; year <= LAST_YEAR; year++) {
    const age = year - yearOf(bornOn)
    if (age < 0 || random.uniform() >= mortality(sex, age) + LEAVES_COUNTRY) continue
    const from = Math.max(newYear(year), bornOn)
    return { lastYear: year, goneOn: from + random.below(newYear(year + 1) - from) }
  }
  return { lastYear: LAST_YEAR, goneOn: newYear(LAST_YEAR + 1) }
}

function yearOf(day: number): number {
  return new Date(day * MS_PER_DAY).getUTCFullYear()
}

interface Places {
  readonly codes: readonly number[]
  readonly anywhere: (random: Random) => number
  /** Chooses within the region of a municipality. */
  readonly nearby: ReadonlyMap<number, (random: Random) => number>
}

function placesByWeight(): Places {
  const weights = new Map(readRecords('kommune-folketal.psv', '|').map((r) => [field(r, 'kode'), Number(field(r, 'folketal'))]))
  const records = readRecords('kommuner.csv', ',')
  const codes = records.map((record) => Number(field(record, 'kode')))
  const weightOf = (record: Record<string, string>) => weights.get(field(record, 'kode')) ?? 0
  const byRegion = Map.groupBy(records, (record) => field(record, 'regionskode'))
  const nearby = new Map<number, (random: Random) => number>()
  for (const inside of byRegion.values()) {
    const draw = weightedChoice(inside.map(weightOf))
    const pick = (random: Random) => Number(field(inside[draw(random)] ?? {}, 'kode'))
    for (const record of inside) nearby.set(Number(field(record, 'kode')), pick)
  }
  const draw = weightedChoice(records.map(weightOf))
  return { codes, anywhere: (random) => codes[draw(random)] ?? 0, nearby }
}

const PLACE_UNKNOWN = 0.001
const MOVES_NEARBY = 0.65

/** The young move most, mostly within their region. */
function residences(bornOn: number, places: Places, random: Random): Int16Array {
  const residences = new Int16Array(YEARS)
  let place = places.anywhere(random)
  const isUnknown = random.uniform() < PLACE_UNKNOWN
  for (let step = 0; step < YEARS; step++) {
    const age = FIRST_YEAR + step - yearOf(bornOn)
    const moves = age >= 18 && age < 32 ? 0.11 : age >= 32 && age < 70 ? 0.03 : 0.015
    if (random.uniform() < moves) {
      const near = random.uniform() < MOVES_NEARBY ? places.nearby.get(place) : undefined
      place = near ? near(random) : places.anywhere(random)
    }
    residences[step] = isUnknown ? 0 : place
  }
  return residences
}

function civilStatuses(sex: number, bornOn: number, random: Random): Int8Array {
  const statuses = new Int8Array(YEARS)
  let status = firstStatus(FIRST_YEAR - yearOf(bornOn), sex, random)
  for (let step = 0; step < YEARS; step++) {
    const age = FIRST_YEAR + step - yearOf(bornOn)
    status = nextStatus(status, age, sex, random)
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

function nextStatus(status: number, age: number, sex: number, random: Random): number {
  const draw = random.uniform()
  if (status === MARRIED) {
    const bereaved = mortality(sex === 1 ? 2 : 1, age) * 0.9
    if (draw < bereaved) return WIDOWED
    return draw < bereaved + 0.012 ? DIVORCED : MARRIED
  }
  const marries = age < 20 ? 0 : status === NEVER_MARRIED ? (age < 45 ? 0.045 : 0.01) : age < 70 ? 0.02 : 0.002
  return draw < marries ? MARRIED : status
}
