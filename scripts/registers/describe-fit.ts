import { join } from 'node:path'
import type { Snapshot } from '#lib/catalogue/snapshot.ts'
import type { SyntheticYears } from '../../prisma/seed-data/synthetic-years.ts'
import { AGES, type NationalFigures, nationalFigures } from './national-figures.ts'
import { quoted, withWriter } from './write-parquet.ts'

/** Counts by sex, age and year. */
type Counts = ReadonlyMap<string, number>

const key = (sex: number, age: number, year: number) => `${sex}/${Math.min(age, AGES - 1)}/${year}`

/**
 * How well the synthetic population agrees with what it is made after, in lines for people: for the first and the last
 * year the share of persons who would have to change sex or age to have the real proportions (index of dissimilarity), and
 * by sex and age the deaths over those that the real mortality gives for these very persons.
 */
export async function describeFit(dataDir: string, snapshots: readonly Snapshot[], years: SyntheticYears): Promise<string[]> {
  const fileOf = (registerId: string, name: string) => {
    const snapshot = snapshots.find((each) => each.registerId === registerId)
    return quoted(join(dataDir, snapshot?.id ?? '', name))
  }
  const [people, deaths] = await withWriter(null, async (connection) => {
    const count = async (file: string): Promise<Counts> => {
      const query = `SELECT koen, alder, aar, CAST(count(*) AS INTEGER) FROM read_parquet('${file}') GROUP BY ALL`
      const rows = (await connection.runAndReadAll(query)).getRows()
      const counts = new Map<string, number>()
      for (const [sex, age, year, persons] of rows) {
        const at = key(Number(sex), Number(age), Number(year))
        counts.set(at, (counts.get(at) ?? 0) + Number(persons))
      }
      return counts
    }
    return [await count(fileOf('population', 'folketal.parquet')), await count(fileOf('dar', 'doedsfald.parquet'))] as const
  })
  const figures = nationalFigures(years.population.toYear)
  const { fromYear, toYear } = years.population
  return [
    `Ages and sexes against the population of Denmark (counted to ${figures.lastCounted}, carried forward after):`,
    ...[fromYear, toYear].map(
      (year) => `  1 January ${year}: ${(100 * dissimilarity(people, figures, year)).toFixed(2)} % of persons differ`,
    ),
    'Deaths over those that real mortality gives for these persons (known to 2012, carried forward after):',
    ...deathLines(people, deaths, figures, years.events),
  ]
}

function dissimilarity(people: Counts, figures: NationalFigures, year: number): number {
  const cells = [1, 2].flatMap((sex) => Array.from({ length: AGES }, (_, age) => ({ sex, age })))
  const own = cells.map(({ sex, age }) => people.get(key(sex, age, year)) ?? 0)
  const real = cells.map(({ sex, age }) => figures.population(sex, age, year))
  const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0)
  const [ownAll, realAll] = [sum(own), sum(real)]
  return sum(own.map((value, at) => Math.abs(value / ownAll - (real[at] ?? 0) / realAll))) / 2
}

const BANDS = [0, 20, 40, 60, 70, 80, 90, AGES]

function deathLines(people: Counts, deaths: Counts, figures: NationalFigures, years: SyntheticYears['events']): string[] {
  const totalOf = (sex: number, from: number, to: number) => {
    let [observed, expected] = [0, 0]
    for (let year = years.fromYear; year <= years.toYear; year++) {
      for (let age = from; age < to; age++) {
        observed += deaths.get(key(sex, age, year)) ?? 0
        // Those of an age in the middle of the year: half of who had it on 1 January before and after.
        const lived = ((people.get(key(sex, age, year)) ?? 0) + (people.get(key(sex, age, year + 1)) ?? 0)) / 2
        expected += lived * figures.mortality(sex, age, year)
      }
    }
    return { observed, expected }
  }
  return [1, 2].flatMap((sex) =>
    BANDS.slice(0, -1).map((from, band) => {
      const to = BANDS[band + 1] ?? AGES
      const { observed, expected } = totalOf(sex, from, to)
      const label = `${sex === 1 ? 'men' : 'women'} ${from}-${to === AGES ? '' : to - 1}`
      return `  ${label.padEnd(12)} ${String(observed).padStart(8)} deaths, ${expected.toFixed(0).padStart(8)} expected: ${(observed / expected).toFixed(3)}`
    }),
  )
}
