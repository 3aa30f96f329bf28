import { field, readRecords } from '../../prisma/seed-data/read-psv.ts'
import type { Random } from './random.ts'
import { weightedChoice } from './weighted-choice.ts'

export interface ResidenceModel {
  /** A municipality in proportion to its inhabitants. */
  readonly draw: (random: Random) => number
  /** Municipality on 1 January of each year, 0 where it is not known; begins with `place`. */
  readonly residences: (place: number, ageInFirstYear: number, years: number, random: Random) => Int16Array
  readonly regionOf: ReadonlyMap<number, number>
}

const PLACE_UNKNOWN = 0.001
const MOVES_NEARBY = 0.65

/** The young move most, mostly within their region. */
export function createResidenceModel(): ResidenceModel {
  const weights = new Map(readRecords('kommune-folketal.psv', '|').map((r) => [field(r, 'kode'), Number(field(r, 'folketal'))]))
  const records = readRecords('kommuner.csv', ',')
  const codes = records.map((record) => Number(field(record, 'kode')))
  const weightOf = (record: Record<string, string>) => weights.get(field(record, 'kode')) ?? 0
  const nearby = new Map<number, (random: Random) => number>()
  for (const inside of Map.groupBy(records, (record) => field(record, 'regionskode')).values()) {
    const drawInside = weightedChoice(inside.map(weightOf))
    const pick = (random: Random) => Number(field(inside[drawInside(random)] ?? {}, 'kode'))
    for (const record of inside) nearby.set(Number(field(record, 'kode')), pick)
  }
  const drawAny = weightedChoice(records.map(weightOf))
  const draw = (random: Random) => codes[drawAny(random)] ?? 0
  return {
    draw,
    regionOf: new Map(records.map((record) => [Number(field(record, 'kode')), Number(field(record, 'regionskode'))])),
    residences(first, ageInFirstYear, years, random) {
      const residences = new Int16Array(years)
      let place = first
      const isUnknown = random.uniform() < PLACE_UNKNOWN
      for (let step = 0; step < years; step++) {
        if (random.uniform() < moving(ageInFirstYear + step)) {
          const near = random.uniform() < MOVES_NEARBY ? nearby.get(place) : undefined
          place = near ? near(random) : draw(random)
        }
        residences[step] = isUnknown ? 0 : place
      }
      return residences
    },
  }
}

/** Share that moves to another municipality in a year. */
function moving(age: number): number {
  if (age >= 18 && age < 32) return 0.11
  return age >= 32 && age < 70 ? 0.03 : 0.015
}
