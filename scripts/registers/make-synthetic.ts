import { setImmediate } from 'node:timers/promises'
import type { DuckDBConnection } from '@duckdb/node-api'
import { field, readRecords } from '../../prisma/seed-data/read-psv.ts'
import { CONTACT_TYPES, type Contact, contactsOf, DIAGNOSIS_TYPES, PRIORITIES } from './contact-model.ts'
import { createDiagnosisModel } from './diagnosis-model.ts'
import { CIVIL_STATUS, createPopulationModel, FIRST_YEAR, LAST_YEAR, newYear, type Person } from './population-model.ts'
import { createRandom } from './random.ts'
import { createRowWriter, EMPTY, type RowWriter } from './row-writer.ts'

export interface SyntheticSize {
  readonly persons: number
  readonly seed: number
  /** Years of hospital contacts. */
  readonly fromYear: number
  readonly toYear: number
}

/** Dictionaries of the integer columns, and the tables the rows were written to. */
export interface SyntheticTables {
  readonly contactDictionaries: Record<string, string[]>
  readonly populationDictionaries: Record<string, string[]>
  readonly contacts: number
  readonly stays: number
}

interface Writers {
  readonly folketal: RowWriter
  readonly kontakt: RowWriter
  readonly diagnose: RowWriter
}

const PERSONS_PER_PAUSE = 5000

/** Makes every person in turn and writes the tables `folketal`, `kontakt` and `diagnose` in order of person. */
export async function makeSynthetic(
  connection: DuckDBConnection,
  size: SyntheticSize,
  onProgress: (share: number) => void,
): Promise<SyntheticTables> {
  const createPerson = createPopulationModel()
  const diagnoses = createDiagnosisModel()
  const regionOf = new Map(
    readRecords('kommuner.csv', ',').map((r) => [Number(field(r, 'kode')), Number(field(r, 'regionskode'))]),
  )
  const writers = await openWriters(connection)
  let contactId = 0
  for (let id = 1; id <= size.persons; id++) {
    const random = createRandom(size.seed, id)
    const person = createPerson(random)
    addStays(writers.folketal, id, person)
    for (const contact of contactsOf(person, size, regionOf, diagnoses, random))
      addContact(writers, id, ++contactId, person, contact)
    if (id % PERSONS_PER_PAUSE === 0) {
      onProgress(id / size.persons)
      await setImmediate()
    }
  }
  for (const writer of Object.values(writers)) writer.end()
  return {
    contactDictionaries: {
      adiag: [...diagnoses.dictionary],
      diag_kode: [...diagnoses.dictionary],
      diag_kode_type: DIAGNOSIS_TYPES,
      kont_type: CONTACT_TYPES,
      prioritet: PRIORITIES,
    },
    populationDictionaries: { civst: CIVIL_STATUS },
    contacts: contactId,
    stays: writers.folketal.rows(),
  }
}

async function openWriters(connection: DuckDBConnection): Promise<Writers> {
  const contactColumns = [
    ...['person', 'dw_ek_kontakt', 'kont_dag', 'kont_sekund', 'kont_aar', 'kont_type', 'prioritet', 'adiag', 'kont_ans_geo_reg'],
    ...['borger_bo_kom', 'borger_alder_aar_ind', 'borger_koen'],
  ]
  return {
    folketal: await createRowWriter(connection, 'folketal', ['person', 'aar', 'koen', 'alder', 'kom', 'civst', 'foed_dag']),
    kontakt: await createRowWriter(connection, 'kontakt', contactColumns),
    diagnose: await createRowWriter(connection, 'diagnose', [
      'person',
      'dw_ek_kontakt',
      'diag_kode',
      'diag_kode_type',
      'senere_afkraeftet',
    ]),
  }
}

/** One row per 1 January on which the person is born and has not left. */
function addStays(folketal: RowWriter, id: number, person: Person): void {
  for (let year = FIRST_YEAR; year <= LAST_YEAR; year++) {
    const day = newYear(year)
    if (day < person.bornOn || day >= person.goneOn) continue
    const age = ageOn(person.bornOn, year)
    const place = person.municipalities[year - FIRST_YEAR] ?? 0
    folketal.add(
      id,
      year,
      person.sex,
      age,
      place === 0 ? EMPTY : place,
      person.civilStatus[year - FIRST_YEAR] ?? 0,
      person.bornOn,
    )
  }
}

/** Completed years on 1 January: the years between, and none for the year of birth itself. */
function ageOn(bornOn: number, year: number): number {
  const bornIn = new Date(bornOn * 86_400_000).getUTCFullYear()
  return bornOn === newYear(bornIn) ? year - bornIn : Math.max(0, year - bornIn - 1)
}

function addContact(writers: Writers, person: number, id: number, { sex }: Person, contact: Contact): void {
  const { startedOn, secondOfDay, year, type, priority, hospitalRegion, municipality, age, diagnoses } = contact
  const action = diagnoses[0]?.code ?? EMPTY
  writers.kontakt.add(person, id, startedOn, secondOfDay, year, type, priority, action, hospitalRegion, municipality, age, sex)
  for (const diagnosis of diagnoses) writers.diagnose.add(person, id, diagnosis.code, diagnosis.type, diagnosis.isDisproved)
}
