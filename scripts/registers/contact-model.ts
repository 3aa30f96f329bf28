import type { DiagnosisModel } from './diagnosis-model.ts'
import { FIRST_YEAR, newYear, type Person } from './population-model.ts'
import type { Random } from './random.ts'
import { EMPTY } from './row-writer.ts'

export const CONTACT_TYPES = ['ALCA00', 'ALCA03']
export const PRIORITIES = ['ATA1', 'ATA3']
export const DIAGNOSIS_TYPES = ['A', 'B', 'G']

/** Yearly contacts by age: upper age and mean for men and women. */
const CONTACTS: readonly (readonly [number, number, number])[] = [
  [0, 1.6, 1.5],
  [14, 0.5, 0.45],
  [24, 0.55, 0.75],
  [44, 0.6, 1.2],
  [64, 1.0, 1.1],
  [79, 2.0, 1.8],
  [150, 2.4, 2.2],
]

const HOSPITAL_REGIONS = [1081, 1082, 1083, 1084, 1085]
const DAYS_PER_YEAR = 365.25

export interface Contact {
  readonly startedOn: number
  readonly secondOfDay: number
  readonly year: number
  readonly age: number
  readonly municipality: number
  readonly hospitalRegion: number
  readonly type: number
  readonly priority: number
  readonly diagnoses: readonly { readonly code: number; readonly type: number; readonly isDisproved: number }[]
}

/** A person's hospital contacts from `fromYear` to `toYear`, in order of time. Illness clusters: some have many, most have few. */
export function contactsOf(
  person: Person,
  years: { fromYear: number; toYear: number },
  regionOf: ReadonlyMap<number, number>,
  model: DiagnosisModel,
  random: Random,
): Contact[] {
  const frailty = Math.exp(0.9 * random.normal() - 0.4)
  const chronic: number[] = []
  const contacts: Contact[] = []
  for (let year = years.fromYear; year <= years.toYear; year++) {
    const from = Math.max(newYear(year), person.bornOn)
    const to = Math.min(newYear(year + 1), person.goneOn)
    if (to <= from) continue
    const age = Math.floor((from - person.bornOn) / DAYS_PER_YEAR)
    const mean = meanContacts(age, person.sex) * frailty * ((to - from) / DAYS_PER_YEAR)
    const days = Array.from({ length: random.poisson(Math.min(25, mean)) }, () => from + random.below(to - from)).sort(
      (a, b) => a - b,
    )
    for (const day of days) contacts.push(contactOn(day, year, person, chronic, regionOf, model, random))
  }
  return contacts
}

function meanContacts(age: number, sex: number): number {
  const band = CONTACTS.find(([upper]) => age <= upper)
  return (sex === 1 ? band?.[1] : band?.[2]) ?? 0
}

function contactOn(
  day: number,
  year: number,
  person: Person,
  chronic: number[],
  regionOf: ReadonlyMap<number, number>,
  model: DiagnosisModel,
  random: Random,
): Contact {
  const age = Math.floor((day - person.bornOn) / DAYS_PER_YEAR)
  const action = chooseDiagnosis(person.sex, age, chronic, model, random)
  const isAcute = random.uniform() < (model.isAcute(action) ? 0.8 : 0.25)
  const municipality = person.municipalities[year - FIRST_YEAR] ?? 0
  return {
    startedOn: day,
    secondOfDay: random.below(86_400),
    year,
    age,
    municipality: municipality === 0 ? EMPTY : municipality,
    hospitalRegion: hospitalRegion(regionOf.get(municipality), random),
    type: random.uniform() < 0.004 ? EMPTY : random.uniform() < (isAcute ? 0.98 : 0.84) ? 0 : 1,
    priority: isAcute ? 0 : 1,
    diagnoses: [
      { code: random.uniform() < 0.002 ? EMPTY : action, type: 0, isDisproved: random.uniform() < 0.01 ? 1 : 0 },
      ...furtherDiagnoses(person.sex, age, action, chronic, model, random),
    ],
  }
}

/** Nearly half of all contacts concern something the person came for before. */
function chooseDiagnosis(sex: number, age: number, chronic: number[], model: DiagnosisModel, random: Random): number {
  if (chronic.length > 0 && random.uniform() < 0.45) return chronic[random.below(chronic.length)] ?? 0
  const diagnosis = model.draw(sex, age, random)
  if (chronic.length < 4 && random.uniform() < 0.35) chronic.push(diagnosis)
  return diagnosis
}

function furtherDiagnoses(
  sex: number,
  age: number,
  action: number,
  chronic: readonly number[],
  model: DiagnosisModel,
  random: Random,
) {
  const further: { code: number; type: number; isDisproved: number }[] = []
  const seen = new Set([action])
  for (let left = random.poisson(0.35 + age / 110); left > 0; left--) {
    const isChronic = chronic.length > 0 && random.uniform() < 0.6
    const code = isChronic ? (chronic[random.below(chronic.length)] ?? 0) : model.draw(sex, age, random)
    if (seen.has(code)) continue
    seen.add(code)
    further.push({ code, type: random.uniform() < 0.05 ? 2 : 1, isDisproved: random.uniform() < 0.015 ? 1 : 0 })
  }
  return further
}

function hospitalRegion(home: number | undefined, random: Random): number {
  if (random.uniform() < 0.002) return EMPTY
  if (home !== undefined && random.uniform() < 0.93) return home
  return HOSPITAL_REGIONS[random.below(HOSPITAL_REGIONS.length)] ?? EMPTY
}
