import loadHighs from 'highs'

type Highs = Awaited<ReturnType<typeof loadHighs>>

let loading: Promise<Highs> | undefined

/** The HiGHS solver, loaded once per thread. */
export function loadSolver(): Promise<Highs> {
  loading ??= loadHighs()
  return loading
}

/** Columns with bounds, rows `sum = 0` or `sum = right`. Sparse by row. */
export interface LinearProgram {
  readonly lower: Float64Array
  readonly upper: Float64Array
  readonly costs: Float64Array
  readonly rowStarts: Int32Array
  readonly rowMembers: Int32Array
  readonly rowCoefficients: Float64Array
  readonly right: Float64Array
  readonly wholeNumbers: boolean
}

export interface OpenProgram {
  setCost(column: number, cost: number): void
  setBounds(column: number, lower: number, upper: number): void
  /** Solves for the greatest or least cost; null when no point exists or the time is over. */
  solve(sense: 'greatest' | 'least'): Float64Array | null
  close(): void
}

/** Opens a program that is solved again and again with other costs and bounds; each solution starts from the last. */
export function openProgram(highs: Highs, program: LinearProgram, secondsPerSolve: number): OpenProgram {
  const { constants, infinity } = highs
  const columns = program.lower.length
  const bounded = (bounds: Float64Array) =>
    Float64Array.from(bounds, (b) => (b === Infinity ? infinity : b === -Infinity ? -infinity : b))
  const rows = program.right.length
  const model = highs.createModel({
    numCols: columns,
    numRows: rows,
    sense: constants.objectiveSense.minimize,
    colCost: program.costs,
    colLower: bounded(program.lower),
    colUpper: bounded(program.upper),
    rowLower: program.right,
    rowUpper: program.right,
    matrix: {
      format: 'csr',
      numCols: columns,
      numRows: rows,
      starts: program.rowStarts,
      indices: program.rowMembers,
      values: program.rowCoefficients,
    },
    ...(program.wholeNumbers ? { integrality: new Int32Array(columns).fill(constants.variableType.integer) } : {}),
  })
  model.options.set({ output_flag: false, random_seed: 1, time_limit: secondsPerSolve })
  return {
    setCost: (column, cost) => void model.changeColCost(column, cost),
    setBounds: (column, lower, upper) => void model.changeColBounds(column, lower, upper === Infinity ? infinity : upper),
    solve(sense) {
      model.changeObjectiveSense(sense === 'greatest' ? constants.objectiveSense.maximize : constants.objectiveSense.minimize)
      model.zeroAllClocks()
      model.run()
      return model.getModelStatus() === constants.modelStatus.optimal ? Float64Array.from(model.getSolution().colValue) : null
    },
    close: () => model.dispose(),
  }
}
