import { type CountedCells, DERIVED, FIXED, FREE, HELD, OPEN } from '../counted-cells.ts'
import { SumList } from '../sum-list.ts'

/** Cells of several tables, each known by what is counted and one set per variable, so that equal cells are one. */
export class JointCells {
  readonly #sums = new SumList()
  readonly #counts: number[] = []
  readonly #roles: number[] = []
  readonly #byKey = new Map<string, number>()
  /** A cell that two tables count differently; -1 when there is none. */
  contradicted = -1

  get size(): number {
    return this.#counts.length
  }

  find(unit: string, box: readonly number[]): number | undefined {
    return this.#byKey.get(`${unit} ${box.join()}`)
  }

  /** The cell of a box, new or known. Published before beats everything, to be decided now beats hidden before. */
  put(unit: string, box: readonly number[], count: number, role: number): number {
    const key = `${unit} ${box.join()}`
    const there = this.#byKey.get(key)
    if (there === undefined) {
      const cell = this.#new(count, role)
      this.#byKey.set(key, cell)
      return cell
    }
    if (this.#counts[there] !== count && this.contradicted < 0) this.contradicted = there
    if (rank(role) < rank(this.#roles[there] ?? DERIVED)) this.#roles[there] = role
    return there
  }

  /** A difference that is no box of codes: units of the outer cell that are not in the inner one. */
  addDifference(outer: number, inner: number): void {
    const rest = (this.#counts[outer] ?? 0) - (this.#counts[inner] ?? 0)
    this.addSum(outer, [inner, this.#new(rest, DERIVED)], true)
  }

  /** `more` is never less than `fewer`; what lies between them is nobody's secret. */
  addOrder(fewer: number, more: number): void {
    const rest = (this.#counts[more] ?? 0) - (this.#counts[fewer] ?? 0)
    this.addSum(more, [fewer, this.#new(rest, FREE)], true)
  }

  /** Adds a sum; one that says a cell is itself is left out. */
  addSum(whole: number, parts: readonly number[], additive: boolean): void {
    if (parts.length === 1 && parts[0] === whole) return
    this.#sums.add(whole, parts, additive)
  }

  /** Whether a cell stands in a table. */
  isShown(cell: number): boolean {
    return rank(this.#roles[cell] ?? DERIVED) < rank(DERIVED)
  }

  freeze(): CountedCells & { readonly roles: Uint8Array } {
    return { sums: this.#sums, counts: Float64Array.from(this.#counts), roles: Uint8Array.from(this.#roles) }
  }

  #new(count: number, role: number): number {
    this.#counts.push(count)
    this.#roles.push(role)
    return this.#sums.addCell()
  }
}

const RANKS = [FIXED, OPEN, HELD, DERIVED, FREE]

function rank(role: number): number {
  return RANKS.indexOf(role)
}
