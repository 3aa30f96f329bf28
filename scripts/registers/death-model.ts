import { icd10, UNKNOWN_DIAGNOSIS } from '../../prisma/seed-data/icd10.ts'
import { DAYS_PER_YEAR, type Years } from './calendar.ts'
import type { DiagnosisModel } from './diagnosis-model.ts'
import type { Onset } from './disease-model.ts'
import type { Person } from './population-model.ts'
import type { Random } from './random.ts'
import { EMPTY } from './row-writer.ts'
import { weightedChoice } from './weighted-choice.ts'

export const MANNERS = ['naturlig', 'ulykke', 'selvmord', 'vold', 'uoplyst']
const [NATURAL, ACCIDENT, SUICIDE, VIOLENCE, UNKNOWN] = [0, 1, 2, 3, 4]

export interface Death {
  readonly day: number
  readonly year: number
  readonly age: number
  readonly municipality: number
  /** Position in the dictionary of causes; empty when no certificate was sent. */
  readonly cause: number
  readonly manner: number
}

export interface DeathModel {
  /** Underlying causes as SKS codes, in order. */
  readonly dictionary: readonly string[]
  readonly deathOf: (person: Person, years: Years, populationFrom: number, random: Random) => Death | null
}

/** Causes of those who die of none of their lasting diseases, by upper age: category and relative frequency. */
const OTHER_CAUSES: readonly (readonly [upper: number, causes: readonly (readonly [string, number])[]])[] = [
  [
    0,
    [
      ['P07', 30],
      ['Q21', 14],
      ['P22', 10],
      ['P21', 10],
      ['Q90', 3],
      ['R95', 6],
    ],
  ],
  [
    24,
    [
      ['X70', 18],
      ['V43', 12],
      ['V23', 6],
      ['V03', 4],
      ['X42', 6],
      ['Q21', 4],
      ['G80', 4],
      ['W69', 3],
      ['X99', 2],
      ['R99', 6],
    ],
  ],
  [
    44,
    [
      ['X70', 18],
      ['X42', 14],
      ['X44', 8],
      ['V43', 7],
      ['F10', 6],
      ['I46', 4],
      ['X95', 1],
      ['R99', 9],
      ['I21', 6],
      ['G12', 3],
    ],
  ],
  [
    64,
    [
      ['I21', 20],
      ['F10', 12],
      ['X70', 8],
      ['J18', 6],
      ['I46', 6],
      ['I71', 4],
      ['A41', 5],
      ['W19', 4],
      ['I26', 4],
      ['R99', 12],
    ],
  ],
  [
    150,
    [
      ['I21', 16],
      ['J18', 16],
      ['R54', 18],
      ['I46', 8],
      ['A41', 7],
      ['N39', 6],
      ['W19', 6],
      ['I71', 5],
      ['K56', 4],
      ['I35', 6],
      ['R99', 14],
      ['X70', 1],
    ],
  ],
]
/** Share of the others whose cause may be anything: the long tail. */
const ANYTHING = 0.22
const NO_CERTIFICATE = 0.01

/** The cause of a death: the lasting diseases by what they add to mortality, or something that comes at that age. */
export function createDeathModel(diagnoses: DiagnosisModel): DeathModel {
  const categories = icd10().nodes.filter((node) => node.level === 'code3' && node.code !== UNKNOWN_DIAGNOSIS)
  const dictionary = categories.map((node) => `D${node.code}`).toSorted()
  const position = new Map(dictionary.map((code, at) => [code, at]))
  const bands = OTHER_CAUSES.map(([upper, causes]) => ({
    upper,
    causes: causes.map(([code]) => position.get(`D${code}`) ?? unknownCause(code)),
    draw: weightedChoice(causes.map(([, weight]) => weight)),
  }))
  const categoryOf = (diagnosis: number) => position.get((diagnoses.dictionary[diagnosis] ?? '').slice(0, 4)) ?? 0

  function causeOf(person: Person, age: number, random: Random): number {
    const disease = deadliest(person.onsets, (person.goneOn - person.bornOn) / DAYS_PER_YEAR, random)
    if (disease) return categoryOf(diagnoses.drawOf(disease, person.sex, random))
    if (age > 0 && random.uniform() < ANYTHING) return categoryOf(diagnoses.draw(person.sex, age, random))
    const band = bands.find(({ upper }) => age <= upper)
    return band?.causes[band.draw(random)] ?? 0
  }

  return {
    dictionary,
    deathOf(person, { fromYear, toYear }, populationFrom, random) {
      if (!person.isDead) return null
      const year = new Date(person.goneOn * 86_400_000).getUTCFullYear()
      if (year < fromYear || year > toYear) return null
      const age = Math.floor((person.goneOn - person.bornOn) / DAYS_PER_YEAR)
      const municipality = person.municipalities[year - populationFrom] ?? 0
      const cause = causeOf(person, age, random)
      const isCertified = random.uniform() >= NO_CERTIFICATE
      return {
        day: person.goneOn,
        year,
        age,
        municipality: municipality === 0 ? EMPTY : municipality,
        cause: isCertified ? cause : EMPTY,
        manner: isCertified ? mannerOf(dictionary[cause] ?? '') : UNKNOWN,
      }
    },
  }
}

function unknownCause(code: string): never {
  throw new Error(`no category ${code}`)
}

/** Draws among the fatal diseases in proportion to what each adds to mortality; null for something else. */
function deadliest(onsets: readonly Onset[], age: number, random: Random): Onset['condition'] | null {
  let left = 1
  const risks: { condition: Onset['condition']; added: number }[] = []
  for (const { condition, age: begun } of onsets) {
    if (begun > age) break
    const { early, mortality, isFatal } = condition
    const added = (early && age < begun + early.years ? early.mortality : mortality) - 1
    if (!isFatal || added <= 0) continue
    risks.push({ condition, added })
    left += added
  }
  let draw = random.uniform() * left
  for (const { condition, added } of risks) {
    draw -= added
    if (draw < 0) return condition
  }
  return null
}

function mannerOf(cause: string): number {
  if (/^DX[67]|^DX8[0-4]/.test(cause)) return SUICIDE
  if (/^DX(8[5-9]|9)|^DY0/.test(cause)) return VIOLENCE
  return /^D[VWX]/.test(cause) ? ACCIDENT : NATURAL
}
