import type { Dependence } from './forecast-dependence.ts'
import type { VariableShares } from './forecast-shares.ts'

/** How a variable looks in some years, against all years: persons repeat over years, and in fewer years they repeat less. */
export interface PeriodView {
  /** Share of these years' units that have a code of the level. */
  readonly share: (code: string) => number
  /** Share of the units of all years that have it in any of them. */
  readonly shareEver: (code: string) => number
  /** In how many codes a unit of these years stands, on average; and a unit of all years. */
  readonly repeats: number
  readonly repeatsEver: number
  readonly level: string
}

/**
 * Reads from the pair of a variable and the year what the variable is in `years`. `isSummed`: a unit belongs to one year alone,
 * so years add up; otherwise a code's units grow with the number of years by the power that fits its mean year and its total.
 */
export function viewPeriod(
  dependence: Dependence,
  variable: VariableShares,
  time: VariableShares,
  years: readonly string[],
  isSummed: boolean,
): PeriodView {
  const isFirst = dependence.first === variable.variable.id
  const unitsIn = (code: string, year: string) => (isFirst ? dependence.units(code, year) : dependence.units(year, code))
  const level = isFirst ? dependence.firstLevel : dependence.secondLevel
  const all = time.index.atLevel(time.index.finestLevel).flatMap(({ code }) => (time.unitsOf(code) > 0 ? [code] : []))
  const codes = variable.index.atLevel(level).map(({ code }) => code)
  const total = isSummed ? sum(all.map(time.unitsOf)) : time.total
  const inPeriod = isSummed ? sum(years.map(time.unitsOf)) : time.unitsOfSome(years)
  const shares = new Map<string, { readonly here: number; readonly ever: number }>()
  let [repeats, repeatsEver] = [0, 0]
  for (const code of codes) {
    const each = sum(all.map((year) => unitsIn(code, year)))
    const ever = isSummed ? each : variable.unitsOf(code)
    if (ever <= 0 || inPeriod <= 0) continue
    const power = isSummed ? 1 : growth(ever, each / Math.max(1, all.length), all.length)
    const here = sum(years.map((year) => unitsIn(code, year)))
    const units = Math.min(ever, here, (here / Math.max(1, years.length)) * years.length ** power)
    shares.set(code, { here: units / inPeriod, ever: ever / Math.max(1, total) })
    repeats += units / inPeriod
    repeatsEver += ever / Math.max(1, total)
  }
  const share = (code: string) => shares.get(code)?.here ?? 0
  return { level, repeats, repeatsEver, share, shareEver: (code) => shares.get(code)?.ever ?? 0 }
}

/**
 * Share of the years' units that a heading made of some finest codes holds. A heading above the level told holds a unit once,
 * however many of the finer codes it passes through; how often it does is taken from all years, and the less the fewer years.
 */
export function shareInPeriod(view: PeriodView, variable: VariableShares, finest: readonly string[], shareEver: number): number {
  let [here, ever] = [0, 0]
  for (const [code, portion] of portionsOf(variable, finest, view.level)) {
    here += portion * view.share(code)
    ever += portion * view.shareEver(code)
  }
  if (here <= 0 || ever <= 0 || shareEver <= 0) return 0
  const all = Math.log(Math.max(1, view.repeatsEver))
  const power = all < 0.01 ? 1 : Math.min(1, Math.log(Math.max(1, view.repeats)) / all)
  return Math.min(1, here / (ever / shareEver) ** power)
}

/** Of each code of a level the part of its units that stand in some finest codes. */
function portionsOf(variable: VariableShares, finest: readonly string[], level: string): Map<string, number> {
  const portions = new Map<string, number>()
  for (const code of finest) {
    const at = variable.index.lineage(code).find((node) => node.level === level)
    if (at) portions.set(at.code, (portions.get(at.code) ?? 0) + variable.unitsOf(code))
  }
  for (const [code, units] of portions) {
    const all = sum(variable.index.finestUnder(code).map(variable.unitsOf))
    portions.set(code, all > 0 ? units / all : 0)
  }
  return portions
}

/** The power by which the units of several years grow: 1 when none repeats, 0 when all do. */
function growth(ever: number, mean: number, years: number): number {
  if (years < 2 || mean <= 0) return 1
  return Math.min(1, Math.max(0, Math.log(ever / mean) / Math.log(years)))
}

function sum(values: readonly number[]): number {
  return values.reduce((a, b) => a + b, 0)
}
