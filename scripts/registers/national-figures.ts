import { field, readRecords } from '../../prisma/seed-data/read-psv.ts'

/** Ages are 0 to 98 and 99 or more, as in the population file. */
export const AGES = 100
const [MEN, WOMEN] = [1, 2]
const SEXES = [MEN, WOMEN]

/** Yearly fall of mortality after the last year that is known: about what it was in the ten years before. */
const YEARLY_FALL = 0.017
/** Years whose mean stands for arrivals and births after the last year that is known. */
const RECENT_YEARS = 5

export interface NationalFigures {
  /** Inhabitants on 1 January: counted where the file has the year, carried forward after it. */
  readonly population: (sex: number, age: number, year: number) => number
  /** Deaths per person-year at an age, smoothed over neighbouring ages and years. */
  readonly mortality: (sex: number, age: number, year: number) => number
  /** Those who come to the country during a year and have reached `age` on the 1 January after. */
  readonly arrivals: (sex: number, age: number, year: number) => number
  /** Children born during a year who live on the 1 January after. */
  readonly births: (sex: number, year: number) => number
  /** Last year whose 1 January was counted. */
  readonly lastCounted: number
}

/** Share of an age that leaves the country in a year. */
export function leavingRate(age: number): number {
  return age >= 18 && age < 35 ? 0.013 : 0.003
}

/**
 * The population and mortality of Denmark, from `N.dk.csv` and `M.dk.csv` (R package Epi). Whoever is there beyond those
 * who stayed and lived has come to the country; after the last counted year the recent flows go on.
 */
export function nationalFigures(toYear: number): NationalFigures {
  const [counted = new Map<number, Float64Array>()] = readTables('N.dk.csv', ['N'])
  const lastCounted = Math.max(...counted.keys())
  const mortality = smoothedMortality()
  const population = new Map(counted)
  const arrivals = new Map<number, Float64Array>()
  for (let year = Math.min(...counted.keys()); year < toYear; year++) {
    const now = population.get(year)
    if (!now) throw new Error(`no population of ${year}`)
    const next =
      population.get(year + 1) ?? project(now, year, mortality, recent(arrivals, lastCounted), recent(counted, lastCounted))
    population.set(year + 1, next)
    arrivals.set(year, arrivalsOf(now, next, year, mortality))
  }
  const at = (table: ReadonlyMap<number, Float64Array>, sex: number, age: number, year: number) => {
    const row = table.get(year)
    if (!row) throw new RangeError(`no figures for ${year}`)
    return row[place(sex, age)] ?? 0
  }
  return {
    population: (sex, age, year) => at(population, sex, age, year),
    mortality,
    arrivals: (sex, age, year) => (age === 0 ? 0 : at(arrivals, sex, age, year)),
    births: (sex, year) => at(population, sex, 0, year + 1),
    lastCounted,
  }
}

function place(sex: number, age: number): number {
  return (sex - 1) * AGES + Math.min(age, AGES - 1)
}

/** Figures by year, then sex and age, one table for each column. */
function readTables(file: string, columns: readonly string[]): Map<number, Float64Array>[] {
  const tables = columns.map(() => new Map<number, Float64Array>())
  for (const record of readRecords(file, ',')) {
    const year = Number(field(record, 'P'))
    const at = place(Number(field(record, 'sex')), Number(field(record, 'A')))
    for (const [c, column] of columns.entries()) {
      const row = tables[c]?.get(year) ?? new Float64Array(2 * AGES)
      tables[c]?.set(year, row)
      row[at] = Number(field(record, column))
    }
  }
  return tables
}

/** Deaths over person-years of the age, its neighbours and the years beside; later years fall steadily. */
function smoothedMortality(): NationalFigures['mortality'] {
  const [deaths = new Map<number, Float64Array>(), years = new Map<number, Float64Array>()] = readTables('M.dk.csv', ['D', 'Y'])
  const [first, last] = [Math.min(...deaths.keys()), Math.max(...deaths.keys())]
  const kept = new Map<number, number>()
  return (sex, age, year) => {
    const known = Math.max(first, Math.min(last, year))
    const key = known * 1000 + place(sex, age)
    let rate = kept.get(key)
    if (rate === undefined) {
      rate = rateAround(deaths, years, sex, Math.min(age, AGES - 1), known)
      kept.set(key, rate)
    }
    // Nobody outlives the table: rates beyond its last age go on growing by about a tenth a year.
    const beyond = Math.max(0, age - (AGES - 1))
    return rate * 1.1 ** beyond * Math.exp(-YEARLY_FALL * Math.max(0, year - last))
  }
}

function rateAround(
  deaths: ReadonlyMap<number, Float64Array>,
  years: ReadonlyMap<number, Float64Array>,
  sex: number,
  age: number,
  year: number,
): number {
  let dead = 0
  let lived = 0
  // The first year of life is like no other.
  const [youngest, oldest] = age === 0 ? [0, 0] : [Math.max(1, age - 1), Math.min(AGES - 1, age + 1)]
  for (let y = year - 1; y <= year + 1; y++) {
    for (let a = youngest; a <= oldest; a++) {
      dead += deaths.get(y)?.[place(sex, a)] ?? 0
      lived += years.get(y)?.[place(sex, a)] ?? 0
    }
  }
  return lived > 0 ? dead / lived : 0
}

/** Share of those of an age on 1 January who are there a year later. */
function staying(sex: number, age: number, year: number, mortality: NationalFigures['mortality']): number {
  const rate = (mortality(sex, age, year) + mortality(sex, age + 1, year)) / 2
  return Math.exp(-rate) * (1 - leavingRate(age))
}

/** The figures of a year after the last counted one. */
function project(
  now: Float64Array,
  year: number,
  mortality: NationalFigures['mortality'],
  arrivals: Float64Array,
  newborn: Float64Array,
): Float64Array {
  const next = new Float64Array(2 * AGES)
  for (const sex of SEXES) {
    next[place(sex, 0)] = newborn[place(sex, 0)] ?? 0
    for (let age = 0; age < AGES; age++) {
      const to = place(sex, age + 1)
      const stayed = (now[place(sex, age)] ?? 0) * staying(sex, age, year, mortality)
      next[to] = (next[to] ?? 0) + stayed
    }
    for (let age = 1; age < AGES - 1; age++)
      next[place(sex, age)] = (next[place(sex, age)] ?? 0) + (arrivals[place(sex, age)] ?? 0)
  }
  return next
}

function arrivalsOf(now: Float64Array, next: Float64Array, year: number, mortality: NationalFigures['mortality']): Float64Array {
  const came = new Float64Array(2 * AGES)
  for (const sex of SEXES) {
    for (let age = 1; age < AGES - 1; age++) {
      const stayed = (now[place(sex, age - 1)] ?? 0) * staying(sex, age - 1, year, mortality)
      came[place(sex, age)] = Math.max(0, (next[place(sex, age)] ?? 0) - stayed)
    }
  }
  return came
}

/** Mean of the last years that were counted. */
function recent(table: ReadonlyMap<number, Float64Array>, last: number): Float64Array {
  const mean = new Float64Array(2 * AGES)
  for (let year = last - RECENT_YEARS; year < last; year++) {
    for (const [at, figure] of (table.get(year) ?? []).entries()) mean[at] = (mean[at] ?? 0) + figure / RECENT_YEARS
  }
  return mean
}
