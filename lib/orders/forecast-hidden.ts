import type { Catalogue } from '#lib/catalogue/catalogue.ts'
import type { Marginals } from '#lib/catalogue/marginals.ts'
import { asShown, type ResolvedAxis, type ResolvedSpecification } from '#lib/catalogue/resolved-specification.ts'
import type { Cube } from '#lib/tabulation/cube.ts'
import { CALIBRATION } from './forecast-calibration.ts'
import type { ForecastAxis } from './forecast-dimension.ts'
import { expectCells } from './forecast-expected.ts'
import { secondaryFeatures } from './forecast-secondary.ts'
import { knownChance, smallChance } from './forecast-small.ts'

/** How many cells of a table will be hidden, as far as safe totals tell. All numbers are estimates. */
export interface HiddenForecast {
  /** Every cell that is protected, totals included. */
  readonly cells: number
  readonly hidden: number
  /** Four tables of five have a number between these. */
  readonly low: number
  readonly high: number
  /** Of the hidden, the small counts themselves; the others protect them. */
  readonly unsafe: number
  /** The headings forecast, axis by axis, and the chance of each of their cells to be hidden; last axis fastest. */
  readonly axes: readonly ForecastAxis[]
  readonly chances: Float64Array
}

/** Tables with more cells are forecast from a part of their headings. */
const MOST_CELLS = 60_000
/** The first headings of each axis are always among them: they are the ones shown. */
const SHOWN = 24

/**
 * Forecasts from safe totals alone how many cells of a table will be hidden: expected counts from shares and pairs, the chance
 * of each to be 1 to 4, and what must be hidden beside them. Pure and deterministic; 30 000 cells take some 30 ms. Null
 * when there are no marginals for a variable in use.
 */
export function forecastHidden(
  ordered: ResolvedSpecification,
  marginals: Marginals,
  catalogue: Catalogue,
): HiddenForecast | null {
  const resolved = asForecast(ordered)
  if (!resolved) return null
  const axes = keepHeadings(resolved.axes)
  const cells = resolved.axes.reduce((product, axis) => product * axis.nodes.length, 1)
  const model = expectCells(resolved, axes, marginals, catalogue)
  if (!model) return null
  const { expected, depth } = model
  const unsafe = new Float64Array(expected.length)
  const zero = new Float64Array(expected.length)
  for (const [cell, units] of expected.entries()) {
    const narrowed = depth[cell] ?? 1
    const spread = CALIBRATION.spread[Math.min(narrowed, CALIBRATION.spread.length) - 1] ?? 0
    const chance = narrowed === 0 ? knownChance(Math.round(units)) : smallChance(units, spread)
    unsafe[cell] = chance.unsafe
    zero[cell] = chance.zero
  }
  const weights = weightsOf(axes)
  const features = secondaryFeatures(dimensionsOf(axes, marginals, resolved), unsafe, zero, expected)
  const safe = unsafe.map((chance, cell) => Math.max(0, 1 - chance - (zero[cell] ?? 0)))
  const beside = CALIBRATION.perLone * features.lone + CALIBRATION.perDouble * features.double
  const chances = spreadBeside(unsafe, safe, features.pull, beside)
  const hidden = Math.min(cells, weighted(chances, weights))
  const slack = CALIBRATION.share * hidden + (hidden > 0.5 ? CALIBRATION.margin : CALIBRATION.margin / 2)
  return {
    cells,
    hidden: Math.round(hidden),
    low: Math.max(0, Math.round(hidden - slack)),
    high: Math.min(cells, Math.round(hidden + slack)),
    unsafe: Math.round(weighted(unsafe, weights)),
    axes,
    chances,
  }
}

/** Adds what is hidden beside the unsafe cells where the sums pull it, no cell beyond certainty. */
function spreadBeside(unsafe: Float64Array, safe: Float64Array, pull: Float64Array, beside: number): Float64Array {
  const room = pull.reduce((sum, each) => sum + each, 0)
  const part = room > 0 ? beside / room : 0
  return unsafe.map((chance, cell) => Math.min(1, chance + Math.min(safe[cell] ?? 0, part * (pull[cell] ?? 0))))
}

/** Every heading of a table that is small enough; otherwise the first of each axis, and evenly spread ones for the rest. */
function keepHeadings(axes: readonly ResolvedAxis[]): ForecastAxis[] {
  let kept = axes.map((axis) => axis.nodes.length)
  const size = () => kept.reduce((product, each) => product * each, 1)
  while (size() > MOST_CELLS) {
    const longest = Math.max(...kept)
    if (longest <= SHOWN) break
    kept = kept.map((each) => (each === longest ? Math.max(SHOWN, Math.floor(each * 0.8)) : each))
  }
  return axes.map((axis, d) => {
    const count = kept[d] ?? axis.nodes.length
    if (count >= axis.nodes.length) {
      const nodes = axis.nodes.map((_, node) => node)
      return { axis, nodes, weights: new Float64Array(nodes.length).fill(1) }
    }
    const first = Math.min(count, SHOWN)
    const rest = Math.max(0, count - first)
    const step = rest > 0 ? (axis.nodes.length - first) / rest : 0
    const nodes = Array.from({ length: count }, (_, i) => (i < first ? i : Math.floor(first + (i - first) * step)))
    const weight = (k: number) => (k < first ? (rest > 0 ? 1 : axis.nodes.length / first) : step)
    return { axis, nodes, weights: Float64Array.from(nodes, (_, k) => weight(k)) }
  })
}

/**
 * The table to forecast instead of the one ordered: without what lies within its cells, and persons for cases, who are the same
 * people where nothing tells the years apart. Null where cases are fewer than persons by more than can be told.
 */
function asForecast(ordered: ResolvedSpecification): ResolvedSpecification | null {
  const resolved = asShown(ordered)
  const { specification, register, axes } = resolved
  if (specification.measure !== 'cases') return resolved
  const isByYear = axes.some(({ variable }) => variable.id === register.periodVariable)
  if (specification.washOutYears || isByYear) return null
  return { ...resolved, specification: { ...specification, measure: 'persons' } }
}

/** The headings kept as a cube's dimensions: a heading whose own parent was not kept goes under the nearest one that was. */
function dimensionsOf(axes: readonly ForecastAxis[], marginals: Marginals, resolved: ResolvedSpecification): Cube['dimensions'] {
  const { measure, period } = resolved.specification
  const isOneRowEach = resolved.register.rowStandsFor === 'person-year' && period.fromYear === period.toYear
  return axes.map(({ axis, nodes }) => {
    const position = new Map(nodes.map((node, k) => [node, k]))
    const parentOf = (node: number) => {
      let above = axis.nodes[node]?.parent ?? -1
      while (above >= 0 && !position.has(above)) above = axis.nodes[above]?.parent ?? -1
      return position.get(above) ?? -1
    }
    const single = marginals.singles.find((each) => each.variable === axis.variable.id && each.measure === measure)
    return {
      id: axis.variable.id,
      codes: nodes.map((node) => axis.nodes[node]?.code ?? ''),
      parents: Int32Array.from(nodes, parentOf),
      additive: isOneRowEach || (single?.additive ?? true),
    }
  })
}

/** How many cells of the table each cell forecast stands for. */
function weightsOf(axes: readonly ForecastAxis[]): Float64Array {
  let weights = Float64Array.of(1)
  for (const axis of axes) {
    const next = new Float64Array(weights.length * axis.weights.length)
    for (const [i, before] of weights.entries())
      for (const [k, own] of axis.weights.entries()) next[i * axis.weights.length + k] = before * own
    weights = next
  }
  return weights
}

function weighted(values: Float64Array, weights: Float64Array): number {
  return values.reduce((sum, value, cell) => sum + value * (weights[cell] ?? 1), 0)
}
