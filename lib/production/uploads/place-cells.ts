import { addressStrides } from '#lib/tabulation/cube.ts'
import { codeMatcher } from './match-codes.ts'
import { type CountProblem, parseCount } from './parse-count.ts'
import { addressIn, type RawTable } from './raw-table.ts'
import type { UploadAxis } from './upload-axis.ts'
import { roleOf, type UploadMapping } from './upload-mapping.ts'
import { MOST_KEPT, type ReadingProblem, type UnknownWord } from './upload-reading.ts'

/** Where the counts of a row stand: one column, or one for each heading of a dimension that runs across. */
export interface ValueColumn {
  readonly column: number
  /** What the column's heading adds to a cell's address; 0 for a single column of counts. */
  readonly offset: number
}

export interface PlacedCells {
  readonly counts: Float64Array
  /** By address: 1 where the file gives the cell. */
  readonly given: Uint8Array
  /** By address: row and column of the file, as `row * columns + column`. */
  readonly source: Int32Array
  /** What each cell of the file that was read counts, in the order of the file. */
  readonly read: readonly number[]
  readonly rowsTwice: number
  readonly unknown: readonly UnknownWord[]
  readonly unknownTotal: number
  readonly problems: readonly ReadingProblem[]
  readonly problemTotal: number
}

/** Puts every count of a file at its address in the ordered table, and names every cell that can't be. */
export function placeCells(table: RawTable, axes: readonly UploadAxis[], mapping: UploadMapping, size: number): PlacedCells {
  const findings = new Findings(table)
  const strides = addressStrides(axes)
  const { keys, values } = columnsOf(table, axes, mapping, strides)
  const counts = new Float64Array(size)
  const given = new Uint8Array(size)
  const source = new Int32Array(size).fill(-1)
  const read: number[] = []
  let rowsTwice = 0
  for (const number of table.hiddenRows) findings.add('hidden-row', `A${number}`, '')
  for (const [row, cells] of table.rows.entries()) {
    let base: number | null = 0
    for (const key of keys) {
      const node = findings.nodeOf(key, cells[key.column], row)
      base = node === null || base === null ? null : base + node * key.stride
    }
    for (const { column, offset } of values) {
      const count = parseCount(cells[column] ?? { kind: 'empty', text: '' }, table.format)
      // A cross table leaves cells empty; an empty cell is no count, here as everywhere.
      if (typeof count !== 'number') {
        findings.add(count, addressIn(table, row, column), cells[column]?.text ?? '')
        continue
      }
      read.push(count)
      if (base === null) continue
      const address = base + offset
      if (given[address] === 1) {
        rowsTwice++
        findings.add('cell-twice', addressIn(table, row, column), placeOf(table, source[address] ?? 0))
        continue
      }
      given[address] = 1
      counts[address] = count
      source[address] = row * table.header.length + column
    }
  }
  return { counts, given, source, read, rowsTwice, ...findings.told() }
}

/** The address in the file of a kept `source`. */
export function placeOf(table: RawTable, source: number): string {
  return addressIn(table, Math.floor(source / table.header.length), source % table.header.length)
}

interface KeyColumn {
  readonly column: number
  readonly axis: UploadAxis
  readonly stride: number
  readonly match: ReturnType<typeof codeMatcher>
}

function columnsOf(table: RawTable, axes: readonly UploadAxis[], mapping: UploadMapping, strides: Int32Array) {
  const keys: KeyColumn[] = []
  const values: ValueColumn[] = []
  for (const column of table.header.keys()) {
    const role = roleOf(mapping.columns[column] ?? 'left-out')
    if (role.kind === 'count') values.push({ column, offset: 0 })
    if (role.kind !== 'dimension' && role.kind !== 'category') continue
    const d = axes.findIndex(({ id }) => id === role.id)
    const axis = axes[d]
    if (!axis) continue
    const stride = strides[d] ?? 1
    if (role.kind === 'dimension') keys.push({ column, axis, stride, match: codeMatcher(axis, mapping.codes[axis.id]) })
    else values.push({ column, offset: Math.max(0, axis.codes.indexOf(role.code)) * stride })
  }
  return { keys, values }
}

type Kind = CountProblem | ReadingProblem['kind']

/** Collects what was found, the first of each with its address and the rest as a number. */
class Findings {
  readonly #table: RawTable
  readonly #problems: ReadingProblem[] = []
  #problemTotal = 0
  readonly #unknown = new Map<string, UnknownWord>()

  constructor(table: RawTable) {
    this.#table = table
  }

  add(kind: Kind, address: string, text: string): void {
    this.#problemTotal++
    if (this.#problems.length < MOST_KEPT) this.#problems.push({ kind, address, text: text.slice(0, 40) })
  }

  /** The node a key cell stands for; null when it can't be said, which is remembered. */
  nodeOf({ column, axis, match }: KeyColumn, cell: RawTable['rows'][number][number] | undefined, row: number): number | null {
    const { kind, text } = cell ?? { kind: 'empty', text: '' }
    const found = match(text)
    if (found.kind === 'found' && (kind === 'text' || kind === 'number' || kind === 'empty')) return found.node
    if (kind === 'formula' || /^[=@]/.test(text)) this.#problem('formula-code', row, column, text)
    else if (
      kind === 'date' ||
      /^\d{4}-\d{2}-\d{2}|^\d{1,2}[-. ]?(jan|feb|mar|apr|ma[jy]|jun|jul|aug|sep|o[ck]t|nov|dec)/i.test(text)
    )
      this.#problem('date-code', row, column, text)
    else this.#remember(axis.id, text, found.kind === 'guess' ? found.code : null, row, column)
    return null
  }

  #problem(kind: Kind, row: number, column: number, text: string): void {
    this.add(kind, addressIn(this.#table, row, column), text)
  }

  #remember(dimension: string, text: string, guess: string | null, row: number, column: number): void {
    const word = text.slice(0, 60)
    const key = `${dimension}\n${word}`
    const before = this.#unknown.get(key)
    if (before) this.#unknown.set(key, { ...before, rows: before.rows + 1 })
    else this.#unknown.set(key, { dimension, word, address: addressIn(this.#table, row, column), rows: 1, guess })
  }

  told() {
    return {
      unknown: [...this.#unknown.values()].slice(0, MOST_KEPT),
      unknownTotal: this.#unknown.size,
      problems: this.#problems,
      problemTotal: this.#problemTotal,
    }
  }
}
