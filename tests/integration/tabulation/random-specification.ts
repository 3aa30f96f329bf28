import fc from 'fast-check'
import { classificationOf, findRegister } from '#lib/catalogue/catalogue.ts'
import type { Register, Variable } from '#lib/catalogue/register.ts'
import type { Specification, SpecificationFilter, SpecificationLink } from '#lib/catalogue/specification.ts'
import type { Cube } from '#lib/tabulation/cube.ts'
import { type SmallRegisters, specificationOf } from './small-registers.ts'

export const MAX_CELLS = 60_000
/** What a random specification may ask for in vain. */
export const REFUSED_IN_WORDS = [
  'too-many-cells',
  'nothing-selected',
  'code-outside-period',
  'cases-not-by',
  'wash-out-not-offered',
  'link-not-offered',
]

/** Cells of a cube that are not zero, by heading codes. */
export function cellsOf(cube: Cube): Map<string, number> {
  const cells = new Map<string, number>()
  for (const [address, count] of cube.counts.entries()) {
    if (count === 0) continue
    let rest = address
    const codes = cube.dimensions
      .toReversed()
      .map(({ codes }) => {
        const code = codes[rest % codes.length] ?? ''
        rest = Math.floor(rest / codes.length)
        return code
      })
      .toReversed()
    cells.set(codes.join('|'), count)
  }
  return cells
}

/** Random specifications over a seeded register, legal or nearly so. */
export function randomSpecification(registers: SmallRegisters, registerId: string): fc.Arbitrary<Specification> {
  const register = registerOf(registers, registerId)
  const linked = register.links?.variable
  const variable = fc.constantFrom(...register.variables, ...(linked ? [linked] : []))
  const axis = variable.chain((chosen) =>
    fc.constantFrom(...chosen.levels).chain((level) => {
      const codes = classificationOf(registers.catalogue, chosen)
        .nodes.filter((node) => node.level === level)
        .map((node) => node.code)
      const named = fc.uniqueArray(fc.constantFrom(...codes), { minLength: 1, maxLength: 30 })
      const asOrdered = fc.record({
        variable: fc.constant(chosen.id),
        level: fc.constant(level),
        codes: codes.length > 200 ? named : fc.option(named, { nil: null, freq: 2 }),
        parents: fc.boolean(),
      })
      const inGroups = fc.tuple(named, fc.integer({ min: 1, max: 5 })).map(([all, size]) => ({
        variable: chosen.id,
        level,
        codes: null,
        parents: false,
        groups: all.flatMap((_, at) => (at % size === 0 ? [{ name: `group ${at}`, codes: all.slice(at, at + size) }] : [])),
      }))
      return fc.oneof({ weight: 3, arbitrary: asOrdered }, { weight: 1, arbitrary: inGroups })
    }),
  )
  const filterOf = (variables: readonly Variable[]) =>
    fc.constantFrom(...variables).chain((chosen) => {
      const codes = classificationOf(registers.catalogue, chosen).nodes.map((node) => node.code)
      return fc.record({
        variable: fc.constant(chosen.id),
        codes: fc.uniqueArray(fc.constantFrom(...codes), { minLength: 1, maxLength: 40 }),
      })
    })
  const filter = filterOf(register.variables)
  const link = register.links
    ? fc
        .constantFrom(...register.links.registers)
        .chain((id) => randomLink(id, filterOf(registerOf(registers, id).variables), register.rowStandsFor === 'person-year'))
    : fc.constant(undefined)
  const { fromYear, toYear } = register.coverage
  const years = fc.tuple(fc.integer({ min: fromYear, max: toYear }), fc.integer({ min: fromYear, max: toYear }))
  const byVariable = { selector: (each: { variable: string }) => each.variable }
  return fc
    .record({
      axes: fc.uniqueArray(axis, { minLength: 1, maxLength: 4, ...byVariable }),
      filters: fc.uniqueArray(filter, { maxLength: 2, ...byVariable }),
      years,
      measure: fc.constantFrom(...register.measures),
      split: fc.integer({ min: 1, max: 3 }),
      washOutYears: fc.integer({ min: 0, max: 3 }),
      link,
    })
    .map(({ axes, filters, years, measure: drawn, split, washOutYears, link: own }) => {
      const isLinked = own !== undefined && axes.some((each) => each.variable === linked?.id)
      // Linked by days, only first events can be followed.
      const measure = isLinked && own.window.unit === 'days' ? 'cases' : drawn
      const period = { fromYear: Math.min(...years), toYear: Math.max(...years) }
      return specificationOf({
        register: registerId,
        measure,
        ...(measure === 'cases' && { washOutYears: isLinked ? washOutYears % 2 : washOutYears }),
        ...(isLinked && { link: own }),
        period: isLinked ? within(period, own.window, register) : period,
        rows: axes.slice(0, split),
        columns: axes.slice(split),
        filters,
      })
    })
}

function registerOf({ catalogue }: SmallRegisters, id: string): Register {
  const register = findRegister(catalogue, id)
  if (!register) throw new Error('no such register')
  return register
}

/** A link to a register, its window of the kind that fits what is followed. */
function randomLink(
  register: string,
  filter: fc.Arbitrary<SpecificationFilter>,
  isPersonYear: boolean,
): fc.Arbitrary<SpecificationLink> {
  const years = fc.record({ unit: fc.constant('years' as const), back: fc.integer({ min: 0, max: 3 }), duringYear: fc.boolean() })
  const days = fc.record({
    unit: fc.constant('days' as const),
    direction: fc.constantFrom('after' as const, 'before' as const),
    days: fc.integer({ min: 1, max: 300 }),
  })
  const filters = fc.uniqueArray(filter, { maxLength: 2, selector: (each) => each.variable })
  return fc.record({ register: fc.constant(register), filters, window: isPersonYear ? years : days })
}

/** The period a year shorter where the days before or after would leave the years that the registers have. */
function within(
  period: Specification['period'],
  window: SpecificationLink['window'],
  { coverage }: Register,
): Specification['period'] {
  if (window.unit === 'years') return period
  const isAfter = window.direction === 'after'
  const first = isAfter ? period.fromYear : Math.max(period.fromYear, coverage.fromYear + 1)
  const toYear = Math.max(first, isAfter ? Math.min(period.toYear, coverage.toYear - 1) : period.toYear)
  return { fromYear: Math.min(first, toYear), toYear }
}
