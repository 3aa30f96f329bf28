import type { Register } from '#lib/catalogue/register.ts'
import { variable } from './variable.ts'

const column = (name: string) => ({ table: 'person', column: name, coding: 'number' as const })

/** The published sample of the National Diabetes Register, with the real population as denominator. */
export function diabetesRegister(): Register {
  return {
    id: 'diabetes',
    label: { da: 'Diabetesregister, stikprøve', en: 'Diabetes register, sample' },
    description: {
      da: '10.000 personer, tilfældigt udtrukket blandt personer optaget i Det Nationale Diabetesregister 1995–2009.',
      en: '10,000 persons drawn at random from those included in the Danish National Diabetes Register 1995–2009.',
    },
    origin: 'sample',
    originLabel: {
      da: 'Stikprøve: omkring 1 af 30 personer i registret. Tallene er ikke landstal.',
      en: 'Sample: about 1 in 30 persons of the register. The figures are not national totals.',
    },
    source: {
      da: 'R-pakken Epi (Bendix Carstensen, Steno Diabetes Center): DMlate og N.dk',
      en: 'R package Epi (Bendix Carstensen, Steno Diabetes Center): DMlate and N.dk',
    },
    licence: { da: 'GPL-2 eller senere', en: 'GPL-2 or later' },
    measures: ['persons'],
    legalRules: ['chronic-disease'],
    coverage: { fromYear: 1995, toYear: 2009 },
    notes: [
      {
        id: 'sample',
        kind: 'quality',
        year: null,
        text: {
          da: 'Antal og rater er for stikprøven og skal ganges med cirka 30 for at svare til hele registret.',
          en: 'Counts and rates are for the sample and must be multiplied by about 30 to correspond to the whole register.',
        },
      },
      {
        id: 'jitter',
        kind: 'quality',
        year: null,
        text: {
          da: 'Datoer er let forskudt af udgiveren; alder og år kan afvige med ét for enkelte personer.',
          en: 'Dates were slightly shifted by the publisher; age and year may differ by one for a few persons.',
        },
      },
      {
        id: 'end_2009',
        kind: 'quality',
        year: 2009,
        text: { da: 'Opfølgningen slutter ved udgangen af 2009.', en: 'Follow-up ends at the end of 2009.' },
      },
    ],
    survival: {
      label: { da: 'Overlevelse efter optagelse i registret', en: 'Survival after inclusion in the register' },
      time: 'years_followed',
      status: 'vital_status',
      event: 'dead',
    },
    values: [
      {
        id: 'inclusion_age', column: 'alder', decimals: 0, statistics: ['mean', 'median', 'quartiles'],
        label: { da: 'Alder ved optagelse', en: 'Age at inclusion' },
        description: {
          da: 'Fyldte år på datoen for optagelse i registret.',
          en: 'Completed years on the date of inclusion in the register.',
        },
        unit: { da: 'år', en: 'years' },
      },
    ],
    rowStandsFor: 'person',
    tables: [{ id: 'person', file: 'person.parquet', joinOn: null }],
    personColumn: 'person',
    contactColumn: null,
    periodVariable: 'inclusion_year',
    variables: [
      variable({ da: 'Køn', en: 'Sex' }, { da: 'Registreret køn.', en: 'Registered sex.' }, {
        id: 'sex', kind: 'sex', classification: 'sex', levels: ['sex'], source: column('koen'),
      }),
      variable(
        { da: 'Alder ved optagelse', en: 'Age at inclusion' },
        { da: 'Fyldte år på datoen for optagelse i registret.', en: 'Completed years on the date of inclusion in the register.' },
        { id: 'inclusion_age', kind: 'age', classification: 'age', levels: ['age1', 'age5', 'age10'], source: column('alder') },
      ),
      variable(
        { da: 'År for optagelse', en: 'Year of inclusion' },
        { da: 'Kalenderåret for optagelse i registret.', en: 'Calendar year of inclusion in the register.' },
        { id: 'inclusion_year', kind: 'time', classification: 'year', levels: ['year'], source: column('aar') },
      ),
      variable(
        { da: 'Status ved udgangen af 2009', en: 'Status at the end of 2009' },
        { da: 'I live eller død ved opfølgningens slutning.', en: 'Alive or dead at the end of follow-up.' },
        { id: 'vital_status', kind: 'category', classification: 'vital_status', levels: ['vital_status'], source: column('doed') },
      ),
      variable(
        { da: 'Hele års opfølgning', en: 'Whole years of follow-up' },
        {
          da: 'Hele år fra optagelse til død, udvandring eller udgangen af 2009.',
          en: 'Whole years from inclusion to death, emigration or the end of 2009.',
        },
        { id: 'years_followed', kind: 'category', classification: 'years_followed', levels: ['years_followed'], source: column('fulgt_aar') },
      ),
      variable(
        { da: 'Tabletbehandlet', en: 'Ever on oral medicine' },
        { da: 'Har nogensinde fået blodsukkersænkende medicin som tablet.', en: 'Has ever had oral glucose-lowering medicine.' },
        { id: 'oral_medicine', kind: 'category', classification: 'yes_no', levels: ['yes_no'], source: column('tablet') },
      ),
      variable(
        { da: 'Insulinbehandlet', en: 'Ever on insulin' },
        { da: 'Har nogensinde fået insulin.', en: 'Has ever had insulin.' },
        { id: 'insulin', kind: 'category', classification: 'yes_no', levels: ['yes_no'], source: column('insulin') },
      ),
    ],
    denominator: {
      label: { da: 'Danmarks befolkning 1. januar', en: 'Population of Denmark on 1 January' },
      file: 'befolkning.parquet',
      countColumn: 'antal',
      variables: [
        { variable: 'sex', column: 'koen' },
        { variable: 'inclusion_age', column: 'alder' },
        { variable: 'inclusion_year', column: 'aar' },
      ],
      countedOnly: [],
      fromYear: 1971,
      toYear: 2013,
    },
  }
}
