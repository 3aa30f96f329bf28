import type { Catalogue } from '#lib/catalogue/catalogue.ts'
import { decideSpecification } from '#lib/catalogue/decide-specification.ts'
import { linkName } from '#lib/catalogue/linked-events.ts'
import { asShown, type ResolvedAxis, type ResolvedSpecification } from '#lib/catalogue/resolved-specification.ts'
import type { Specification, SpecificationAxis, Standardisation } from '#lib/catalogue/specification.ts'
import type { PublishedTable } from '#lib/release/library/queries.ts'

/**
 * How far a public table answers a wanted one: `same`, every number asked for and no others; `covers`, every number asked for
 * stands in it; `related`, the same variables at other levels, years or limits.
 */
export interface Answered {
  readonly table: PublishedTable
  readonly how: 'same' | 'covers' | 'related'
}

const ORDER = ['same', 'covers', 'related'] as const
const MOST = 3

/** The public tables that answer a wanted table wholly or partly, best first, at most three. Pure. */
export function alreadyAnswered(
  ordered: ResolvedSpecification,
  published: readonly PublishedTable[],
  catalogue: Catalogue,
): Answered[] {
  const wanted = asShown(ordered)
  const answers = published.flatMap((table): Answered[] => {
    if (table.specification.register !== wanted.register.id || table.specification.measure !== wanted.specification.measure)
      return []
    const found = shownOf(table.specification, catalogue)
    if (!found || !sharesVariables(wanted, found)) return []
    const covers = isCovered(wanted, found)
    const isSame = covers && isCovered(found, wanted)
    return [{ table, how: isSame ? 'same' : covers ? 'covers' : 'related' }]
  })
  return answers.sort((a, b) => ORDER.indexOf(a.how) - ORDER.indexOf(b.how)).slice(0, MOST)
}

const known = new WeakMap<Catalogue, WeakMap<Specification, ResolvedSpecification | null>>()

/** A public table unfolded, once for the same catalogue and list; null where the catalogue no longer holds its words. */
function shownOf(specification: Specification, catalogue: Catalogue): ResolvedSpecification | null {
  const tables = known.get(catalogue) ?? new WeakMap<Specification, ResolvedSpecification | null>()
  known.set(catalogue, tables)
  const existing = tables.get(specification)
  if (existing !== undefined) return existing
  const decided = decideSpecification(specification, catalogue, { maxCells: Number.POSITIVE_INFINITY })
  const shown = decided.ok ? asShown(decided.value) : null
  tables.set(specification, shown)
  return shown
}

function sharesVariables(wanted: ResolvedSpecification, found: ResolvedSpecification): boolean {
  const there = new Set(found.axes.map((axis) => axis.variable.id))
  return wanted.axes.every((axis) => there.has(axis.variable.id))
}

/** Whether every cell of the wanted table stands in the found one: the same people, and each heading as a heading there. */
function isCovered(wanted: ResolvedSpecification, found: ResolvedSpecification): boolean {
  const { specification: own } = wanted
  const { specification: other } = found
  if (own.period.fromYear !== other.period.fromYear || own.period.toYear !== other.period.toYear) return false
  if (own.rate && (!other.rate || own.personYears !== other.personYears)) return false
  if (own.rateRatios && !other.rateRatios) return false
  if (own.survival && !other.survival) return false
  if (own.value && !hasStatistics(own.value, other.value)) return false
  if (own.standardisation && !isSameStandardisation(own.standardisation, other.standardisation)) return false
  if (limitsOf(wanted) !== limitsOf(found) || !isSameLink(wanted, found)) return false
  const needsTotal = found.axes.length > wanted.axes.length || own.totals
  if (needsTotal && !other.totals) return false
  const isThere = wanted.axes.every((axis) => {
    const there = found.axes.find((each) => each.variable.id === axis.variable.id)
    const headings = there && new Set(headingsOf(there, other.totals))
    return headings !== undefined && headingsOf(axis, own.totals).every((heading) => headings.has(heading))
  })
  const isUsed = (variable: string) => wanted.axes.some((axis) => axis.variable.id === variable)
  return isThere && [...other.rows, ...other.columns].every((axis) => isUsed(axis.variable) || isWholeAxis(axis))
}

/** Whether the wanted table's linked events, if it has any, are those of the found one. */
function isSameLink(wanted: ResolvedSpecification, found: ResolvedSpecification): boolean {
  const [own, other] = [wanted, found].map(({ axes }) => axes.find(({ link }) => link)?.link)
  return !own || (other !== undefined && linkName(own) === linkName(other))
}

function hasStatistics(own: NonNullable<Specification['value']>, other: Specification['value']): boolean {
  return other?.id === own.id && own.statistics.every((statistic) => other.statistics.includes(statistic))
}

function isSameStandardisation(own: Standardisation, other: Standardisation | undefined): boolean {
  const intervalOf = (each: Standardisation) => (each.standard === 'table' ? null : each.interval)
  return other?.standard === own.standard && other.level === own.level && intervalOf(other) === intervalOf(own)
}

/** A heading by what it holds, so that own groups and levels that mean the same are the same. */
function headingsOf(axis: ResolvedAxis, totals: boolean): string[] {
  const held = axis.nodes.map((node) => [...node.finestCodes])
  for (let node = axis.nodes.length - 1; node > 0; node--) {
    held[axis.nodes[node]?.parent ?? 0]?.push(...(held[node] ?? []))
  }
  return held.slice(totals ? 0 : 1).map((codes) => codes.toSorted().join())
}

/** Whether an axis leaves nobody out: its total is then the total without it. */
function isWholeAxis(axis: SpecificationAxis): boolean {
  return axis.codes === null && axis.groups === undefined
}

function limitsOf({ filters }: ResolvedSpecification): string {
  return filters
    .map(({ variable, finestCodes }) => `${variable.id}=${finestCodes.toSorted().join()}`)
    .sort()
    .join('&')
}
