import type { Register } from '#lib/catalogue/register.ts'
import { personVariables, syntheticPopulation } from './person-variables.ts'
import { linkedEvents } from './linked-events.ts'
import { SYNTHETIC_LABEL, SYNTHETIC_LICENCE, SYNTHETIC_SOURCE } from './synthetic-texts.ts'
import type { SyntheticYears } from './synthetic-years.ts'
import { UNKNOWN_DIAGNOSIS } from './icd10.ts'
import { variable } from './variable.ts'

/** New cancers in the invented Denmark, with column names like those of CAR. */
export function carRegister({ events, population }: SyntheticYears): Register {
  return {
    id: 'car',
    label: { da: 'Cancerregistret (CAR), syntetisk', en: 'Danish Cancer Registry (CAR), synthetic' },
    description: {
      da: 'Nye kræfttilfælde: opdigtede personer og svulster efter kræftform (ICD-10), udbredelse og grundlag.',
      en: 'New cancers: invented persons and tumours by site (ICD-10), extent and basis of diagnosis.',
    },
    origin: 'synthetic',
    originLabel: SYNTHETIC_LABEL,
    source: SYNTHETIC_SOURCE,
    licence: SYNTHETIC_LICENCE,
    measures: ['persons', 'cases'],
    coverage: events,
    notes: [
      {
        id: 'several_tumours',
        kind: 'quality',
        year: null,
        text: {
          da: 'En person kan få flere kræftformer og tæller med under hver, men kun én gang i totalen.',
          en: 'A person can get several cancers and counts under each of them, but only once in the total.',
        },
      },
      {
        id: 'skin',
        kind: 'quality',
        year: null,
        text: {
          da: 'Anden hudkræft end modermærkekræft (C44) er hyppig og holdes ofte ude, når al kræft tælles.',
          en: 'Skin cancer other than melanoma (C44) is common and often left out when all cancers are counted.',
        },
      },
      {
        id: 'late_reports',
        kind: 'quality',
        year: 2024,
        text: {
          da: 'Det seneste år er foreløbigt: tilfælde kan være anmeldt senere.',
          en: 'The latest year is provisional: cases may have been reported later.',
        },
      },
    ],
    rowStandsFor: 'contact',
    tables: [{ id: 'tumor', file: 'tumor.parquet', joinOn: null }],
    personColumn: 'person',
    contactColumn: 'tumor',
    eventColumn: 'd_diagnosedato',
    periodVariable: 'year',
    variables: [
      ...personVariables(
        'tumor',
        {
          age: { da: 'Fyldte år ved diagnosen.', en: 'Completed years at diagnosis.' },
          place: { da: 'Borgerens kommune i diagnoseåret.', en: "The citizen's municipality in the year of diagnosis." },
          year: { da: 'Kalenderåret for diagnosen.', en: 'Calendar year of diagnosis.' },
        },
        true,
      ),
      variable(
        { da: 'Kræftform', en: 'Cancer site' },
        { da: 'Hvor i kroppen svulsten begyndte (ICD-10).', en: 'Where in the body the tumour began (ICD-10).' },
        {
          id: 'site', kind: 'diagnosis', classification: 'icd10', levels: ['code3', 'block', 'chapter'], multiple: ['persons'],
          missing: UNKNOWN_DIAGNOSIS, source: { table: 'tumor', column: 'c_icd10', coding: 'dictionary', prefix: 'D' },
        },
      ),
      variable(
        { da: 'Udbredelse', en: 'Extent' },
        { da: 'Hvor langt svulsten var nået ved diagnosen.', en: 'How far the tumour had spread at diagnosis.' },
        {
          id: 'extent', kind: 'category', classification: 'tumour_extent', levels: ['tumour_extent'], multiple: ['persons'],
          missing: 'U', source: { table: 'tumor', column: 'stadie', coding: 'dictionary' },
        },
      ),
      variable(
        { da: 'Diagnosens grundlag', en: 'Basis of diagnosis' },
        { da: 'Hvad diagnosen hviler på.', en: 'What the diagnosis rests on.' },
        {
          id: 'basis', kind: 'category', classification: 'diagnosis_basis', levels: ['diagnosis_basis'], multiple: ['persons'],
          source: { table: 'tumor', column: 'grundlag', coding: 'dictionary' },
        },
      ),
    ],
    links: linkedEvents(),
    denominator: syntheticPopulation(['site', 'extent', 'basis'], population),
  }
}
