import { DAYS_PER_YEAR, newYear, type Years } from './calendar.ts'
import type { DiagnosisModel } from './diagnosis-model.ts'
import { burden } from './disease-model.ts'
import type { Person } from './population-model.ts'
import type { Random } from './random.ts'
import { EMPTY } from './row-writer.ts'

/** LPR3's ways of meeting, then LPR2's kinds of patient. */
export const CONTACT_TYPES = ['ALCA00', 'ALCA03', 'P0', 'P2', 'P3']
const [IN_PERSON, VIRTUAL, INPATIENT, OUTPATIENT, EMERGENCY] = [0, 1, 2, 3, 4]
export const PRIORITIES = ['ATA1', 'ATA3']
export const DIAGNOSIS_TYPES = ['A', 'B', 'G']

/** 3 February 2019: LPR3 takes over from LPR2. */
const LPR3_FROM = newYear(2019) + 33
/** From 2014 emergency visits are acute outpatient contacts. */
const EMERGENCY_UNTIL = newYear(2014)
/** LPR2 gathers visits of one course in one contact. */
const LPR2_SHARE = 0.72

/** Yearly contacts by age that no lasting disease is behind: upper age and mean for men and women. */
const CONTACTS: readonly (readonly [number, number, number])[] = [
  [0, 1.4, 1.3],
  [14, 0.34, 0.3],
  [24, 0.32, 0.45],
  [44, 0.3, 0.75],
  [64, 0.35, 0.42],
  [79, 0.5, 0.48],
  [150, 0.6, 0.55],
]
/** Contacts in the year after a disease was found, over those in later years. */
const FIRST_YEAR_CONTACTS = 2.5
const MOST_CONTACTS = 25

const HOSPITAL_REGIONS = [1081, 1082, 1083, 1084, 1085]

export interface Contact {
  readonly startedOn: number
  readonly secondOfDay: number
  readonly year: number
  readonly age: number
  readonly municipality: number
  readonly hospitalRegion: number
  readonly type: number
  readonly priority: number
  /** Nights in hospital. */
  readonly nights: number
  readonly diagnoses: readonly { readonly code: number; readonly type: number; readonly isDisproved: number }[]
}

/** What is known of a person while contacts are made. */
interface Patient {
  readonly person: Person
  readonly populationFrom: number
  /** Day on which each lasting disease begins, and the diagnosis it has. */
  readonly diseases: readonly { readonly day: number; readonly code: number; readonly contacts: number }[]
  /** Diagnoses the person came for before and comes for again. */
  readonly known: number[]
}

/**
 * A person's hospital contacts in the years, in order of time: for lasting diseases, most in their first year, and for all
 * else. Illness clusters: some have many, most have few.
 */
export function contactsOf(
  person: Person,
  years: Years,
  populationFrom: number,
  regionOf: ReadonlyMap<number, number>,
  model: DiagnosisModel,
  random: Random,
): Contact[] {
  const proneness = Math.exp(0.9 * random.normal() - 0.4) * burden(person.municipalities[0] ?? 0)
  const diseases = person.onsets
    .map(({ condition, age }) => ({ condition, day: Math.floor(person.bornOn + age * DAYS_PER_YEAR) }))
    .filter(({ day }) => day < person.goneOn)
    .map(({ condition, day }) => ({ day, code: model.drawOf(condition, person.sex, random), contacts: condition.contacts }))
  const patient: Patient = { person, populationFrom, diseases, known: [] }
  const contacts: Contact[] = []
  for (let year = years.fromYear; year <= years.toYear; year++) {
    const from = Math.max(newYear(year), person.cameOn)
    const to = Math.min(newYear(year + 1), person.goneOn)
    if (to <= from) continue
    for (const { day, code } of visits(patient, from, to, proneness, random)) {
      if (day < LPR3_FROM && random.uniform() > LPR2_SHARE) continue
      contacts.push(contactOn(day, year, code, patient, regionOf, model, random))
    }
  }
  return contacts
}

/** Days of contacts between two days, each with the disease it is for; -1 for anything else. */
function visits({ person, diseases }: Patient, from: number, to: number, proneness: number, random: Random) {
  const found: { day: number; code: number }[] = []
  const add = (mean: number, first: number, code: number) => {
    for (let left = random.poisson(Math.min(MOST_CONTACTS, mean)); left > 0; left--) {
      found.push({ day: first + random.below(to - first), code })
    }
  }
  const age = Math.floor((from - person.bornOn) / DAYS_PER_YEAR)
  add((meanContacts(age, person.sex) * proneness * (to - from)) / DAYS_PER_YEAR, from, -1)
  for (const { day, code, contacts } of diseases) {
    if (day >= to) continue
    const first = Math.max(from, day)
    const isNew = first - day < DAYS_PER_YEAR
    add((contacts * (isNew ? FIRST_YEAR_CONTACTS : 1) * (to - first)) / DAYS_PER_YEAR, first, code)
  }
  return found.sort((a, b) => a.day - b.day)
}

function meanContacts(age: number, sex: number): number {
  const band = CONTACTS.find(([upper]) => age <= upper)
  return (sex === 1 ? band?.[1] : band?.[2]) ?? 0
}

function contactOn(
  day: number,
  year: number,
  disease: number,
  patient: Patient,
  regionOf: ReadonlyMap<number, number>,
  model: DiagnosisModel,
  random: Random,
): Contact {
  const { person, populationFrom } = patient
  const age = Math.floor((day - person.bornOn) / DAYS_PER_YEAR)
  const action = disease >= 0 ? disease : chooseDiagnosis(person.sex, age, patient.known, model, random)
  const isAcute = random.uniform() < (model.isAcute(action) ? 0.8 : 0.25)
  const nights = nightsOf(isAcute, age, random)
  const municipality = person.municipalities[year - populationFrom] ?? 0
  return {
    startedOn: day,
    secondOfDay: random.below(86_400),
    year,
    age,
    municipality: municipality === 0 ? EMPTY : municipality,
    hospitalRegion: hospitalRegion(regionOf.get(municipality), random),
    type: day < LPR3_FROM ? typeInLpr2(day, isAcute, nights) : typeInLpr3(isAcute, nights, random),
    priority: isAcute ? 0 : 1,
    nights,
    diagnoses: [
      { code: random.uniform() < 0.002 ? EMPTY : action, type: 0, isDisproved: disproved(day, 0.01, random) },
      ...furtherDiagnoses(day, age, action, patient, model, random),
    ],
  }
}

/** Most go home the same day; the old stay longest. */
function nightsOf(isAcute: boolean, age: number, random: Random): number {
  if (random.uniform() > (isAcute ? 0.35 : 0.06)) return 0
  const mean = 2 + age / 25
  return 1 + Math.floor(-Math.log(1 - random.uniform()) * mean)
}

function typeInLpr2(day: number, isAcute: boolean, nights: number): number {
  if (nights > 0) return INPATIENT
  return isAcute && day < EMERGENCY_UNTIL ? EMERGENCY : OUTPATIENT
}

function typeInLpr3(isAcute: boolean, nights: number, random: Random): number {
  const draw = random.uniform()
  if (random.uniform() < 0.004) return EMPTY
  return nights > 0 || draw < (isAcute ? 0.98 : 0.82) ? IN_PERSON : VIRTUAL
}

/** Only LPR3 knows diagnoses that were disproved later. */
function disproved(day: number, share: number, random: Random): number {
  return random.uniform() < share && day >= LPR3_FROM ? 1 : 0
}

/** Of contacts without a lasting disease a third concerns something the person came for before. */
function chooseDiagnosis(sex: number, age: number, known: number[], model: DiagnosisModel, random: Random): number {
  if (known.length > 0 && random.uniform() < 0.35) return known[random.below(known.length)] ?? 0
  const diagnosis = model.draw(sex, age, random)
  if (known.length < 4 && random.uniform() < 0.3) known.push(diagnosis)
  return diagnosis
}

function furtherDiagnoses(day: number, age: number, action: number, patient: Patient, model: DiagnosisModel, random: Random) {
  const { person, diseases, known } = patient
  const further: { code: number; type: number; isDisproved: number }[] = []
  const lasting = diseases.filter((disease) => disease.day <= day)
  const all = lasting.length + known.length
  for (let left = random.poisson(0.3 + age / 130); left > 0; left--) {
    const at = random.below(Math.max(1, all))
    const isOld = all > 0 && random.uniform() < 0.65
    const code = isOld ? (lasting[at]?.code ?? known[at - lasting.length] ?? 0) : model.draw(person.sex, age, random)
    if (code === action || further.some((other) => other.code === code)) continue
    further.push({ code, type: random.uniform() < 0.05 ? 2 : 1, isDisproved: disproved(day, 0.015, random) })
  }
  return further
}

function hospitalRegion(home: number | undefined, random: Random): number {
  if (random.uniform() < 0.002) return EMPTY
  if (home !== undefined && random.uniform() < 0.93) return home
  return HOSPITAL_REGIONS[random.below(HOSPITAL_REGIONS.length)] ?? EMPTY
}
