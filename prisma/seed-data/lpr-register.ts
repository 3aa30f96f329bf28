import type { Register, Variable } from '#lib/catalogue/register.ts'
import { UNKNOWN_DIAGNOSIS } from './icd10.ts'
import { syntheticPopulation } from './person-variables.ts'
import { linkedEvents } from './linked-events.ts'
import { SYNTHETIC_LABEL, SYNTHETIC_LICENCE, SYNTHETIC_SOURCE } from './synthetic-texts.ts'
import type { SyntheticYears } from './synthetic-years.ts'
import { variable } from './variable.ts'

const contact = (name: string) => ({ table: 'kontakt', column: name, coding: 'number' as const })
const contactCode = (name: string) => ({ table: 'kontakt', column: name, coding: 'dictionary' as const })
const diagnosis = (name: string) => ({ table: 'diagnose', column: name, coding: 'dictionary' as const })

/** Hospital contacts of the invented Denmark, with the column names of LPR3; contacts of LPR2 before February 2019. */
export function lprRegister({ events, population }: SyntheticYears): Register {
  return {
    id: 'lpr',
    label: { da: 'Landspatientregistret (LPR), syntetisk', en: 'National Patient Register (LPR), synthetic' },
    description: {
      da: 'Kontakter med sygehus: opdigtede personer, kontakter og diagnoser med LPR3-navne.',
      en: 'Hospital contacts: invented persons, contacts and diagnoses with the names of LPR3.',
    },
    origin: 'synthetic',
    originLabel: SYNTHETIC_LABEL,
    source: SYNTHETIC_SOURCE,
    licence: SYNTHETIC_LICENCE,
    measures: ['persons', 'contacts', 'cases'],
    coverage: events,
    notes: [
      {
        id: 'lpr3',
        kind: 'break',
        year: 2019,
        text: {
          da: 'LPR3 afløste LPR2 fra 3. februar 2019. Kontakter før og efter kan ikke uden videre sammenlignes.',
          en: 'LPR3 replaced LPR2 from 3 February 2019. Contacts before and after are not directly comparable.',
        },
      },
      {
        id: 'lpr2_types',
        kind: 'break',
        year: 2019,
        text: {
          da: 'LPR2 samlede besøg i forløb og skelnede mellem indlagte og ambulante; LPR3 har en kontakt for hvert fremmøde. Diagnoser, der senere blev afkræftet, kendes kun fra LPR3.',
          en: 'LPR2 gathered visits in courses and told inpatients from outpatients; LPR3 has a contact for each attendance. Diagnoses that were later disproved are known from LPR3 alone.',
        },
      },
      {
        id: 'several_diagnoses',
        kind: 'quality',
        year: null,
        text: {
          da: 'En kontakt kan have flere diagnoser og tæller med under hver af dem, men kun én gang i totalen.',
          en: 'A contact can have several diagnoses and counts under each of them, but only once in the total.',
        },
      },
    ],
    values: [
      {
        id: 'age', column: 'borger_alder_aar_ind', decimals: 0, statistics: ['mean', 'median', 'quartiles'],
        label: { da: 'Alder ved kontakt', en: 'Age at contact' },
        description: { da: 'Fyldte år, da kontakten begyndte.', en: 'Completed years when the contact began.' },
        unit: { da: 'år', en: 'years' },
      },
    ],
    rowStandsFor: 'contact',
    tables: [
      { id: 'kontakt', file: 'kontakt.parquet', joinOn: null },
      { id: 'diagnose', file: 'diagnose.parquet', joinOn: 'dw_ek_kontakt' },
    ],
    personColumn: 'person',
    contactColumn: 'dw_ek_kontakt',
    eventColumn: 'kont_starttidspunkt',
    periodVariable: 'year',
    variables: [...personVariables(), ...contactVariables(), ...diagnosisVariables()],
    links: linkedEvents(),
    denominator: syntheticPopulation(
      ['contact_type', 'priority', 'hospital_region', 'action_diagnosis', 'diagnosis', 'diagnosis_type', 'disproved'],
      population,
    ),
  }
}

function personVariables(): Variable[] {
  return [
    variable({ da: 'Køn', en: 'Sex' }, { da: 'Registreret køn.', en: 'Registered sex.' }, {
      id: 'sex', kind: 'sex', classification: 'sex', levels: ['sex'], source: contact('borger_koen'),
    }),
    variable(
      { da: 'Alder ved kontakt', en: 'Age at contact' },
      { da: 'Fyldte år, da kontakten begyndte.', en: 'Completed years when the contact began.' },
      {
        id: 'age', kind: 'age', classification: 'age', levels: ['age1', 'age5', 'age10'], multiple: ['persons'],
        source: contact('borger_alder_aar_ind'),
      },
    ),
    variable(
      { da: 'Bopælskommune', en: 'Municipality of residence' },
      { da: 'Borgerens kommune ved kontakten.', en: "The citizen's municipality at the contact." },
      {
        id: 'municipality', kind: 'place', classification: 'municipality', levels: ['kommune', 'landsdel', 'region'],
        multiple: ['persons'], missing: 'U-kommune', source: contact('borger_bo_kom'),
      },
    ),
    variable(
      { da: 'År', en: 'Year' },
      { da: 'Kalenderåret, hvor kontakten begyndte.', en: 'Calendar year in which the contact began.' },
      { id: 'year', kind: 'time', classification: 'year', levels: ['year'], multiple: ['persons'], source: contact('kont_aar') },
    ),
  ]
}

function contactVariables(): Variable[] {
  return [
    variable(
      { da: 'Kontakttype', en: 'Contact type' },
      { da: 'Om patienten mødte frem.', en: 'Whether the patient attended in person.' },
      {
        id: 'contact_type', kind: 'category', classification: 'contact_type', levels: ['contact_type'], multiple: ['persons'],
        missing: 'U', source: contactCode('kont_type'),
      },
    ),
    variable(
      { da: 'Prioritet', en: 'Priority' },
      { da: 'Akut eller planlagt kontakt.', en: 'Acute or planned contact.' },
      {
        id: 'priority', kind: 'category', classification: 'priority', levels: ['priority'], multiple: ['persons'],
        source: contactCode('prioritet'),
      },
    ),
    variable(
      { da: 'Sygehusets region', en: 'Region of the hospital' },
      { da: 'Region, hvor det ansvarlige sygehus ligger.', en: 'Region in which the responsible hospital lies.' },
      {
        id: 'hospital_region', kind: 'place', classification: 'region', levels: ['region'], multiple: ['persons'], missing: 'U',
        source: contact('kont_ans_geo_reg'),
      },
    ),
    variable(
      { da: 'Aktionsdiagnose', en: 'Main diagnosis' },
      { da: 'Den diagnose, der bedst angiver årsagen til kontakten.', en: 'The diagnosis that best explains the contact.' },
      {
        id: 'action_diagnosis', kind: 'diagnosis', classification: 'icd10', levels: ['code3', 'block', 'chapter'],
        multiple: ['persons'], missing: UNKNOWN_DIAGNOSIS, source: { ...contactCode('adiag'), prefix: 'D' },
      },
    ),
  ]
}

function diagnosisVariables(): Variable[] {
  return [
    variable(
      { da: 'Diagnose', en: 'Diagnosis' },
      { da: 'Enhver diagnose på kontakten; en kontakt kan have flere.', en: 'Any diagnosis of the contact; a contact can have several.' },
      {
        id: 'diagnosis', kind: 'diagnosis', classification: 'icd10', levels: ['code3', 'block', 'chapter'],
        multiple: ['persons', 'contacts'], missing: UNKNOWN_DIAGNOSIS, source: { ...diagnosis('diag_kode'), prefix: 'D' },
      },
    ),
    variable(
      { da: 'Diagnosetype', en: 'Diagnosis type' },
      { da: 'Diagnosens art: aktionsdiagnose, bidiagnose eller grundmorbus.', en: 'Kind of diagnosis: main, secondary or underlying.' },
      {
        id: 'diagnosis_type', kind: 'category', classification: 'diagnosis_type', levels: ['diagnosis_type'],
        multiple: ['persons', 'contacts'], source: diagnosis('diag_kode_type'),
      },
    ),
    variable(
      { da: 'Senere afkræftet', en: 'Later disproved' },
      { da: 'Om diagnosen senere er afkræftet.', en: 'Whether the diagnosis was later disproved.' },
      {
        id: 'disproved', kind: 'category', classification: 'yes_no', levels: ['yes_no'], multiple: ['persons', 'contacts'],
        source: { table: 'diagnose', column: 'senere_afkraeftet', coding: 'number' },
      },
    ),
  ]
}
