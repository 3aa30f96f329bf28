import type { Register } from '#lib/catalogue/register.ts'
import { UNKNOWN_MEDICINE } from './atc.ts'
import { personVariables, syntheticPopulation } from './person-variables.ts'
import { linkedEvents } from './linked-events.ts'
import { SYNTHETIC_LABEL, SYNTHETIC_LICENCE, SYNTHETIC_SOURCE } from './synthetic-texts.ts'
import type { SyntheticYears } from './synthetic-years.ts'
import { variable } from './variable.ts'

/** Prescriptions redeemed in the invented Denmark, with the column names of LMDB. */
export function lmdbRegister({ prescriptions, population }: SyntheticYears): Register {
  return {
    id: 'lmdb',
    label: { da: 'Lægemiddeldatabasen (LMDB), syntetisk', en: 'Register of Medicinal Products (LMDB), synthetic' },
    description: {
      da: 'Recepter indløst på apotek: opdigtede personer, indløsninger og priser, lægemidler efter ATC.',
      en: 'Prescriptions redeemed at pharmacies: invented persons, dispensings and prices, medicines by ATC.',
    },
    origin: 'synthetic',
    originLabel: SYNTHETIC_LABEL,
    source: SYNTHETIC_SOURCE,
    licence: SYNTHETIC_LICENCE,
    measures: ['persons', 'cases'],
    legalRules: ['medicine'],
    coverage: prescriptions,
    notes: [
      {
        id: 'purpose',
        kind: 'quality',
        year: null,
        text: {
          da: 'Lægemiddelstatistik om personer må kun laves til statistiske eller videnskabelige formål af væsentlig samfundsmæssig betydning. Skriv formålet i bestillingen.',
          en: 'Statistics on medicines and persons may only be made for statistical or scientific purposes of essential interest to society. State the purpose in the order.',
        },
      },
      {
        id: 'dominance',
        kind: 'quality',
        year: null,
        text: {
          da: 'Få virksomheder sælger de fleste lægemidler. Tal for enkelte stoffer kan derfor blive skjult, også når der er mange personer bag, hvis de røber en virksomheds salg.',
          en: 'Few companies sell most medicines. Figures for single substances may therefore be hidden, even with many persons behind them, when they would tell what a company sells.',
        },
      },
      {
        id: 'primary_sector',
        kind: 'quality',
        year: null,
        text: {
          da: 'Kun recepter, der er indløst på apotek. Medicin givet på sygehus og håndkøb er ikke med.',
          en: 'Only prescriptions redeemed at pharmacies. Medicine given in hospitals and sold over the counter is not included.',
        },
      },
      {
        id: 'several_medicines',
        kind: 'quality',
        year: null,
        text: {
          da: 'En person tæller med under hvert lægemiddel, personen har fået, men kun én gang i totalen.',
          en: 'A person counts under each medicine he or she has had, but only once in the total.',
        },
      },
    ],
    values: [
      {
        id: 'ddd', column: 'ddd', decimals: 0, contributorColumn: 'indehaver', statistics: ['mean', 'sum'],
        label: { da: 'Mængde', en: 'Volume' },
        description: {
          da: 'Definerede døgndoser (DDD) indløst i perioden; gennemsnittet er pr. person.',
          en: 'Defined daily doses (DDD) redeemed in the period; the mean is per person.',
        },
        unit: { da: 'DDD', en: 'DDD' },
      },
      {
        id: 'price', column: 'pris_oere', decimals: 2, contributorColumn: 'indehaver', statistics: ['mean', 'sum'],
        label: { da: 'Udsalgspris', en: 'Sales price' },
        description: {
          da: 'Udsalgsprisen for det, der er indløst i perioden; gennemsnittet er pr. person.',
          en: 'Sales price of what was redeemed in the period; the mean is per person.',
        },
        unit: { da: 'kr.', en: 'DKK' },
      },
    ],
    rowStandsFor: 'contact',
    tables: [{ id: 'recept', file: 'recept.parquet', joinOn: null }],
    personColumn: 'person',
    contactColumn: 'recept',
    eventColumn: 'eksd',
    periodVariable: 'year',
    variables: [
      ...personVariables(
        'recept',
        {
          age: { da: 'Fyldte år, da recepten blev indløst.', en: 'Completed years when the prescription was redeemed.' },
          place: { da: 'Borgerens kommune det år, recepten blev indløst.', en: "The citizen's municipality in the year of redemption." },
          year: { da: 'Kalenderåret, hvor recepten blev indløst.', en: 'Calendar year in which the prescription was redeemed.' },
        },
        true,
      ),
      variable(
        { da: 'Lægemiddel', en: 'Medicine' },
        { da: 'Lægemidlets plads i ATC, fra hovedgruppe til stof.', en: "The medicine's place in ATC, from main group to substance." },
        {
          id: 'medicine', kind: 'category', classification: 'atc', levels: ['atc7', 'atc5', 'atc4', 'atc3', 'atc1'],
          multiple: ['persons'], missing: UNKNOWN_MEDICINE, source: { table: 'recept', column: 'atc', coding: 'dictionary' },
        },
      ),
    ],
    links: linkedEvents(),
    denominator: syntheticPopulation(['medicine'], population),
  }
}
