import { DAYS_PER_YEAR, newYear, type Years } from './calendar.ts'
import type { DiagnosisModel } from './diagnosis-model.ts'
import type { Person } from './population-model.ts'
import type { Random } from './random.ts'
import { EMPTY } from './row-writer.ts'

export const STAGES = ['lokal', 'regional', 'fjern']
export const BASES = ['histologi', 'klinik', 'doedsattest']

export interface Tumour {
  readonly day: number
  readonly year: number
  readonly age: number
  readonly municipality: number
  /** Position in the dictionary of sites. */
  readonly site: number
  readonly stage: number
  readonly basis: number
}

export interface CancerModel {
  /** Sites as SKS codes, in order. */
  readonly dictionary: readonly string[]
  readonly tumoursOf: (person: Person, years: Years, populationFrom: number, random: Random) => Tumour[]
}

const STAGE_UNKNOWN = 0.12

/** New tumours are the cancers among a person's lasting diseases; deadly ones are found late. */
export function createCancerModel(diagnoses: DiagnosisModel): CancerModel {
  const dictionary = [...new Set(diagnoses.dictionary.filter((code) => code.startsWith('DC')).map((code) => code.slice(0, 4)))]
  const position = new Map(dictionary.map((code, at) => [code, at]))
  return {
    dictionary,
    tumoursOf(person, { fromYear, toYear }, populationFrom, random) {
      const from = Math.max(newYear(fromYear), person.cameOn)
      const to = Math.min(newYear(toYear + 1), person.goneOn)
      const tumours: Tumour[] = []
      for (const { condition, age } of person.onsets) {
        const day = Math.floor(person.bornOn + age * DAYS_PER_YEAR)
        if (!condition.isCancer || day < from || day >= to) continue
        const code = diagnoses.dictionary[diagnoses.drawOf(condition, person.sex, random)] ?? ''
        const year = new Date(day * 86_400_000).getUTCFullYear()
        const municipality = person.municipalities[year - populationFrom] ?? 0
        tumours.push({
          day,
          year,
          age: Math.floor(age),
          municipality: municipality === 0 ? EMPTY : municipality,
          site: position.get(code.slice(0, 4)) ?? EMPTY,
          stage: stageOf(condition.early?.mortality ?? 1, random),
          basis: basisOf(random),
        })
      }
      return tumours
    },
  }
}

function stageOf(deadliness: number, random: Random): number {
  if (random.uniform() < STAGE_UNKNOWN) return EMPTY
  const far = Math.min(0.6, 0.05 + deadliness / 60)
  const draw = random.uniform()
  return draw < far ? 2 : draw < far + 0.25 ? 1 : 0
}

function basisOf(random: Random): number {
  const draw = random.uniform()
  return draw < 0.93 ? 0 : draw < 0.99 ? 1 : 2
}
