import { type Catalogue, findRegister, findVariable } from '#lib/catalogue/catalogue.ts'
import { notesFor } from '#lib/catalogue/notes-for.ts'
import { groupText } from '#lib/catalogue/own-groups.ts'
import type { Specification } from '#lib/catalogue/specification.ts'
import { type TableBody, VALUE_FIGURES } from '#lib/production/table-body.ts'
import { linkFacts, linkFigures, linkLegend } from '#lib/release/link-figures.ts'
import { type RatioLine, rateRatioTable, ratioLegend } from '#lib/release/rate-ratio-table.ts'
import {
  figureLabel,
  standardisationFacts,
  standardisationLegend,
  standardisedFigures,
} from '#lib/release/standardised-figures.ts'
import { type SurvivalCurves, survivalCurves, survivalLegend } from '#lib/release/survival-curves.ts'
import { type GridLocale, gridAddress, type TableGrid, tableGrid } from '#lib/release/table-grid.ts'
import { valueFacts, valueFigures, valueLegend } from '#lib/release/value-figures.ts'

/** The one mark of a hidden cell that leaves the house. */
export const HIDDEN_MARK = '..'

/** Everything a delivered file says, in one language, independent of the file's format. */
export interface DeliveryDocument {
  readonly locale: GridLocale
  readonly title: string
  readonly grid: TableGrid
  /** Counts by row and column; null where hidden. */
  readonly counts: readonly (readonly (number | null)[])[]
  /** Rates per 100 000 inhabitants, hidden where the count is hidden and where nobody lives; null when none was ordered. */
  readonly rates: readonly (readonly (number | null)[])[] | null
  /** Everything beside the counts, in the order in which files show it; the rates per 100 000 first. */
  readonly figures: readonly DeliveryFigure[]
  /** Null where none were ordered. */
  readonly curves: SurvivalCurves | null
  /** Rate ratios of a regression, variable by variable; null where none were ordered. */
  readonly ratios: readonly RatioLine[] | null
  /** Name and value of each fact about the table, for the head of a file or a sheet of its own. */
  readonly facts: readonly { readonly name: string; readonly value: string }[]
  readonly legend: readonly string[]
  /** Breaks in the series and quality of the register, as far as the years of the table are concerned. */
  readonly notes: readonly string[]
  /** "Syntetiske data" and the like; never left out when there is one. */
  readonly originLabel: string | null
}

/** A figure made of the protected table: its name in files for programs and for people, and its values by row and column. */
export interface DeliveryFigure {
  readonly id: (typeof FIGURES)[number]
  readonly label: string
  /** Null where it is not given. */
  readonly values: readonly (readonly (number | null)[])[]
}

export const FIGURES = [
  'rate',
  'standardised_rate',
  'standardised_lower',
  'standardised_upper',
  'ratio',
  'ratio_lower',
  'ratio_upper',
  'prevalence',
  'linked_share',
  ...VALUE_FIGURES,
] as const

export interface DeliveryInput {
  readonly body: TableBody
  readonly contentHash: string
  readonly specification: Specification
  readonly catalogue: Catalogue
  readonly releaseId: string
  readonly releasedOn: string
}

/** Composes the delivered document from the protected table. It knows nothing of what the hidden cells held. */
export function deliveryDocument(input: DeliveryInput, locale: GridLocale): DeliveryDocument {
  const { body, specification, catalogue } = input
  const grid = tableGrid(body.dimensions, specification, catalogue, locale)
  const register = findRegister(catalogue, specification.register)
  if (!register) throw new Error('the catalogue no longer has the register of this table')
  const originLabel = register.originLabel?.[locale] ?? null
  const readAt = (valueAt: (address: number) => number | null) =>
    grid.rows.map((row) => grid.columns.map((column) => valueAt(gridAddress(row, column))))
  const read = (values: readonly (number | null)[]) => readAt((address) => values[address] ?? null)
  const rates = body.denominators && read(ratesOf(body.counts, body.denominators))
  const curves = survivalCurves(input, grid, locale)
  const ratios = rateRatioTable(input, locale)
  return {
    locale,
    title: specification.title,
    grid,
    counts: read(body.counts),
    rates,
    figures: [
      ...(rates
        ? [
            {
              id: 'rate' as const,
              label: figureLabel(specification.personYears ? 'rate_person_years' : 'rate', locale),
              values: rates,
            },
          ]
        : []),
      ...standardisedFigures(input, locale, readAt),
      ...valueFigures(input, locale, read),
      ...linkFigures(input, locale, read),
    ],
    curves,
    ratios,
    facts: factsOf(input, locale, register.label[locale], register.source[locale], originLabel),
    legend: [
      ...legendOf(locale, body.rules.threshold),
      ...standardisationLegend(specification, locale),
      ...valueLegend(body, locale),
      ...linkLegend(specification, locale),
      ...survivalLegend(curves, locale),
      ...ratioLegend(ratios, locale),
    ],
    notes: notesFor(register, specification.period).map(({ text }) => text[locale]),
    originLabel,
  }
}

/** Rates per 100 000, rounded to one decimal. A hidden count hides its rate, which would give it away. */
export function ratesOf(counts: readonly (number | null)[], denominators: readonly (number | null)[]): (number | null)[] {
  return counts.map((count, address) => {
    const people = denominators[address]
    return count === null || !people ? null : Math.round((count / people) * 1_000_000) / 10
  })
}

function factsOf(input: DeliveryInput, locale: GridLocale, register: string, source: string, originLabel: string | null) {
  const { body, specification } = input
  const { fromYear, toYear } = specification.period
  const isDanish = locale === 'da'
  const measure = MEASURE_NAMES[specification.measure][locale]
  const facts = [
    [isDanish ? 'Bestilling' : 'Order', body.orderNumber],
    [isDanish ? 'Register' : 'Register', originLabel ? `${register} – ${originLabel}` : register],
    [isDanish ? 'Kilde' : 'Source', source],
    [isDanish ? 'Måltal' : 'Measure', measure],
    ...washOutFacts(specification, locale),
    [isDanish ? 'Periode' : 'Period', fromYear === toYear ? String(fromYear) : `${fromYear}–${toYear}`],
    ...groupFacts(input, locale),
    ...linkFacts(input, locale),
    ...personYearFacts(specification, locale),
    ...standardisationFacts(specification, locale),
    ...valueFacts(input, locale),
    [isDanish ? 'Udtræk af registeret' : 'Register snapshot', body.snapshotId],
    ...(body.linked ? [[isDanish ? 'Udtræk, der kobles til' : 'Linked snapshot', body.linked.snapshotId] as const] : []),
    [isDanish ? 'Specifikation, version' : 'Specification version', String(body.specificationVersion)],
    [isDanish ? 'Frigivet' : 'Released', input.releasedOn],
    [isDanish ? 'Kontrolsum (SHA-256)' : 'Checksum (SHA-256)', input.contentHash],
    [isDanish ? 'Verifikation' : 'Verification', `/verificer/${input.releaseId}`],
  ] satisfies (readonly [string, string])[]
  return facts.map(([name, value]) => ({ name, value }))
}

const MEASURE_NAMES = {
  persons: { da: 'Personer', en: 'Persons' },
  contacts: { da: 'Kontakter', en: 'Contacts' },
  cases: {
    da: 'Nye tilfælde (personer ved første hændelse i perioden)',
    en: 'New cases (persons at their first event of the period)',
  },
} as const

function washOutFacts({ washOutYears = 0 }: Specification, locale: GridLocale): (readonly [string, string])[] {
  if (washOutYears === 0) return []
  return locale === 'da'
    ? [['Udvaskning', `ingen hændelse i de ${washOutYears} år før`]]
    : [['Wash-out', `no event in the ${washOutYears} years before`]]
}

function personYearFacts({ personYears }: Specification, locale: GridLocale): (readonly [string, string])[] {
  if (!personYears) return []
  return locale === 'da'
    ? [['Personår', 'af folketallet 1. januar i to år i træk, fordelt på Lexis-trekanter (Carstensen 2007)']]
    : [['Person-years', 'of the population on 1 January of two years running, by Lexis triangles (Carstensen 2007)']]
}

/** What each of the requester's own groups holds, a fact for each axis that has them. */
function groupFacts({ specification, catalogue }: DeliveryInput, locale: GridLocale): (readonly [string, string])[] {
  const register = findRegister(catalogue, specification.register)
  return [...specification.rows, ...specification.columns].flatMap(({ variable, groups }) => {
    const label = (register && findVariable(register, variable)?.label[locale]) ?? variable
    const name = locale === 'da' ? `Egne grupper: ${label}` : `Own groups: ${label}`
    return groups ? [[name, groups.map(groupText).join('; ')] as const] : []
  })
}

function legendOf(locale: GridLocale, threshold: string | number | boolean | undefined): string[] {
  return locale === 'da'
    ? [
        `${HIDDEN_MARK}  Skjult af hensyn til diskretion: færre end ${threshold} personer, eller nødvendigt for at beskytte et andet tal.`,
        '0  Ingen.',
      ]
    : [
        `${HIDDEN_MARK}  Hidden to protect confidentiality: fewer than ${threshold} persons, or needed to protect another figure.`,
        '0  None.',
      ]
}
