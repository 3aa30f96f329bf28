import type { Catalogue } from '#lib/catalogue/catalogue.ts'
import type { Marginals } from '#lib/catalogue/marginals.ts'
import type { ResolvedSpecification } from '#lib/catalogue/resolved-specification.ts'
import { chooseTree, type Dependence, findDependences, mixedLift, spreadOver } from './forecast-dependence.ts'
import { axisDimension, delimitersOf, type ForecastAxis, type ForecastDimension, filterDimension } from './forecast-dimension.ts'
import { type PeriodView, shareInPeriod, viewPeriod } from './forecast-period.ts'
import { type VariableShares, variableShares } from './forecast-shares.ts'

/** Expected units of each cell, and how sure they are. Cells in address order of the axes, last axis fastest. */
export interface ExpectedCells {
  readonly expected: Float64Array
  /** By cell: how many variables narrow it. 0 where its own number is told. */
  readonly depth: Uint8Array
}

interface Model {
  readonly dimensions: readonly ForecastDimension[]
  readonly shares: ReadonlyMap<string, VariableShares>
  readonly pairShares: ReadonlyMap<string, VariableShares>
  readonly dependences: readonly Dependence[]
  /** Position of the calendar year among the dimensions, or -1. */
  readonly time: number
  readonly isOtherMeasure: boolean
  readonly units: number
}

/**
 * What each cell would hold if the variables went together only as far as the pairs told say: shares times lifts along the
 * strongest tree of pairs, each variable seen in the cell's own years. Null when the marginals don't cover a variable in use.
 */
export function expectCells(
  resolved: ResolvedSpecification,
  kept: readonly ForecastAxis[],
  marginals: Marginals,
  catalogue: Catalogue,
): ExpectedCells | null {
  const { register, specification } = resolved
  const delimiters = delimitersOf(resolved)
  const used = [...resolved.axes, ...delimiters].map(({ variable }) => variable)
  const sharesIn = (measure: typeof specification.measure) =>
    new Map(
      used.flatMap((variable) => {
        const found = variableShares(marginals, measure, variable, catalogue)
        return found ? [[variable.id, found] as const] : []
      }),
    )
  const shares = sharesIn(specification.measure)
  const first = marginals.singles[0]?.measure ?? specification.measure
  const isOtherMeasure = first !== specification.measure
  const pairShares = isOtherMeasure ? sharesIn(first) : shares
  const dimensions = [
    ...kept.flatMap((each) => of(shares, each.axis.variable.id, (known) => axisDimension(each, resolved, known))),
    ...delimiters.flatMap(({ variable, finestCodes }) =>
      of(shares, variable.id, (known) => filterDimension(variable, finestCodes, known)),
    ),
  ]
  if (dimensions.length < used.length) return null
  const time = dimensions.findIndex(({ variable }) => variable.id === register.periodVariable)
  const units = Math.max(0, ...[...shares.values()].map((each) => each.total))
  const dependences = findDependences(marginals, pairShares)
  return fillCells({ dimensions, shares, pairShares, dependences, time, isOtherMeasure, units })
}

function of<T>(shares: ReadonlyMap<string, VariableShares>, id: string, make: (known: VariableShares) => T): T[] {
  const known = shares.get(id)
  return known ? [make(known)] : []
}

function fillCells(model: Model): ExpectedCells {
  const { dimensions, time, units } = model
  const sizes = dimensions.map(({ share }) => share.length)
  const cells = sizes.reduce((product, size) => product * size, 1)
  const views = viewsOf(model)
  const inYears = views.map((byYear, d) => yearShares(model, d, byYear))
  const trees = new Map<number, readonly LiftTable[]>()
  const tables = liftTables(model, views)
  const treeOf = (mask: number) => {
    const known = trees.get(mask)
    if (known) return known
    const narrowed = dimensions.flatMap(({ variable }, d) => (mask & (1 << d) && d !== time ? [variable.id] : []))
    const tree = chooseTree(model.dependences, narrowed).flatMap((position) => tables[position] ?? [])
    trees.set(mask, tree)
    return tree
  }
  const expected = new Float64Array(cells)
  const depth = new Uint8Array(cells)
  const at = new Int32Array(sizes.length)
  for (let cell = 0; cell < cells; cell++) {
    const year = time >= 0 ? (at[time] ?? 0) : 0
    let value = units
    let mask = 0
    let narrowed = 0
    let isTold = true
    for (const [d, dimension] of dimensions.entries()) {
      const k = at[d] ?? 0
      if (dimension.isWhole[k]) continue
      value *= inYears[d]?.[k * (sizes[time] ?? 1) + year] ?? dimension.share[k] ?? 0
      mask |= 1 << d
      narrowed++
      if (!dimension.isTold[k]) isTold = false
    }
    for (const { a, b, width, lifts, scale } of treeOf(mask))
      value *= (lifts[(at[a] ?? 0) * width + (at[b] ?? 0)] ?? 1) * (scale[year] ?? 1)
    expected[cell] = value
    depth[cell] = narrowed <= 1 && isTold ? 0 : Math.max(1, narrowed)
    for (let d = sizes.length - 1; d >= 0; d--) {
      const next = (at[d] ?? 0) + 1
      at[d] = next === sizes[d] ? 0 : next
      if (next < (sizes[d] ?? 0)) break
    }
  }
  return { expected, depth }
}

/** Each variable as it is in the years of each heading of the year; null where that is all years or nothing is known. */
function viewsOf({ dimensions, dependences, shares, pairShares, time, isOtherMeasure }: Model): (PeriodView | null)[][] {
  const years = dimensions[time]
  const timeShares = years && pairShares.get(years.variable.id)
  return dimensions.map(({ variable }, d) => {
    const known = pairShares.get(variable.id)
    const pair = dependences.find(
      ({ first, second }) => years && [first, second].includes(variable.id) && [first, second].includes(years.variable.id),
    )
    if (!years || d === time || !pair || !known || !timeShares) return []
    const isSummed = isOtherMeasure || (shares.get(years.variable.id)?.additive ?? false)
    return years.finest.map((codes, k) => (years.isWhole[k] ? null : viewPeriod(pair, known, timeShares, codes, isSummed)))
  })
}

/** By heading and heading of the year: the share of those years' units. Empty where the years make no difference. */
function yearShares({ dimensions, shares, time }: Model, d: number, views: readonly (PeriodView | null)[]): Float64Array {
  const dimension = dimensions[d]
  const known = dimension && shares.get(dimension.variable.id)
  if (!dimension || !known || views.every((view) => view === null)) return new Float64Array()
  const width = dimensions[time]?.share.length ?? 1
  return Float64Array.from({ length: dimension.share.length * width }, (_, at) => {
    const k = Math.floor(at / width)
    const view = views[at % width]
    const ever = dimension.share[k] ?? 0
    return view ? shareInPeriod(view, known, dimension.finest[k] ?? [], ever) : ever
  })
}

interface LiftTable {
  readonly a: number
  readonly b: number
  readonly width: number
  readonly lifts: Float64Array
  /** By heading of the year: the lifts are told for all years, in which units repeat more. */
  readonly scale: Float64Array
}

/** The lifts of every dependence between two dimensions other than the year, by their headings. */
function liftTables(model: Model, views: readonly (readonly (PeriodView | null)[])[]): (LiftTable | undefined)[] {
  const { dimensions, shares, dependences, time } = model
  const position = new Map(dimensions.map(({ variable }, d) => [variable.id, d]))
  return dependences.map((dependence) => {
    const [a, b] = [position.get(dependence.first) ?? -1, position.get(dependence.second) ?? -1]
    const [first, second] = [dimensions[a], dimensions[b]]
    if (!first || !second || a === time || b === time) return undefined
    const spread = ({ variable, finest, isWhole }: ForecastDimension, level: string) =>
      finest.map((codes, k) => {
        const known = shares.get(variable.id)
        return isWhole[k] || !known ? null : spreadOver(known, codes, level)
      })
    const firsts = spread(first, dependence.firstLevel)
    const seconds = spread(second, dependence.secondLevel)
    const lifts = Float64Array.from({ length: firsts.length * seconds.length }, (_, at) => {
      const [p, q] = [firsts[Math.floor(at / seconds.length)], seconds[at % seconds.length]]
      return p && q ? mixedLift(dependence, p, q) : 1
    })
    const headings = dimensions[time]?.share.length ?? 1
    const scale = Float64Array.from({ length: headings }, (_, year) =>
      scaleOf(dependence, repeatsOf(model, first, views[a]?.[year]), repeatsOf(model, second, views[b]?.[year])),
    )
    return { a, b, width: seconds.length, lifts, scale }
  })
}

/** In how many categories a unit stands: in the years given, or in the measure over all years. */
function repeatsOf({ shares, isOtherMeasure }: Model, { variable }: ForecastDimension, view: PeriodView | null | undefined) {
  if (view && !isOtherMeasure) return view.repeats
  return isOtherMeasure && shares.get(variable.id)?.additive ? 1 : null
}

/** What repeats less has higher lifts; where nothing repeats their mean is 1. `null`: as in all years. */
function scaleOf({ meanLift, repeats }: Dependence, first: number | null, second: number | null): number {
  const all = Math.log(Math.max(1, repeats[0])) + Math.log(Math.max(1, repeats[1]))
  if (all < 0.01 || meanLift <= 0) return 1
  const here = Math.log(Math.max(1, first ?? repeats[0])) + Math.log(Math.max(1, second ?? repeats[1]))
  return meanLift ** (Math.min(1, here / all) - 1)
}
