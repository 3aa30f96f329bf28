import { type CubeDimension, cellCount } from '#lib/tabulation/cube.ts'

/** A table as an outsider has it: counts by address, null where hidden. */
export interface PublishedTable {
  readonly dimensions: readonly CubeDimension[]
  readonly counts: readonly (number | null)[]
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

/** Every sum of the table in which something is hidden, from the cells' own coordinates. */
function readSums({ dimensions, counts }: PublishedTable): AuditedSum[] {
  const sums: AuditedSum[] = []
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
      const parts = below.map((child) => address + (child - node) * stride)
      if (dimension.additive) {
        addSum(sums, counts, parts, address, '=')
        continue
      }
      addSum(sums, counts, parts, address, '>=')
      for (const part of parts) addSum(sums, counts, [address], part, '>=')
    }
  }
  return sums
}

/** `parts` together equal, or are at least, `whole`. Sums with nothing hidden say nothing. */
function addSum(
  sums: AuditedSum[],
  counts: readonly (number | null)[],
  parts: readonly number[],
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
