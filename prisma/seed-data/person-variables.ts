import type { LocalText } from '#lib/catalogue/local-text.ts'
import type { Denominator, Variable } from '#lib/catalogue/register.ts'
import { variable } from './variable.ts'

/** The words for one kind of event in the descriptions of the variables that describe the person. */
export interface EventWords {
  /** "Fyldte år ..." */
  readonly age: LocalText
  readonly place: LocalText
  readonly year: LocalText
}

/**
 * Sex, age, municipality and year of registers that carry them in each row of a table, under the columns `koen`, `alder`,
 * `kom` and `aar`. `repeats` tells that a person can have several rows.
 */
export function personVariables(table: string, words: EventWords, repeats: boolean): Variable[] {
  const column = (name: string) => ({ table, column: name, coding: 'number' as const })
  const multiple = repeats ? (['persons'] as const) : []
  return [
    variable({ da: 'Køn', en: 'Sex' }, { da: 'Registreret køn.', en: 'Registered sex.' }, {
      id: 'sex', kind: 'sex', classification: 'sex', levels: ['sex'], source: column('koen'),
    }),
    variable({ da: 'Alder', en: 'Age' }, words.age, {
      id: 'age', kind: 'age', classification: 'age', levels: ['age1', 'age5', 'age10'], multiple: [...multiple], source: column('alder'),
    }),
    variable({ da: 'Bopælskommune', en: 'Municipality of residence' }, words.place, {
      id: 'municipality', kind: 'place', classification: 'municipality', levels: ['kommune', 'landsdel', 'region'],
      multiple: [...multiple], missing: 'U-kommune', source: column('kom'),
    }),
    variable({ da: 'År', en: 'Year' }, words.year, {
      id: 'year', kind: 'time', classification: 'year', levels: ['year'], multiple: [...multiple], source: column('aar'),
    }),
  ]
}

/** The synthetic population as denominator, split by sex, age, municipality and year. */
export function syntheticPopulation(countedOnly: string[], years: { readonly fromYear: number; readonly toYear: number }): Denominator {
  return {
    label: { da: 'Den syntetiske befolkning 1. januar', en: 'The synthetic population on 1 January' },
    file: 'befolkning.parquet',
    countColumn: 'antal',
    variables: [
      { variable: 'sex', column: 'koen' },
      { variable: 'age', column: 'alder' },
      { variable: 'municipality', column: 'kom' },
      { variable: 'year', column: 'aar' },
    ],
    countedOnly,
    ...years,
  }
}
