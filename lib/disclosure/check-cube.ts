import { ok, type Result, refuse } from '#lib/kernel/result.ts'
import { addressStrides, type Cube, cellCount } from '#lib/tabulation/cube.ts'
import type { ProtectRefusal } from './refusal.ts'
import { visitRelations } from './relations.ts'

/** Most cells one protection takes. */
export const CELL_LIMIT = 4_000_000

/** Checks that a cube is sound: proper trees, whole counts, margins that agree with their parts. The first fault is named. */
export function checkCube(cube: Cube): Result<Cube, ProtectRefusal> {
  for (const { id, codes, parents } of cube.dimensions) {
    const seen = new Set<string>()
    for (const [node, code] of codes.entries()) {
      const parent = parents[node] ?? -2
      const isSound = node === 0 ? parent === -1 : parent >= 0 && parent < node
      if (seen.has(code) || !isSound) return refuse('bad-dimension', { dimension: id, code })
      seen.add(code)
    }
    if (codes.length === 0 || parents.length !== codes.length) return refuse('bad-dimension', { dimension: id, code: '' })
  }
  const cells = cellCount(cube.dimensions)
  if (cells > CELL_LIMIT) return refuse('too-many-cells', { cells, limit: CELL_LIMIT })
  if (cells !== cube.counts.length) return refuse('bad-shape', { cells, counts: cube.counts.length })
  const bad = cube.counts.findIndex((count) => !Number.isSafeInteger(count) || count < 0)
  if (bad >= 0) return refuse('bad-counts', { cell: cellCodes(cube.dimensions, bad), count: cube.counts[bad] ?? 0 })
  return firstBadMargin(cube) ?? ok(cube)
}

function firstBadMargin({ dimensions, counts }: Cube): ProtectRefusal | undefined {
  let fault: ProtectRefusal | undefined
  visitRelations(dimensions, (parent, children, d) => {
    if (fault) return
    let sum = 0
    let largest = 0
    for (const child of children) {
      sum += counts[child] ?? 0
      largest = Math.max(largest, counts[child] ?? 0)
    }
    const count = counts[parent] ?? 0
    const isSound = dimensions[d]?.additive ? count === sum : count <= sum && count >= largest
    if (!isSound)
      fault = refuse('bad-margin', { cell: cellCodes(dimensions, parent), dimension: dimensions[d]?.id ?? '', count, sum })
  })
  return fault
}

/** The code of a cell in each dimension. */
export function cellCodes(dimensions: Cube['dimensions'], address: number): string[] {
  const strides = addressStrides(dimensions)
  return dimensions.map(({ codes }, d) => codes[Math.floor(address / (strides[d] ?? 1)) % codes.length] ?? '')
}
