import type { LinearProgram } from './open-program.ts'
import { isHidden, leastOf, type Problem } from './problem.ts'

/** Hidden cells tied together by sums, with the slacks of those sums: what an intruder must solve as one system. */
export interface Component {
  /** Variables of the problem, by column of the program. */
  readonly variables: Int32Array
  readonly program: LinearProgram
}

/** Splits the hidden cells into components that share no sum. Each sum keeps its hidden part; the rest goes to the right side. */
export function hiddenComponents(problem: Problem, wholeNumbers: boolean): Component[] {
  const { equations } = problem
  const roots = new Int32Array(equations.variables).map((_, i) => i)
  const find = (v: number): number => {
    let root = v
    while (roots[root] !== root) root = roots[root] ?? root
    for (let at = v; roots[at] !== root; ) {
      const next = roots[at] ?? root
      roots[at] = root
      at = next
    }
    return root
  }
  const rows: number[] = []
  for (let r = 0; r + 1 < equations.starts.length; r++) {
    let first = -1
    let cells = 0
    for (let i = equations.starts[r] ?? 0; i < (equations.starts[r + 1] ?? 0); i++) {
      const member = equations.members[i] ?? 0
      if (!isHidden(problem, member)) continue
      if (member < equations.cells) cells++
      if (first < 0) first = member
      else roots[find(member)] = find(first)
    }
    if (cells > 0) rows.push(r)
  }
  return gather(problem, rows, find, wholeNumbers)
}

function gather(problem: Problem, rows: readonly number[], find: (v: number) => number, wholeNumbers: boolean): Component[] {
  const { equations } = problem
  const rowsByRoot = new Map<number, number[]>()
  for (const r of rows) {
    const start = equations.starts[r] ?? 0
    for (let i = start; i < (equations.starts[r + 1] ?? 0); i++) {
      const member = equations.members[i] ?? 0
      if (!isHidden(problem, member)) continue
      const root = find(member)
      const list = rowsByRoot.get(root)
      if (list) list.push(r)
      else rowsByRoot.set(root, [r])
      break
    }
  }
  const components = [...rowsByRoot.values()].map((own) => makeComponent(problem, own, wholeNumbers))
  return components.concat(lonelyCells(problem, rows, wholeNumbers))
}

/** Hidden cells that stand in no sum at all (a table of one cell). */
function lonelyCells(problem: Problem, rows: readonly number[], wholeNumbers: boolean): Component[] {
  const { equations } = problem
  const seen = new Uint8Array(equations.cells)
  for (const r of rows) {
    for (let i = equations.starts[r] ?? 0; i < (equations.starts[r + 1] ?? 0); i++) {
      const member = equations.members[i] ?? 0
      if (member < equations.cells) seen[member] = 1
    }
  }
  const lonely: Component[] = []
  for (let cell = 0; cell < equations.cells; cell++) {
    if (!isHidden(problem, cell) || seen[cell] === 1) continue
    const upper = farAbove(problem.values[cell] ?? 0)
    lonely.push({ variables: Int32Array.of(cell), program: emptyProgram(leastOf(problem, cell), upper, wholeNumbers) })
  }
  return lonely
}

function emptyProgram(least: number, upper: number, wholeNumbers: boolean): LinearProgram {
  return {
    lower: Float64Array.of(least),
    upper: Float64Array.of(upper),
    costs: new Float64Array(1),
    rowStarts: Int32Array.of(0),
    rowMembers: new Int32Array(0),
    rowCoefficients: new Float64Array(0),
    right: new Float64Array(0),
    wholeNumbers,
  }
}

/** An unbounded direction is cut far beyond what any rule asks for, so that every solve has an end. */
function farAbove(value: number): number {
  return 2 * value + 10_000
}

function makeComponent(problem: Problem, rows: readonly number[], wholeNumbers: boolean): Component {
  const { equations, values } = problem
  const columnOf = new Map<number, number>()
  const variables: number[] = []
  const rowStarts: number[] = [0]
  const rowMembers: number[] = []
  const rowCoefficients: number[] = []
  const right: number[] = []
  const known = new Set<string>()
  for (const r of rows) {
    const own: [number, number][] = []
    let rest = 0
    for (let i = equations.starts[r] ?? 0; i < (equations.starts[r + 1] ?? 0); i++) {
      const member = equations.members[i] ?? 0
      const coefficient = equations.coefficients[i] ?? 0
      if (!isHidden(problem, member)) {
        rest -= coefficient * (values[member] ?? 0)
        continue
      }
      let column = columnOf.get(member)
      if (column === undefined) {
        column = variables.push(member) - 1
        columnOf.set(member, column)
      }
      own.push([column, coefficient])
    }
    // The same hidden cells in the same sum, met through another margin, add nothing.
    const name = own.map(([column, coefficient]) => (column + 1) * coefficient).join()
    if (known.has(name)) continue
    known.add(name)
    for (const [column, coefficient] of own) {
      rowMembers.push(column)
      rowCoefficients.push(coefficient)
    }
    rowStarts.push(rowMembers.length)
    right.push(rest)
  }
  return {
    variables: Int32Array.from(variables),
    program: {
      lower: Float64Array.from(variables, (variable) => leastOf(problem, variable)),
      upper: Float64Array.from(variables, (variable) => farAbove(values[variable] ?? 0)),
      costs: new Float64Array(variables.length),
      rowStarts: Int32Array.from(rowStarts),
      rowMembers: Int32Array.from(rowMembers),
      rowCoefficients: Float64Array.from(rowCoefficients),
      right: Float64Array.from(right),
      wholeNumbers,
    },
  }
}
