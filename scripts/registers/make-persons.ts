import { newYear } from './calendar.ts'
import { type Contact, contactsOf } from './contact-model.ts'
import type { Person } from './population-model.ts'
import { createRandom } from './random.ts'
import { EMPTY, type RowWriter } from './row-writer.ts'
import type { SyntheticModels } from './synthetic-models.ts'
import type { SyntheticSize, TableName } from './synthetic-size.ts'

export type Writers = Readonly<Record<TableName, RowWriter>>

/** Streams of chance of a person, apart, so that a change in one register leaves the others as they are. */
const [LIFE, CONTACTS, PRESCRIPTIONS, DEATH, CANCER] = [0, 1, 2, 3, 4]
const STREAM_STEP = 0x3779b97f

/** Makes the persons of a range and writes their rows, numbered within the range. Who a person is depends on nobody else. */
export function makePersons(
  models: SyntheticModels,
  size: SyntheticSize,
  from: number,
  to: number,
  writers: Writers,
  onProgress: (persons: number) => void,
): void {
  const { events, prescriptions } = size.years
  const { fromYear, toYear } = size.years.population
  let contactId = 0
  for (let id = from; id <= to; id++) {
    const random = (stream: number) => createRandom(size.seed + stream * STREAM_STEP, id)
    const person = models.population.createPerson(random(LIFE))
    for (let year = fromYear; year <= toYear; year++) addStay(writers, id, person, year, fromYear)
    const { regionOf } = models.population.residence
    for (const contact of contactsOf(person, events, fromYear, regionOf, models.diagnoses, random(CONTACTS)))
      addContact(writers, id, ++contactId, person.sex, contact)
    addPrescriptions(writers, id, person, models, prescriptions, fromYear, random(PRESCRIPTIONS))
    addDeath(writers, id, person, models, events, fromYear, random(DEATH))
    addTumours(writers, id, person, models, events, fromYear, random(CANCER))
    if (id % 1000 === 0) onProgress(id - from + 1)
  }
}

/** A row when the person lives in the country on 1 January. */
function addStay({ folketal }: Writers, id: number, person: Person, year: number, firstYear: number): void {
  const { bornIn, bornOn } = person
  const day = newYear(year)
  if (day < person.cameOn || day >= person.goneOn) return
  // Completed years on 1 January: the years between, and none for the year of birth itself.
  const age = bornOn === newYear(bornIn) ? year - bornIn : Math.max(0, year - bornIn - 1)
  const place = person.municipalities[year - firstYear] ?? 0
  folketal.add(id, year, person.sex, age, place === 0 ? EMPTY : place, person.civilStatus[year - firstYear] ?? 0, bornOn)
}

function addContact({ kontakt, diagnose }: Writers, person: number, id: number, sex: number, contact: Contact): void {
  const { startedOn, secondOfDay, year, type, priority, hospitalRegion, municipality, age, nights, diagnoses } = contact
  const action = diagnoses[0]?.code ?? EMPTY
  kontakt.add(person, id, startedOn, secondOfDay, year, type, priority, action, hospitalRegion, municipality, age, sex, nights)
  for (const diagnosis of diagnoses) diagnose.add(person, id, diagnosis.code, diagnosis.type, diagnosis.isDisproved)
}

type Random = ReturnType<typeof createRandom>
type Range = { readonly fromYear: number; readonly toYear: number }

function addPrescriptions(
  { recept }: Writers,
  id: number,
  person: Person,
  models: SyntheticModels,
  years: Range,
  first: number,
  random: Random,
) {
  for (const { day, year, age, municipality, substance, packs, doses, priceOre, company } of models.prescriptions.dispensingsOf(
    person,
    years,
    first,
    random,
  ))
    recept.add(id, recept.rows() + 1, day, year, person.sex, age, municipality, substance, packs, doses, priceOre, company)
}

function addDeath(
  { doedsfald }: Writers,
  id: number,
  person: Person,
  models: SyntheticModels,
  years: Range,
  first: number,
  random: Random,
) {
  const death = models.deaths.deathOf(person, years, first, random)
  if (death) doedsfald.add(id, death.day, death.year, person.sex, death.age, death.municipality, death.cause, death.manner)
}

function addTumours(
  { tumor }: Writers,
  id: number,
  person: Person,
  models: SyntheticModels,
  years: Range,
  first: number,
  random: Random,
) {
  for (const { day, year, age, municipality, site, stage, basis } of models.cancers.tumoursOf(person, years, first, random))
    tumor.add(id, tumor.rows() + 1, day, year, person.sex, age, municipality, site, stage, basis)
}
