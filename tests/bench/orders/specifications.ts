import type { Specification, SpecificationAxis } from '#lib/catalogue/specification.ts'

type Side = readonly (readonly [variable: string, level: string, codes?: readonly string[]])[]

interface Wanted {
  readonly measure?: Specification['measure']
  readonly years: readonly [number, number]
  readonly rows: Side
  readonly columns?: Side
  readonly filters?: Readonly<Record<string, readonly string[]>>
  readonly parents?: boolean
}

function specification(
  register: string,
  { measure = 'persons', years, rows, columns = [], filters = {}, parents = false }: Wanted,
) {
  const axis = ([variable, level, codes]: Side[number]): SpecificationAxis => ({
    variable,
    level,
    codes: codes ? [...codes] : null,
    parents,
  })
  return {
    schema: 1,
    title: [...rows, ...columns].map(([variable, level]) => `${variable}.${level}`).join(' × '),
    register,
    measure,
    rate: false,
    period: { fromYear: years[0], toYear: years[1] },
    filters: Object.entries(filters).map(([variable, codes]) => ({ variable, codes: [...codes] })),
    rows: rows.map(axis),
    columns: columns.map(axis),
    totals: true,
  } satisfies Specification
}

const diabetes = (wanted: Omit<Wanted, 'years'> & Partial<Pick<Wanted, 'years'>>) =>
  specification('diabetes', { years: [1995, 2009], ...wanted })
const lpr = (wanted: Omit<Wanted, 'years'> & Partial<Pick<Wanted, 'years'>>) =>
  specification('lpr', { years: [2019, 2024], ...wanted })
const people = (wanted: Wanted) => specification('population', wanted)

/** What the spread of counts around their expectation is fitted on. */
export const FITTED: readonly Specification[] = [
  diabetes({
    rows: [['inclusion_age', 'age5']],
    columns: [
      ['sex', 'sex'],
      ['insulin', 'yes_no'],
    ],
  }),
  diabetes({
    rows: [['inclusion_age', 'age10']],
    columns: [
      ['inclusion_year', 'year'],
      ['sex', 'sex'],
    ],
  }),
  diabetes({ rows: [['inclusion_age', 'age1']], columns: [['vital_status', 'vital_status']] }),
  people({
    years: [2024, 2024],
    rows: [['municipality', 'kommune']],
    columns: [
      ['age', 'age10'],
      ['sex', 'sex'],
    ],
  }),
  people({
    years: [2020, 2025],
    rows: [['municipality', 'landsdel']],
    columns: [
      ['age', 'age5'],
      ['civil_status', 'civil_status'],
    ],
  }),
  lpr({
    rows: [['diagnosis', 'chapter']],
    columns: [
      ['age', 'age10'],
      ['sex', 'sex'],
    ],
  }),
  lpr({ rows: [['municipality', 'kommune']], columns: [['diagnosis', 'chapter']] }),
  lpr({
    years: [2022, 2022],
    rows: [['action_diagnosis', 'block']],
    columns: [
      ['sex', 'sex'],
      ['priority', 'priority'],
    ],
  }),
  lpr({ measure: 'contacts', rows: [['action_diagnosis', 'block']], columns: [['year', 'year']] }),
  lpr({
    rows: [['age', 'age5']],
    columns: [
      ['year', 'year'],
      ['sex', 'sex'],
    ],
    filters: { diagnosis: ['E11'] },
  }),
]

/** What the forecast is measured on; none of it was used to fit anything. */
export const MEASURED: readonly Specification[] = [
  diabetes({ rows: [['inclusion_age', 'age5']], columns: [['inclusion_year', 'year']] }),
  diabetes({ rows: [['inclusion_age', 'age1']], columns: [['sex', 'sex']] }),
  diabetes({
    rows: [['inclusion_age', 'age10']],
    columns: [
      ['oral_medicine', 'yes_no'],
      ['insulin', 'yes_no'],
    ],
  }),
  diabetes({
    rows: [
      ['inclusion_year', 'year'],
      ['sex', 'sex'],
    ],
    columns: [['vital_status', 'vital_status']],
  }),
  diabetes({
    years: [2005, 2009],
    rows: [['inclusion_age', 'age5']],
    columns: [
      ['sex', 'sex'],
      ['vital_status', 'vital_status'],
    ],
  }),
  diabetes({ rows: [['inclusion_age', 'age5']], columns: [['inclusion_year', 'year']], filters: { insulin: ['yes'] } }),
  people({
    years: [2025, 2025],
    rows: [['municipality', 'kommune']],
    columns: [
      ['sex', 'sex'],
      ['civil_status', 'civil_status'],
    ],
  }),
  people({ years: [2025, 2025], rows: [['municipality', 'kommune']], columns: [['age', 'age5']], parents: true }),
  people({
    years: [2023, 2023],
    rows: [['age', 'age1']],
    columns: [
      ['civil_status', 'civil_status'],
      ['sex', 'sex'],
    ],
  }),
  people({
    years: [2015, 2025],
    rows: [['municipality', 'kommune']],
    columns: [
      ['year', 'year'],
      ['sex', 'sex'],
    ],
  }),
  people({
    years: [2020, 2022],
    rows: [['municipality', 'landsdel']],
    columns: [
      ['age', 'age10'],
      ['sex', 'sex'],
    ],
  }),
  people({
    years: [2021, 2021],
    rows: [['municipality', 'kommune']],
    columns: [['age', 'age10']],
    filters: { civil_status: ['F'] },
  }),
  lpr({ rows: [['diagnosis', 'chapter']], columns: [['age', 'age5']] }),
  lpr({
    rows: [['diagnosis', 'block']],
    columns: [
      ['sex', 'sex'],
      ['age', 'age10'],
    ],
  }),
  lpr({
    rows: [['municipality', 'kommune']],
    columns: [
      ['diagnosis', 'chapter'],
      ['sex', 'sex'],
    ],
  }),
  lpr({
    rows: [['municipality', 'region']],
    columns: [
      ['diagnosis', 'chapter'],
      ['age', 'age10'],
      ['sex', 'sex'],
    ],
  }),
  lpr({
    rows: [['municipality', 'kommune']],
    columns: [
      ['age', 'age10'],
      ['sex', 'sex'],
    ],
    filters: { diagnosis: ['E11'] },
  }),
  lpr({ rows: [['municipality', 'kommune']], columns: [['year', 'year']], filters: { diagnosis: ['C50'] } }),
  lpr({
    measure: 'contacts',
    rows: [['municipality', 'kommune']],
    columns: [
      ['contact_type', 'contact_type'],
      ['year', 'year'],
    ],
  }),
  lpr({
    measure: 'contacts',
    years: [2023, 2024],
    rows: [['action_diagnosis', 'block']],
    columns: [['hospital_region', 'region']],
  }),
  lpr({ measure: 'contacts', rows: [['diagnosis', 'block']], columns: [['age', 'age10']] }),
  lpr({
    years: [2021, 2021],
    rows: [
      ['diagnosis', 'chapter'],
      ['sex', 'sex'],
    ],
    columns: [['municipality', 'landsdel']],
  }),
  lpr({
    years: [2020, 2024],
    rows: [
      ['age', 'age5'],
      ['sex', 'sex'],
    ],
    columns: [
      ['municipality', 'region'],
      ['year', 'year'],
    ],
  }),
  lpr({ rows: [['action_diagnosis', 'code3']], columns: [['sex', 'sex']] }),
]
