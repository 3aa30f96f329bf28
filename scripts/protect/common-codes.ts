import type { CubeDimension } from '#lib/tabulation/cube.ts'
import { leafCodes } from './leaf-records.ts'

/**
 * What the codes of several hierarchies of one dimension mean together: a code that stands in two of them means the same, so an
 * innermost code of the one may have children in the other. Totals are not compared by name but by what lies under them.
 */
export class CommonCodes {
  readonly #children = new Map<string, string[]>()

  constructor(hierarchies: readonly CubeDimension[]) {
    for (const { codes, parents } of hierarchies)
      for (const [node, code] of codes.entries()) {
        const below = codes.filter((_, child) => parents[child] === node)
        if (node > 0 && below.length > 0 && !this.#children.has(code)) this.#children.set(code, below)
      }
  }

  /** The finest codes that a code of any of the hierarchies stands for. */
  finest(code: string, depth = 0): string[] {
    const below = depth > 50 ? undefined : this.#children.get(code)
    return below ? below.flatMap((child) => this.finest(child, depth + 1)) : [code]
  }

  /** Per node of a hierarchy the finest codes under it. */
  sets({ codes, parents }: CubeDimension): string[][] {
    const sets: string[][] = codes.map(() => [])
    const inner = new Set(parents)
    for (let node = codes.length - 1; node >= 0; node--) {
      const own = sets[node] ?? []
      if (!inner.has(node)) own.push(...this.finest(codes[node] ?? ''))
      sets[parents[node] ?? -1]?.push(...own)
    }
    return sets
  }

  /** Every finest code under the totals of the hierarchies. */
  all(hierarchies: readonly CubeDimension[]): string[] {
    return [...new Set(hierarchies.flatMap((dimension) => leafCodes(dimension).flatMap((code) => this.finest(code))))]
  }
}
