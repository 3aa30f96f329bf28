/** A rate ratio with 95 % limits; null limits where nothing was counted, so that there is no largest likelihood. */
export interface RateRatio {
  readonly ratio: number
  readonly lower: number | null
  readonly upper: number | null
}

const Z = 1.959963984540054
const MOST_ROUNDS = 2000
const PRECISION = 1e-12

/**
 * Rate ratios of a Poisson regression with main effects alone: log rate = sum of one effect per factor. Fitted from the events of
 * each factor's levels, which are all that the likelihood depends on (Birch, JRSS B 25, 1963, 220-233), and the people of every
 * cell; no count of a cell goes in. Iterative proportional fitting, standard errors from the information at the fit (McCullagh and
 * Nelder, Generalized Linear Models, 2nd ed. 1989, section 6.4). `people`: one per combination of levels, mixed-radix with the last
 * factor fastest. `events`: by factor and level, every factor with the same total. `references`: the level of each factor that
 * the others are compared with; it has events. Null when the margins can't be fitted to the people.
 */
export function rateRatios(
  people: Float64Array,
  events: readonly (readonly number[])[],
  references: readonly number[],
): RateRatio[][] | null {
  const levelsOf = cellLevels(events.map((levels) => levels.length))
  const effects = fitEffects(people, events, levelsOf)
  if (!effects) return null
  const fitted = fittedCells(people, effects, levelsOf)
  const errors = standardErrors(fitted, events, references, levelsOf)
  return effects.map((own, factor) =>
    own.map((effect, level): RateRatio => {
      const ratio = effect / (own[references[factor] ?? 0] ?? 1)
      if (level === references[factor]) return { ratio: 1, lower: 1, upper: 1 }
      const error = errors[factor]?.[level]
      if (error === undefined || ratio === 0) return { ratio, lower: null, upper: null }
      return { ratio, lower: ratio * Math.exp(-Z * error), upper: ratio * Math.exp(Z * error) }
    }),
  )
}

/** The levels of a cell by its address. */
function cellLevels(sizes: readonly number[]): (cell: number) => number[] {
  const strides = sizes.map((_, factor) => sizes.slice(factor + 1).reduce((product, size) => product * size, 1))
  return (cell) => sizes.map((size, factor) => Math.floor(cell / (strides[factor] ?? 1)) % size)
}

/** Scales each factor's effects in turn until the fitted events of every level are those counted. */
function fitEffects(
  people: Float64Array,
  events: readonly (readonly number[])[],
  levelsOf: (cell: number) => number[],
): number[][] | null {
  const effects = events.map((levels) => levels.map((count): number => (count > 0 ? 1 : 0)))
  for (let round = 0; round < MOST_ROUNDS; round++) {
    let moved = 0
    for (const [factor, wanted] of events.entries()) {
      const sums = wanted.map(() => 0)
      const fitted = fittedCells(people, effects, levelsOf)
      for (const [cell, count] of fitted.entries()) {
        const level = levelsOf(cell)[factor] ?? 0
        sums[level] = (sums[level] ?? 0) + count
      }
      for (const [level, count] of wanted.entries()) {
        if (count === 0) continue
        const step = count / (sums[level] ?? 0)
        if (!Number.isFinite(step)) return null
        const own = effects[factor]
        if (own) own[level] = (own[level] ?? 0) * step
        moved = Math.max(moved, Math.abs(step - 1))
      }
    }
    if (moved < PRECISION) return effects
  }
  return null
}

function fittedCells(
  people: Float64Array,
  effects: readonly (readonly number[])[],
  levelsOf: (cell: number) => number[],
): Float64Array {
  return people.map((count, cell) =>
    levelsOf(cell).reduce((product, level, factor) => product * (effects[factor]?.[level] ?? 0), count),
  )
}

/** By factor and level the standard error of its log ratio to the reference; undefined for references and levels without events. */
function standardErrors(
  fitted: Float64Array,
  events: readonly (readonly number[])[],
  references: readonly number[],
  levelsOf: (cell: number) => number[],
): (number | undefined)[][] {
  let parameters = 1
  const parameterOf = events.map((levels, factor) =>
    levels.map((count, level) => (count > 0 && level !== references[factor] ? parameters++ : -1)),
  )
  const information = Array.from({ length: parameters }, () => new Float64Array(parameters))
  for (const [cell, weight] of fitted.entries()) {
    if (weight === 0) continue
    const own = [
      0,
      ...levelsOf(cell).flatMap((level, factor) => {
        const parameter = parameterOf[factor]?.[level] ?? -1
        return parameter < 0 ? [] : [parameter]
      }),
    ]
    for (const a of own) for (const b of own) addTo(information[a], b, weight)
  }
  const variances = inverseDiagonal(information)
  return parameterOf.map((levels) =>
    levels.map((parameter) => (parameter < 0 ? undefined : Math.sqrt(variances[parameter] ?? Number.NaN))),
  )
}

function addTo(row: Float64Array | undefined, at: number, value: number): void {
  if (row) row[at] = (row[at] ?? 0) + value
}

/** The diagonal of the inverse of a symmetric positive definite matrix, by Cholesky factor and its inverse. */
function inverseDiagonal(matrix: readonly Float64Array[]): number[] {
  const size = matrix.length
  const lower = Array.from({ length: size }, () => new Float64Array(size))
  const at = (rows: readonly Float64Array[], i: number, j: number) => rows[i]?.[j] ?? 0
  for (let i = 0; i < size; i++) {
    for (let j = 0; j <= i; j++) {
      let sum = at(matrix, i, j)
      for (let k = 0; k < j; k++) sum -= at(lower, i, k) * at(lower, j, k)
      const row = lower[i]
      if (row) row[j] = i === j ? Math.sqrt(sum) : sum / at(lower, j, j)
    }
  }
  // Column by column of the inverse factor: the squares of a column add up to the diagonal of the inverse.
  return Array.from({ length: size }, (_, column) => {
    const solved = new Float64Array(size)
    let squares = 0
    for (let i = column; i < size; i++) {
      let sum = i === column ? 1 : 0
      for (let k = column; k < i; k++) sum -= at(lower, i, k) * (solved[k] ?? 0)
      solved[i] = sum / at(lower, i, i)
      squares += (solved[i] ?? 0) ** 2
    }
    return squares
  })
}
