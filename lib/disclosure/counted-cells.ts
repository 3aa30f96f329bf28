import type { Cube } from '#lib/tabulation/cube.ts'
import { cubeSums, type Sums } from './sums.ts'

/** A cell of the table to protect: published or hidden as is decided now. */
export const OPEN = 0
/** Published before; everybody knows it. */
export const FIXED = 1
/** Hidden before, and in no table that is decided now: stays hidden. */
export const HELD = 2
/** In no table at all, but the difference of cells that are: never published, and unsafe when it is small. */
export const DERIVED = 3

/** In no table either, and nobody's secret: room between cells of which one is never less than the other. */
export const FREE = 4

/** A zero of a table that tells something about persons: hidden like a small count, so that nobody knows it to be zero. */
export const UNSAFE_ZERO = 5

/** Whether not even a cell's being zero is published: because it is in no table, or because the zero is unsafe. */
export function isUnseen(role: number | undefined): boolean {
  return role === DERIVED || role === FREE || role === UNSAFE_ZERO
}

/** True counts of cells, the sums that tie them together, and what part each cell plays. */
export interface CountedCells {
  readonly sums: Sums
  /** Whole numbers of at least 0, by cell. */
  readonly counts: Float64Array
  /** By cell `OPEN`, `FIXED`, `HELD`, `DERIVED`, `FREE` or `UNSAFE_ZERO`; all open when absent. */
  readonly roles?: Uint8Array
  /** What nobody can be kept from knowing, where more of it is known than single sums tell. */
  readonly known?: KnownBounds
}

/** What every cell can be for anybody, by cell; `most` is infinite where nothing bounds it. */
export interface KnownBounds {
  readonly least: Float64Array
  readonly most: Float64Array
}

/** A single table, every cell of it open. */
export function countedCube({ dimensions, counts }: Cube): CountedCells {
  return { sums: cubeSums(dimensions), counts }
}

/** The first whole whose parts don't give it; -1 when every sum holds. */
export function brokenSum({ sums, counts }: CountedCells): number {
  let broken = -1
  sums.visit((whole, parts, additive) => {
    if (broken >= 0) return
    let sum = 0
    let largest = 0
    for (const part of parts) {
      const count = counts[part] ?? 0
      sum += count
      largest = Math.max(largest, count)
    }
    const count = counts[whole] ?? 0
    if (additive ? sum !== count : sum < count || largest > count) broken = whole
  })
  return broken
}
