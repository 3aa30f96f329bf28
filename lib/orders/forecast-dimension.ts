import { findVariable } from '#lib/catalogue/catalogue.ts'
import type { Variable } from '#lib/catalogue/register.ts'
import type { ResolvedAxis, ResolvedSpecification } from '#lib/catalogue/resolved-specification.ts'
import type { VariableShares } from './forecast-shares.ts'

/** Headings of an axis that are forecast: all of them, or a part that stands for the rest. */
export interface ForecastAxis {
  readonly axis: ResolvedAxis
  /** Positions of the headings among the axis's nodes. */
  readonly nodes: readonly number[]
  /** How many headings each stands for. */
  readonly weights: Float64Array
}

/** One variable of a table as the forecast sees it: an axis with its headings, or a filter, which has one. */
export interface ForecastDimension {
  readonly variable: Variable
  /** Share of all units, by heading. */
  readonly share: Float64Array
  /** Whether the heading holds everybody. */
  readonly isWhole: readonly boolean[]
  /** Whether the heading's own number is told. */
  readonly isTold: readonly boolean[]
  /** The finest codes of each heading. */
  readonly finest: readonly (readonly string[])[]
}

/** A filter's dimension: what it keeps is its one heading. */
export function filterDimension(variable: Variable, finest: readonly string[], shares: VariableShares): ForecastDimension {
  return {
    variable,
    share: Float64Array.of(shares.unitsOfSome(finest) / Math.max(1, shares.total)),
    isWhole: [false],
    isTold: [false],
    finest: [finest],
  }
}

/** An axis's dimension. A filter on the same variable, or the period where it is years, leaves codes out of its headings. */
export function axisDimension(
  { axis, nodes }: ForecastAxis,
  { register, specification, filters }: ResolvedSpecification,
  shares: VariableShares,
): ForecastDimension {
  const { variable } = axis
  const filter = filters.find((each) => each.variable.id === variable.id)
  const allowed = filter && new Set(filter.finestCodes)
  const { fromYear, toYear } = specification.period
  const isPeriod = variable.id === register.periodVariable
  const isPossible = (code: string) =>
    (!allowed || allowed.has(code)) && (!isPeriod || (Number(code) >= fromYear && Number(code) <= toYear))
  const below = finestBelow(axis).map((codes) => codes.filter(isPossible))
  const isUsed = (code: string) => shares.unitsOf(code) > 0
  const used = shares.index.atLevel(shares.index.finestLevel).filter(({ code }) => isUsed(code)).length
  const finest = nodes.map((node) => below[node] ?? [])
  const isWhole = nodes.map((node, k) => node === 0 && (finest[k] ?? []).filter(isUsed).length >= used)
  const isFull = nodes.map(
    (node, k) => node > 0 && finest[k]?.length === shares.index.finestUnder(axis.nodes[node]?.code ?? '').length,
  )
  const codeOf = (node: number) => axis.nodes[node]?.code ?? ''
  const share = Float64Array.from(nodes, (node, k) => {
    if (isWhole[k]) return 1
    return (isFull[k] ? shares.unitsOf(codeOf(node)) : shares.unitsOfSome(finest[k] ?? [])) / Math.max(1, shares.total)
  })
  const isTold = nodes.map((node, k) => isFull[k] === true && shares.isTold(codeOf(node)))
  return { variable, share, isWhole, isTold, finest }
}

/** The finest codes under each heading of an axis. */
function finestBelow(axis: ResolvedAxis): string[][] {
  const below = axis.nodes.map((node) => [...node.finestCodes])
  for (let node = below.length - 1; node > 0; node--) {
    const parent = below[axis.nodes[node]?.parent ?? 0]
    for (const code of below[node] ?? []) parent?.push(code)
  }
  return below
}

/** What delimits the table beside its axes: its filters, and its period where that is not all years. */
export function delimitersOf({ register, specification, filters, axes }: ResolvedSpecification) {
  const onAxis = new Set(axes.map(({ variable }) => variable.id))
  const { fromYear, toYear } = specification.period
  const isAllYears = fromYear <= register.coverage.fromYear && toYear >= register.coverage.toYear
  const variable = findVariable(register, register.periodVariable)
  const years = Array.from({ length: toYear - fromYear + 1 }, (_, i) => String(fromYear + i))
  const period = variable && !isAllYears && !filters.some((filter) => filter.variable.id === variable.id)
  const all = [...filters, ...(period ? [{ variable, finestCodes: years }] : [])]
  return all.filter((each) => !onAxis.has(each.variable.id))
}
