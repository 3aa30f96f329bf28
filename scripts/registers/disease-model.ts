import { CONDITIONS, type Condition } from './conditions.ts'
import { AGES } from './national-figures.ts'
import { createRandom, mix, type Random } from './random.ts'

/** Age by which everybody has died. */
export const LAST_AGE = 110
const KNOT_YEARS = 20
/** Spread of the proneness to all diseases; its mean is 1. */
const PRONENESS_SPREAD = 0.5
/** Persons of each sex by whom the mean mortality of each age is worked out. */
const MODEL_PERSONS = 8000
const MODEL_SEED = 77

/** A disease a person gets at some age. */
export interface Onset {
  readonly condition: Condition
  /** Years, with a fraction. */
  readonly age: number
}

export interface DiseaseModel {
  /** Everything a person gets in a life of `LAST_AGE` years, earliest first. `alive` years of life without death are given. */
  readonly life: (sex: number, place: number, aliveAt: number, random: Random) => readonly Onset[]
  /** Mortality at an age over the mean of those who live at that age. */
  readonly excess: (sex: number, age: number, onsets: readonly Onset[]) => number
}

/**
 * Diseases begin by their own incidence, more in some municipalities and in persons who are prone to them. Mortality grows
 * with what a person has; it is divided by the mean of the living, so that together they die as the nation does. Whoever
 * is `aliveAt` an age had less chance to be there with every deadly disease before it (rejection sampling).
 */
export function createDiseaseModel(
  mortality: (sex: number, age: number) => number,
  drawPlace: (random: Random) => number,
): DiseaseModel {
  const cumulative = [1, 2].map((sex) => CONDITIONS.map((condition) => cumulativeIncidence(condition, sex)))
  const draw = (sex: number, place: number, random: Random): Onset[] => {
    const proneness = Math.exp(PRONENESS_SPREAD * random.normal() - PRONENESS_SPREAD ** 2 / 2) * burden(place)
    const onsets: Onset[] = []
    for (const [c, condition] of CONDITIONS.entries()) {
      const table = cumulative[sex - 1]?.[c]
      const draw = random.uniform()
      // Most never get a disease: the chance of it is less than what is expected, which spares nearly all logarithms.
      if (!table || draw >= (table[LAST_AGE] ?? 0) * proneness) continue
      const needed = -Math.log(1 - draw) / proneness
      if (needed < (table[LAST_AGE] ?? 0)) onsets.push({ condition, age: ageAt(table, needed) })
    }
    return onsets.sort((a, b) => a.age - b.age)
  }
  const mean = [1, 2].map((sex) => {
    const lives = Array.from({ length: MODEL_PERSONS }, (_, i) => {
      const random = createRandom(MODEL_SEED, i)
      return draw(sex, drawPlace(random), random)
    })
    return meanMortality(sex, mortality, lives)
  })
  const hazard = [1, 2].map((sex) => cumulativeHazard(sex, mortality, mean[sex - 1] ?? new Float64Array(0)))
  return {
    life(sex, place, aliveAt, random) {
      for (;;) {
        const onsets = draw(sex, place, random)
        const beyondOthers = aliveAt <= 0 ? 0 : hazardBefore(aliveAt, onsets, hazard[sex - 1] ?? new Float64Array(0))
        if (beyondOthers <= 0 || random.uniform() < Math.exp(-beyondOthers)) return onsets
      }
    },
    excess: (sex, age, onsets) => mortalityOf(onsets, age) / (mean[sex - 1]?.[Math.min(LAST_AGE, Math.floor(age))] ?? 1),
  }
}

/** Relative burden of disease of a municipality, 0.8 to 1.2, the same on every run. */
export function burden(place: number): number {
  return 0.8 + (0.4 * (mix(place * 7919 + 13) >>> 0)) / 4_294_967_296
}

/** Product of what the diseases a person has at an age add to mortality. */
export function mortalityOf(onsets: readonly Onset[], age: number): number {
  let product = 1
  for (const { condition, age: begun } of onsets) {
    if (begun > age) break
    const { early, mortality } = condition
    product *= early && age < begun + early.years ? early.mortality : mortality
  }
  return product
}

/** Expected cases by each whole age, by linear interpolation between the knots. */
function cumulativeIncidence({ incidence, women }: Condition, sex: number): Float64Array {
  const table = new Float64Array(LAST_AGE + 1)
  for (let age = 0; age < LAST_AGE; age++) {
    const knot = Math.min(incidence.length - 2, Math.floor(age / KNOT_YEARS))
    const share = Math.min(1, (age + 0.5 - knot * KNOT_YEARS) / KNOT_YEARS)
    const perYear = (incidence[knot] ?? 0) * (1 - share) + (incidence[knot + 1] ?? 0) * share
    table[age + 1] = (table[age] ?? 0) + (perYear * (sex === 2 ? women : 1)) / 100_000
  }
  return table
}

/** The age at which a rising table reaches a value, by halving and interpolation. */
function ageAt(table: Float64Array, value: number): number {
  let low = 0
  let high = LAST_AGE
  while (high - low > 1) {
    const middle = (low + high) >> 1
    if ((table[middle] ?? 0) <= value) low = middle
    else high = middle
  }
  const from = table[low] ?? 0
  const step = (table[high] ?? 0) - from
  return step > 0 ? low + (value - from) / step : low
}

/** Rounds of approximation: the most ill die within the year, so that hazards do not simply add up. */
const ROUNDS = 4

/**
 * National mortality at each age divided by what this gives for the mortality of somebody without any disease, so that the
 * living together die as the nation does: a cohort is followed through life.
 */
function meanMortality(
  sex: number,
  mortality: (sex: number, age: number) => number,
  lives: readonly (readonly Onset[])[],
): Float64Array {
  const weights = new Float64Array(MODEL_PERSONS).fill(1)
  const risks = new Float64Array(MODEL_PERSONS)
  const mean = new Float64Array(LAST_AGE + 1)
  for (let age = 0; age <= LAST_AGE; age++) {
    const rate = mortality(sex, Math.min(age, AGES - 1))
    let living = 0
    for (let i = 0; i < MODEL_PERSONS; i++) {
      risks[i] = mortalityOf(lives[i] ?? [], age + 0.5)
      living += weights[i] ?? 0
    }
    // Far out nearly nobody of the model is left; the last figure that rests on persons is kept.
    let divisor = mean[age - 1] ?? 1
    for (let round = 0; round < ROUNDS && living > MODEL_PERSONS / 100; round++) {
      let dead = 0
      for (let i = 0; i < MODEL_PERSONS; i++) dead += (weights[i] ?? 0) * (1 - Math.exp((-rate * (risks[i] ?? 1)) / divisor))
      divisor *= dead / (living * (1 - Math.exp(-rate)))
    }
    mean[age] = divisor
    for (let i = 0; i < MODEL_PERSONS; i++) weights[i] = (weights[i] ?? 0) * Math.exp((-rate * (risks[i] ?? 1)) / divisor)
  }
  return mean
}

/** What somebody without any disease has gathered of the hazard of death by each age. */
function cumulativeHazard(sex: number, mortality: (sex: number, age: number) => number, mean: Float64Array): Float64Array {
  const table = new Float64Array(LAST_AGE + 1)
  for (let age = 0; age < LAST_AGE; age++) {
    table[age + 1] = (table[age] ?? 0) + mortality(sex, Math.min(age, AGES - 1)) / (mean[age] || 1)
  }
  return table
}

/** Hazard of death gathered until an age beyond that of somebody without any disease. */
function hazardBefore(until: number, onsets: readonly Onset[], hazard: Float64Array): number {
  const whole = Math.min(LAST_AGE, Math.floor(until))
  let sum = 0
  for (let age = Math.floor(onsets[0]?.age ?? whole); age < whole; age++) {
    sum += (mortalityOf(onsets, age + 0.5) - 1) * ((hazard[age + 1] ?? 0) - (hazard[age] ?? 0))
  }
  return sum
}
