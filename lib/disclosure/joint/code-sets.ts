/** Sets of the finest codes of one variable, each kept once and known by a number. */
export class CodeSets {
  readonly all: number
  readonly #place: ReadonlyMap<string, number>
  readonly #codes: readonly string[]
  readonly #byKey = new Map<string, number>()
  readonly #sets: Int32Array[] = []

  constructor(codes: readonly string[]) {
    this.#codes = codes
    this.#place = new Map(codes.map((code, place) => [code, place]))
    this.all = this.#keep(Int32Array.from(codes.keys()))
  }

  /** The number of the set of these codes; codes the variable does not have are left out. */
  of(codes: readonly string[]): number {
    return this.#keep(Int32Array.from(new Set(codes.flatMap((code) => this.#place.get(code) ?? []))).sort())
  }

  codesOf(set: number): string[] {
    return Array.from(this.#sets[set] ?? [], (place) => this.#codes[place] ?? '')
  }

  size(set: number): number {
    return this.#sets[set]?.length ?? 0
  }

  /** Whether every code of `inner` is in `outer`. */
  isWithin(inner: number, outer: number): boolean {
    const outside = new Set(this.#sets[outer])
    return (this.#sets[inner] ?? []).every((place) => outside.has(place))
  }

  /** The codes of `outer` that are not in `inner`. */
  without(outer: number, inner: number): number {
    const taken = new Set(this.#sets[inner])
    return this.#keep((this.#sets[outer] ?? new Int32Array()).filter((place) => !taken.has(place)))
  }

  shareNone(a: number, b: number): boolean {
    const other = new Set(this.#sets[b])
    return !(this.#sets[a] ?? []).some((place) => other.has(place))
  }

  /** The coarsest sets of which each given set is a union: codes that stand in the same of them, in order of first code. */
  atoms(sets: readonly number[]): number[] {
    const marks = this.#codes.map(() => '')
    for (const set of sets) for (const place of this.#sets[set] ?? []) marks[place] += `${set},`
    const byMark = new Map<string, number[]>()
    for (const [place, mark] of marks.entries()) {
      if (mark === '') continue
      const list = byMark.get(mark)
      if (list) list.push(place)
      else byMark.set(mark, [place])
    }
    return [...byMark.values()].map((places) => this.#keep(Int32Array.from(places)))
  }

  #keep(places: Int32Array): number {
    const key = places.join()
    const there = this.#byKey.get(key)
    if (there !== undefined) return there
    this.#byKey.set(key, this.#sets.length)
    return this.#sets.push(places) - 1
  }
}
