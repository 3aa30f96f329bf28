import { field, readRecords } from '../../prisma/seed-data/read-psv.ts'
import { DAYS_PER_YEAR, newYear, type Years } from './calendar.ts'
import { burden } from './disease-model.ts'
import type { Person } from './population-model.ts'
import { mix, type Random } from './random.ts'
import { EMPTY } from './row-writer.ts'
import { weightedChoice } from './weighted-choice.ts'

/** One dispensing at a pharmacy. */
export interface Dispensing {
  readonly day: number
  readonly year: number
  readonly age: number
  readonly municipality: number
  /** Position in the dictionary of substances; empty when not coded. */
  readonly substance: number
  readonly packs: number
  /** Defined daily doses. */
  readonly doses: number
  /** Sales price in øre. */
  readonly priceOre: number
  /** Invented number of the company that sells the pack. */
  readonly company: number
}

export interface PrescriptionModel {
  /** ATC codes of seven characters, in order; a position is what the register stores. */
  readonly dictionary: readonly string[]
  readonly dispensingsOf: (person: Person, years: Years, populationFrom: number, random: Random) => Dispensing[]
}

/** Use that no lasting disease is behind: upper age of each band, and yearly dispensings of men and women. */
const BANDS = [4, 14, 29, 49, 69, 150]
const MEANS = [
  [0.8, 0.7],
  [0.4, 0.4],
  [0.5, 0.8],
  [0.8, 1.2],
  [1.3, 1.7],
  [2.2, 2.6],
]

/** Relative use of groups by band; a substance takes the first group that its code begins with, others have a weight of 1. */
const GROUPS: readonly (readonly [prefix: string, weights: readonly number[]])[] = [
  ['J01CE', [60, 45, 40, 35, 25, 15]],
  ['J01CA', [60, 20, 35, 30, 30, 35]],
  ['J01', [30, 15, 25, 22, 20, 18]],
  ['S01A', [40, 12, 6, 5, 5, 6]],
  ['S01', [0, 0, 0, 1, 6, 14]],
  ['R03', [25, 25, 8, 6, 6, 5]],
  ['R06', [15, 40, 25, 15, 8, 5]],
  ['D07', [30, 20, 15, 15, 15, 15]],
  ['D10', [0, 20, 35, 5, 0, 0]],
  ['N02B', [1, 3, 15, 35, 60, 110]],
  ['N02A', [0, 1, 8, 18, 28, 40]],
  ['M01', [0, 3, 30, 50, 45, 20]],
  ['A02BC', [1, 2, 15, 30, 55, 60]],
  ['A06', [10, 8, 6, 8, 15, 60]],
  ['C10AA', [0, 0, 1, 12, 90, 90]],
  ['C0', [0, 0, 1, 5, 14, 22]],
  ['N05C', [0, 4, 8, 12, 20, 30]],
  ['N05B', [0, 1, 8, 10, 10, 10]],
  ['N06AB', [0, 2, 20, 25, 18, 15]],
  ['P02', [20, 25, 2, 3, 1, 0]],
  ['G04BE', [0, 0, 6, 15, 30, 10]],
  ['L', [0, 0, 0, 0, 0, 0]],
  ['N06D', [0, 0, 0, 0, 0, 0]],
  ['A10', [0, 0, 0, 1, 1, 1]],
]
const WOMEN_ONLY = /^(G03|L02BA|L02BG)/
const MEN_ONLY = /^(G04BE|G04C|L02BB)/
const CONTRACEPTION = { codes: ['G03AA07', 'G03AA12', 'G03AC09'], share: 0.38, fromAge: 16, toAge: 45, perYear: 3.5 }
/** Shares of the companies that sell a substance: the first sells most, which is what dominance rules are for. */
const COMPANY_SHARES = [0.62, 0.87, 0.97, 1]
const COMPANIES = 60
const PACK_SIZES = [10, 20, 28, 30, 56, 90, 98, 100]

/** Use by lasting disease, by age and sex, with a long tail of rarely sold substances. */
export function createPrescriptionModel(): PrescriptionModel {
  const dictionary = readRecords('atc.psv', '|')
    .map((record) => field(record, 'code'))
    .filter((code) => code.length === 7)
  const position = new Map(dictionary.map((code, at) => [code, at]))
  const placeOf = (code: string) => {
    const at = position.get(code)
    if (at === undefined) throw new Error(`no substance ${code}`)
    return at
  }
  const choices = [1, 2].map((sex) => BANDS.map((_, band) => weightedChoice(dictionary.map((code) => weightOf(code, sex, band)))))
  const contraceptives = CONTRACEPTION.codes.map(placeOf)
  const size = dictionary.length
  const packs = dictionary.map(packOf)

  /** Courses of treatment: substance, first day, days between dispensings. */
  function coursesOf(person: Person, random: Random) {
    const courses: { substance: number; from: number; to: number; perYear: number }[] = []
    for (const { condition, age } of person.onsets) {
      const from = Math.floor(person.bornOn + age * DAYS_PER_YEAR)
      if (from >= person.goneOn) break
      for (const { substance, share, perYear } of condition.drugs) {
        if (random.uniform() < share) courses.push({ substance: placeOf(substance), from, to: person.goneOn, perYear })
      }
    }
    if (person.sex === 2 && random.uniform() < CONTRACEPTION.share) {
      const at = (age: number) => Math.floor(person.bornOn + age * DAYS_PER_YEAR)
      const { fromAge, toAge, perYear } = CONTRACEPTION
      const substance = contraceptives[random.below(contraceptives.length)] ?? 0
      courses.push({ substance, from: at(fromAge + random.below(6)), to: at(toAge - random.below(15)), perYear })
    }
    return courses
  }

  /** Days and substances of everything dispensed, in order of time: `day * size + substance`. */
  function datesOf(person: Person, from: number, to: number, random: Random): Float64Array {
    const dates: number[] = []
    for (const course of coursesOf(person, random)) {
      const step = DAYS_PER_YEAR / course.perYear
      const last = Math.min(to, course.to)
      let day = Math.max(from, course.from) + random.uniform() * step
      for (; day < last; day += step * (0.8 + 0.4 * random.uniform())) dates.push(Math.floor(day) * size + course.substance)
    }
    const prone = Math.exp(0.7 * random.normal() - 0.245) * burden(person.municipalities[0] ?? 0)
    for (let start = from; start < to; start += DAYS_PER_YEAR) {
      const span = Math.min(DAYS_PER_YEAR, to - start)
      const age = (start - person.bornOn) / DAYS_PER_YEAR
      const band = BANDS.findIndex((upper) => age <= upper + 1)
      const mean = ((MEANS[band]?.[person.sex - 1] ?? 0) * prone * span) / DAYS_PER_YEAR
      for (let left = random.poisson(Math.min(25, mean)); left > 0; left--) {
        const substance = choices[person.sex - 1]?.[band]?.(random) ?? 0
        dates.push(Math.floor(start + random.uniform() * span) * size + substance)
      }
    }
    return Float64Array.from(dates).sort()
  }

  return {
    dictionary,
    dispensingsOf(person, years, populationFrom, random) {
      const from = Math.max(newYear(years.fromYear), person.cameOn)
      const to = Math.min(newYear(years.toYear + 1), person.goneOn)
      if (to <= from) return []
      let year = years.fromYear
      return Array.from(datesOf(person, from, to, random), (date) => {
        const day = Math.floor(date / size)
        while (day >= newYear(year + 1)) year++
        const substance = date - day * size
        return dispense(day, substance, packs[substance], year, person, populationFrom, random)
      })
    },
  }
}

function weightOf(code: string, sex: number, band: number): number {
  if (sex === 1 ? WOMEN_ONLY.test(code) : MEN_ONLY.test(code)) return 0
  const group = GROUPS.find(([prefix]) => code.startsWith(prefix))
  const weight = group ? (group[1][band] ?? 0) : 1
  // Some substances of a group are used a hundred times as often as others.
  return weight * 100 ** -shareOf(code, 5)
}

/** What is the same for every pack of a substance. */
interface Pack {
  readonly doses: number
  readonly priceOre: number
  /** Companies by falling share of the sale. */
  readonly companies: readonly number[]
}

function packOf(code: string): Pack {
  return {
    doses: PACK_SIZES[Math.floor(shareOf(code, 1) * PACK_SIZES.length)] ?? 30,
    priceOre: 2500 * 40 ** (shareOf(code, 2) ** 2),
    companies: COMPANY_SHARES.map((_, rank) => 1 + Math.floor(shareOf(code, 30 + rank) * COMPANIES)),
  }
}

function dispense(
  day: number,
  substance: number,
  pack: Pack | undefined,
  year: number,
  person: Person,
  populationFrom: number,
  random: Random,
): Dispensing {
  const municipality = person.municipalities[year - populationFrom] ?? 0
  const isUncoded = random.uniform() < 0.0008
  const packs = random.uniform() < 0.12 ? 2 : 1
  const seller = random.uniform()
  return {
    day,
    year,
    age: Math.floor((day - person.bornOn) / DAYS_PER_YEAR),
    municipality: municipality === 0 ? EMPTY : municipality,
    substance: isUncoded ? EMPTY : substance,
    packs,
    doses: packs * (pack?.doses ?? 0),
    priceOre: packs * Math.round((pack?.priceOre ?? 0) * (0.9 + 0.2 * random.uniform())),
    company: pack?.companies[COMPANY_SHARES.findIndex((share) => seller < share)] ?? EMPTY,
  }
}

/** A number from 0 to 1 that a text always has. */
function shareOf(text: string, salt: number): number {
  let hash = 17 + salt
  for (let i = 0; i < text.length; i++) hash = Math.imul(hash, 31) + text.charCodeAt(i)
  return (mix(hash) >>> 0) / 4_294_967_296
}
