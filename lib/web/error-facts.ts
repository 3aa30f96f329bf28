/** Facts that a refusal may carry into its words. */
export type ErrorFacts = Readonly<Record<string, string | number>>

/** Every fact the words of a refusal name. One that the refusal lacks reads as nothing, never as an error on the page. */
const NO_FACTS: ErrorFacts = {
  need: 'other',
  status: 'other',
  reason: 'other',
  item: 'other',
  variable: '',
  value: '',
  orders: '',
  level: '',
  code: '',
  dimension: '',
  cells: 0,
  line: 0,
  minutes: 0,
  limit: 0,
  releases: 0,
  orderNumber: '',
  fromYear: '',
  toYear: '',
  coveredFromYear: '',
  earliestYear: '',
  coveredToYear: '',
  group: '',
  otherGroup: '',
  address: '',
  column: '',
  heading: '',
  rows: 0,
  from: '',
  to: '',
}

/** Facts that choose between sentences. Messages choose by words without hyphens. */
const CHOOSING = new Set(['need', 'status', 'reason'])

/** The facts of a refusal, completed for its words. */
export function errorFacts(facts: ErrorFacts = {}): Record<string, string | number> {
  const entries = Object.entries({ ...NO_FACTS, ...facts })
  return Object.fromEntries(
    entries.map(([name, value]) => [name, CHOOSING.has(name) ? String(value).replaceAll('-', '_') : value]),
  )
}
