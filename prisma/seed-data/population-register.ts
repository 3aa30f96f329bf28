import type { Register } from '#lib/catalogue/register.ts'
import { linkedEvents } from './linked-events.ts'
import { SYNTHETIC_LABEL, SYNTHETIC_LICENCE, SYNTHETIC_SOURCE } from './synthetic-texts.ts'
import type { SyntheticYears } from './synthetic-years.ts'
import { variable } from './variable.ts'

const column = (name: string, coding: 'number' | 'dictionary' = 'number') => ({ table: 'folketal', column: name, coding })

/** Persons living in an invented Denmark on 1 January of each year, shaped like CPR. */
export function populationRegister({ population }: SyntheticYears): Register {
  return {
    id: 'population',
    label: { da: 'Befolkning (CPR), syntetisk', en: 'Population (CPR), synthetic' },
    description: {
      da: 'Personer bosat i Danmark 1. januar: opdigtede personer med rigtige fordelinger på køn, alder og kommune.',
      en: 'Persons living in Denmark on 1 January: invented persons with true proportions of sex, age and municipality.',
    },
    origin: 'synthetic',
    originLabel: SYNTHETIC_LABEL,
    source: SYNTHETIC_SOURCE,
    licence: SYNTHETIC_LICENCE,
    measures: ['persons'],
    coverage: population,
    notes: [
      {
        id: 'year_of_stay',
        kind: 'quality',
        year: null,
        text: {
          da: 'I en tabel over flere år tæller en person med i hvert år, men kun én gang i totalen.',
          en: 'In a table over several years a person counts in each year, but only once in the total.',
        },
      },
    ],
    rowStandsFor: 'person-year',
    tables: [{ id: 'folketal', file: 'folketal.parquet', joinOn: null }],
    personColumn: 'person',
    contactColumn: null,
    periodVariable: 'year',
    variables: [
      variable({ da: 'Køn', en: 'Sex' }, { da: 'Registreret køn.', en: 'Registered sex.' }, {
        id: 'sex', kind: 'sex', classification: 'sex', levels: ['sex'], source: column('koen'),
      }),
      variable(
        { da: 'Alder', en: 'Age' },
        { da: 'Fyldte år 1. januar.', en: 'Completed years on 1 January.' },
        { id: 'age', kind: 'age', classification: 'age', levels: ['age1', 'age5', 'age10'], multiple: ['persons'], source: column('alder') },
      ),
      variable(
        { da: 'Bopælskommune', en: 'Municipality of residence' },
        { da: 'Kommune på bopælsadressen 1. januar.', en: 'Municipality of the home address on 1 January.' },
        {
          id: 'municipality', kind: 'place', classification: 'municipality', levels: ['kommune', 'landsdel', 'region'],
          multiple: ['persons'], missing: 'U-kommune', source: column('kom'),
        },
      ),
      variable(
        { da: 'Civilstand', en: 'Civil status' },
        { da: 'Civilstand 1. januar.', en: 'Civil status on 1 January.' },
        {
          id: 'civil_status', kind: 'category', classification: 'civil_status', levels: ['civil_status'],
          multiple: ['persons'], source: column('civst', 'dictionary'),
        },
      ),
      variable(
        { da: 'År', en: 'Year' },
        { da: 'Året hvor personen boede i Danmark 1. januar.', en: 'The year in which the person lived in Denmark on 1 January.' },
        { id: 'year', kind: 'time', classification: 'year', levels: ['year'], multiple: ['persons'], source: column('aar') },
      ),
    ],
    links: linkedEvents(),
    denominator: null,
  }
}
