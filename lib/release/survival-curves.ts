import { findRegister } from '#lib/catalogue/catalogue.ts'
import { TOTAL_CODE } from '#lib/catalogue/resolved-specification.ts'
import type { DeliveryInput } from '#lib/release/delivery-document.ts'
import { type GridHeading, type GridLocale, gridAddress, type TableGrid } from '#lib/release/table-grid.ts'
import { addressStrides } from '#lib/tabulation/cube.ts'
import { type FollowedInterval, LEAST_AT_RISK, lifeTable, type SurvivalPoint } from '#lib/tabulation/life-table.ts'

/** The curve of one cell of the table, a point per year of follow-up; null where it is no longer given. */
export interface SurvivalGroup {
  readonly row: GridHeading
  readonly column: GridHeading
  readonly label: string
  /** Whether it is a total or subtotal; pictures show the parts where there are some. */
  readonly isMargin: boolean
  readonly points: readonly (SurvivalPoint | null)[]
}

export interface SurvivalCurves {
  readonly label: string
  /** Only those whose curve has a point at all. */
  readonly groups: readonly SurvivalGroup[]
}

/** The survival curves of a protected table, from what it publishes alone; null where none were ordered. */
export function survivalCurves(input: DeliveryInput, grid: TableGrid, locale: GridLocale): SurvivalCurves | null {
  const { specification, catalogue } = input
  const survival = findRegister(catalogue, specification.register)?.survival
  if (!specification.survival || !survival) return null
  const pointsAt = curveOf(input, survival)
  const groups = grid.rows.flatMap((row) =>
    grid.columns.map((column) => ({
      row,
      column,
      label: labelOf(row, column),
      isMargin: row.isMargin || column.isMargin,
      points: pointsAt(gridAddress(row, column)),
    })),
  )
  return { label: survival.label[locale], groups: groups.filter(({ points }) => points.some((point) => point !== null)) }
}

/** What tells a cell apart, without the totals; the word for the total where there is nothing else. */
function labelOf(row: GridHeading, column: GridHeading): string {
  const labels = [...row.labels, ...column.labels]
  const codes = [...row.codes, ...column.codes]
  const own = labels.filter((_, k) => codes[k] !== TOTAL_CODE)
  return own.join(', ') || (labels[0] ?? '')
}

/** The points of a cell by its address. Where its ends of follow-up are not told apart there is no curve. */
function curveOf({ body }: DeliveryInput, survival: { readonly time: string; readonly status: string; readonly event: string }) {
  const { dimensions, counts } = body
  const strides = addressStrides(dimensions)
  const positionOf = (id: string) => dimensions.findIndex((dimension) => dimension.id === id)
  const [time, status] = [positionOf(survival.time), positionOf(survival.status)]
  const [timeStep, statusStep] = [strides[time] ?? 0, strides[status] ?? 0]
  const event = dimensions[status]?.codes.indexOf(survival.event) ?? -1
  const others = (dimensions[status]?.codes ?? []).flatMap((_, node) => (node > 0 && node !== event ? [node] : []))
  const years = (dimensions[time]?.codes ?? []).flatMap((_, node) => (node > 0 ? [node] : []))
  const add = (numbers: readonly (number | null | undefined)[]) =>
    numbers.reduce<number | null>((sum, number) => (sum === null || number == null ? null : sum + number), 0)
  const eventsAt = (address: number) => counts[address + event * statusStep] ?? null
  const withdrawnAt = (address: number) => add(others.map((node) => counts[address + node * statusStep]))
  const guides = years.map((year) => ({
    expectedEvents: eventsAt(year * timeStep) ?? 1,
    expectedWithdrawn: withdrawnAt(year * timeStep) ?? 1,
  }))
  return (address: number): (SurvivalPoint | null)[] => {
    const [events, withdrawn] = [eventsAt(address), withdrawnAt(address)]
    if (counts[address] == null || events === null || withdrawn === null) return years.map(() => null)
    const intervals = years.map(
      (year, k): FollowedInterval => ({
        events: eventsAt(address + year * timeStep),
        withdrawn: withdrawnAt(address + year * timeStep),
        expectedEvents: guides[k]?.expectedEvents ?? 1,
        expectedWithdrawn: guides[k]?.expectedWithdrawn ?? 1,
      }),
    )
    return lifeTable({ events, withdrawn }, intervals)
  }
}

/** A line per group and year, with a head, for files; shares in per cent with one decimal. */
export function survivalLines(curves: SurvivalCurves, grid: TableGrid, locale: GridLocale): (string | number | null)[][] {
  const head = [
    ...grid.rowAxes,
    ...grid.columnAxes,
    ...(locale === 'da'
      ? ['År', 'Under risiko ved årets begyndelse', 'Overlevelse, %', 'Nedre grænse', 'Øvre grænse']
      : ['Year', 'At risk at its beginning', 'Survival, %', 'Lower limit', 'Upper limit']),
  ]
  const per = (share: number) => Math.round(share * 1000) / 10
  const lines = curves.groups.flatMap(({ row, column, points }) =>
    points.flatMap((point, k) =>
      point
        ? [[...row.labels, ...column.labels, k + 1, point.atRisk, per(point.survival), per(point.lower), per(point.upper)]]
        : [],
    ),
  )
  return [head, ...lines]
}

/** How the curves were made and when they end. */
export function survivalLegend(curves: SurvivalCurves | null, locale: GridLocale): string[] {
  if (!curves) return []
  return locale === 'da'
    ? [
        `${curves.label}: overlevelsestavle over hele år (Kaplan-Meier på grupperede tider, frafald midt i året, Greenwoods varians, 95 % grænser på log-minus-log-skala). Regnet af den beskyttede tabel alene: hvert trin hviler på mindst ${LEAST_STEP} hændelser eller er udjævnet over år, og grænserne rummer enhver fordeling af det skjulte. Kurven slutter, når færre end ${LEAST_AT_RISK} er under risiko.`,
      ]
    : [
        `${curves.label}: life table over whole years (Kaplan-Meier on grouped times, withdrawal in mid-year, Greenwood's variance, 95% limits on the log-minus-log scale). Computed from the protected table alone: each step rests on at least ${LEAST_STEP} events or is smoothed over years, and the limits hold every spread of what is hidden. The curve ends when fewer than ${LEAST_AT_RISK} are at risk.`,
      ]
}

/** A published number of events is 0 or at least the threshold. */
const LEAST_STEP = 5
