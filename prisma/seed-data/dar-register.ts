import type { Register } from '#lib/catalogue/register.ts'
import { UNKNOWN_DIAGNOSIS } from './icd10.ts'
import { personVariables, syntheticPopulation } from './person-variables.ts'
import { SYNTHETIC_LABEL, SYNTHETIC_LICENCE, SYNTHETIC_SOURCE } from './synthetic-texts.ts'
import type { SyntheticYears } from './synthetic-years.ts'
import { variable } from './variable.ts'

/** Deaths in the invented Denmark with their underlying cause, with the column names of DAR. */
export function darRegister({ events, population }: SyntheticYears): Register {
  return {
    id: 'dar',
    label: { da: 'Dødsårsagsregistret (DAR), syntetisk', en: 'Register of Causes of Death (DAR), synthetic' },
    description: {
      da: 'Dødsfald blandt personer bosat i Danmark, med tilgrundliggende dødsårsag: opdigtede personer, dødelighed som i Danmark.',
      en: 'Deaths of persons living in Denmark, with the underlying cause: invented persons, mortality as in Denmark.',
    },
    origin: 'synthetic',
    originLabel: SYNTHETIC_LABEL,
    source: SYNTHETIC_SOURCE,
    licence: SYNTHETIC_LICENCE,
    measures: ['persons'],
    coverage: events,
    notes: [
      {
        id: 'underlying',
        kind: 'quality',
        year: null,
        text: {
          da: 'Tabellen viser den tilgrundliggende årsag: den sygdom eller hændelse, der satte forløbet i gang. Hver død har kun én.',
          en: 'The table shows the underlying cause: the disease or event that began the course. Each death has only one.',
        },
      },
      {
        id: 'no_certificate',
        kind: 'quality',
        year: null,
        text: {
          da: 'For omkring 1 procent af dødsfaldene mangler dødsattesten. De står under uoplyst.',
          en: 'About 1 per cent of deaths have no certificate. They stand under unknown.',
        },
      },
      {
        id: 'abroad',
        kind: 'quality',
        year: null,
        text: { da: 'Dødsfald efter udvandring er ikke med.', en: 'Deaths after emigration are not included.' },
      },
    ],
    rowStandsFor: 'person',
    tables: [{ id: 'doedsfald', file: 'doedsfald.parquet', joinOn: null }],
    personColumn: 'person',
    contactColumn: null,
    periodVariable: 'year',
    variables: [
      ...personVariables(
        'doedsfald',
        {
          age: { da: 'Fyldte år ved døden.', en: 'Completed years at death.' },
          place: { da: 'Borgerens kommune i dødsåret.', en: "The citizen's municipality in the year of death." },
          year: { da: 'Kalenderåret for dødsfaldet.', en: 'Calendar year of death.' },
        },
        false,
      ),
      variable(
        { da: 'Dødsårsag', en: 'Cause of death' },
        { da: 'Den tilgrundliggende dødsårsag.', en: 'The underlying cause of death.' },
        {
          id: 'cause', kind: 'diagnosis', classification: 'icd10', levels: ['code3', 'block', 'chapter'],
          missing: UNKNOWN_DIAGNOSIS, source: { table: 'doedsfald', column: 'c_dod1', coding: 'dictionary', prefix: 'D' },
        },
      ),
      variable(
        { da: 'Dødsmåde', en: 'Manner of death' },
        { da: 'Lægens vurdering af, hvordan døden indtrådte.', en: "The doctor's judgement of how death came about." },
        {
          id: 'manner', kind: 'category', classification: 'manner_of_death', levels: ['manner_of_death'],
          source: { table: 'doedsfald', column: 'dodsmaade', coding: 'dictionary' },
        },
      ),
    ],
    denominator: syntheticPopulation(['cause', 'manner'], population),
  }
}
