import type { Specification } from '#lib/catalogue/specification.ts'

/**
 * A part of a specification that a question can be about, as a word: `period`, `row:sex`, `filter:municipality`. Kept with the question,
 * so that it stays readable when the table no longer has the part.
 */
export type QuestionPart = string

const PART = /^(register|period|measure|population|totals|figures|purpose|(row|column|filter):[a-z][a-z0-9_]{0,39})$/

export function isPart(text: string): boolean {
  return PART.test(text)
}

/** The parts of a table in the order in which they are read. `population` is whoever is counted at all; `figures` what stands beside counts. */
export function partsOf(specification: Specification): readonly QuestionPart[] {
  const { rows, columns, filters } = specification
  return [
    'register',
    'period',
    'measure',
    ...rows.map(({ variable }) => `row:${variable}`),
    ...columns.map(({ variable }) => `column:${variable}`),
    'population',
    ...filters.map(({ variable }) => `filter:${variable}`),
    'totals',
    'figures',
    'purpose',
  ]
}
