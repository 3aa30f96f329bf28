import { z } from 'zod'
import type { ResolvedSpecification } from '#lib/catalogue/resolved-specification.ts'
import { MEASURES, type Measure } from '#lib/catalogue/specification.ts'

const definitionSchema = z.strictObject({
  fromYear: z.int(),
  toYear: z.int(),
  washOutYears: z.int(),
  filters: z.array(z.strictObject({ variable: z.string(), codes: z.array(z.string()) })),
})

/** What makes a person's event her first: tables of cases with other definitions count other units. */
export type CaseDefinition = z.infer<typeof definitionSchema>

const PREFIX = 'cases '

/**
 * The name of what a table counts, by which tables are compared: persons and contacts are the same everywhere; cases of two
 * tables are the same only when period, years of wash-out and filters are.
 */
export function unitOf({ specification, filters }: ResolvedSpecification): string {
  const { measure, period, washOutYears = 0 } = specification
  if (measure !== 'cases') return measure
  const definition: CaseDefinition = {
    fromYear: period.fromYear,
    toYear: period.toYear,
    washOutYears,
    filters: filters
      .map(({ variable, finestCodes }) => ({ variable: variable.id, codes: finestCodes.toSorted() }))
      .sort((a, b) => (a.variable < b.variable ? -1 : 1)),
  }
  return `${PREFIX}${JSON.stringify(definition)}`
}

/** What a unit's name says. Throws on a name that `unitOf` did not give. */
export function readUnit(unit: string): { readonly measure: Measure; readonly definition: CaseDefinition | null } {
  const measure = MEASURES.find((each) => each === unit && each !== 'cases')
  if (measure) return { measure, definition: null }
  if (!unit.startsWith(PREFIX)) throw new Error(`nothing counts ${unit}`)
  return { measure: 'cases', definition: definitionSchema.parse(JSON.parse(unit.slice(PREFIX.length))) }
}

/** Units of which every other is one of another kind's: a contact has a person, and a case is a person with an event there. */
export function unitOrders(units: readonly string[]): { readonly fewer: string; readonly more: string }[] {
  const cases = [...new Set(units.filter((unit) => unit.startsWith(PREFIX)))]
  return [
    { fewer: 'persons', more: 'contacts' },
    ...cases.flatMap((fewer) => [
      { fewer, more: 'persons' },
      { fewer, more: 'contacts' },
    ]),
  ]
}
