import { type CubeDimension, cellCount } from '#lib/tabulation/cube.ts'
import type { SumVisitor } from './sums.ts'

/** What an outsider has: counts by cell, null where he has none, and the sums that tie the cells together. */
export interface PublishedTable {
  readonly counts: readonly (number | null)[]
  visit(visitor: SumVisitor): void
  /** Cells that are in no table, by cell 1: that one is not zero is not known of them. Absent when there are none. */
  readonly unseen?: Uint8Array
}

/** One sum of the published table in which something is hidden. */
export interface AuditedSum {
  /** Hidden members and their signs. */
  readonly members: readonly (readonly [number, 1 | -1])[]
  /** Published part moved to the right side. */
  readonly right: number
  /** `=`: the members give exactly the right side; `>=`: at least. */
  readonly relation: '=' | '>='
}

/** Hidden cells tied together by sums: what an outsider must solve as one. */
export interface AuditedSystem {
  readonly cells: readonly number[]
  readonly sums: readonly AuditedSum[]
}

/** Splits what is hidden into systems that share no sum, each sum read from the cells' own coordinates. */
export function auditedSystems(table: PublishedTable): AuditedSystem[] {
  return splitSystems(table, readSums(table))
}

/** A single table: every sum read from the cells' own coordinates. */
export function publishedCube(dimensions: readonly CubeDimension[], counts: readonly (number | null)[]): PublishedTable {
  return { counts, visit: (visitor) => visitCoordinates(dimensions, visitor) }
}

function visitCoordinates(dimensions: readonly CubeDimension[], visitor: SumVisitor): void {
  const total = cellCount(dimensions)
  let stride = total
  for (const dimension of dimensions) {
    const size = dimension.codes.length
    stride /= size
    const children = new Map<number, number[]>()
    for (let node = 1; node < size; node++) {
      const parent = dimension.parents[node] ?? 0
      children.set(parent, [...(children.get(parent) ?? []), node])
    }
    for (let address = 0; address < total; address++) {
      const node = Math.floor(address / stride) % size
      const below = children.get(node)
      if (!below) continue
      visitor(
        address,
        Int32Array.from(below, (child) => address + (child - node) * stride),
        dimension.additive,
      )
    }
  }
}

/** Every sum of the table in which something is hidden. */
function readSums(table: PublishedTable): AuditedSum[] {
  const sums: AuditedSum[] = []
  table.visit((whole, parts, additive) => {
    addSum(sums, table.counts, parts, whole, additive ? '=' : '>=')
    if (additive) return
    for (const part of parts) addSum(sums, table.counts, [whole], part, '>=')
  })
  return sums
}

/** `parts` together equal, or are at least, `whole`. Sums with nothing hidden say nothing. */
function addSum(
  sums: AuditedSum[],
  counts: readonly (number | null)[],
  parts: Iterable<number>,
  whole: number,
  relation: '=' | '>=',
): void {
  const members: (readonly [number, 1 | -1])[] = []
  let right = 0
  for (const part of parts) {
    const count = counts[part] ?? null
    if (count === null) members.push([part, 1])
    else right -= count
  }
  const count = counts[whole] ?? null
  if (count === null) members.push([whole, -1])
  else right += count
  if (members.length > 0) sums.push({ members, right, relation })
}

/** Walks from each hidden cell through its sums to everything it is tied to. */
function splitSystems({ counts }: PublishedTable, sums: readonly AuditedSum[]): AuditedSystem[] {
  const sumsOf = new Map<number, number[]>()
  for (const [s, sum] of sums.entries()) for (const [cell] of sum.members) sumsOf.set(cell, [...(sumsOf.get(cell) ?? []), s])
  const seenCells = new Set<number>()
  const systems: AuditedSystem[] = []
  for (let start = 0; start < counts.length; start++) {
    if (counts[start] !== null || seenCells.has(start)) continue
    const cells: number[] = []
    const seenSums = new Set<number>()
    const queue = [start]
    seenCells.add(start)
    for (let cell = queue.pop(); cell !== undefined; cell = queue.pop()) {
      cells.push(cell)
      for (const s of sumsOf.get(cell) ?? []) {
        if (seenSums.has(s)) continue
        seenSums.add(s)
        for (const [other] of sums[s]?.members ?? []) {
          if (seenCells.has(other)) continue
          seenCells.add(other)
          queue.push(other)
        }
      }
    }
    systems.push({ cells: cells.sort((a, b) => a - b), sums: [...seenSums].sort((a, b) => a - b).flatMap((s) => sums[s] ?? []) })
  }
  return systems
}
