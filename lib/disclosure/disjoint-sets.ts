/** Union-find over 0..size-1; the root of a set is its smallest member. */
export class DisjointSets {
  readonly #parent: Int32Array

  constructor(size: number) {
    this.#parent = Int32Array.from({ length: size }, (_, k) => k)
  }

  find(start: number): number {
    let at = start
    for (;;) {
      const up = this.#parent[at] ?? at
      if (up === at) return at
      this.#parent[at] = this.#parent[up] ?? up
      at = up
    }
  }

  join(a: number, b: number): void {
    const x = this.find(a)
    const y = this.find(b)
    this.#parent[Math.max(x, y)] = Math.min(x, y)
  }
}
