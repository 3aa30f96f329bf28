import { createHash } from 'node:crypto'
import { cellKeys, type Perturbed, perturbByCellKey } from '#lib/disclosure/cell-key.ts'
import { roundControlled } from '#lib/disclosure/rounding.ts'
import { addressStrides, type Cube } from '#lib/tabulation/cube.ts'

/** The two methods that print something near every count instead of hiding some. */
export type AlteringMethod = 'round' | 'cellkey'

/** Multiples that rounding prints. */
export const ROUNDING_BASE = 5
/** Noise of the cell-key method: up to 4 units with variance 2; counts of 1 and 2 are not printed. */
export const NOISE = { largest: 4, variance: 2, avoidedUpTo: 2 } as const

/** Rounds or perturbs a whole table. */
export function alter(cube: Cube, method: AlteringMethod, threshold: number): Perturbed {
  if (method === 'round') return roundControlled(cube, ROUNDING_BASE, threshold)
  return perturbByCellKey(cube, cellKeys(cube.dimensions, keysFromCells(cube)), NOISE, threshold)
}

/**
 * Keys for a table that comes without records: every unit of an innermost cell gets a key from the cell's codes and its number
 * in the cell. Two tables made from the same innermost cells then carry the same noise.
 */
function keysFromCells({ dimensions, counts }: Cube): Float64Array {
  const strides = addressStrides(dimensions)
  const inner = dimensions.map(({ parents }) => new Set(parents))
  const keys = new Float64Array(counts.length)
  for (const [address, count] of counts.entries()) {
    const nodes = dimensions.map(({ codes }, d) => Math.floor(address / (strides[d] ?? 1)) % codes.length)
    if (count === 0 || nodes.some((node, d) => inner[d]?.has(node))) continue
    const name = JSON.stringify(nodes.map((node, d) => [dimensions[d]?.id, dimensions[d]?.codes[node]]))
    let sum = 0
    for (let unit = 0; unit < count; unit++) sum += keyOf(`${name}#${unit}`)
    keys[address] = sum - Math.floor(sum)
  }
  return keys
}

/** A number in [0, 1) from a name: 48 bits of its hash. */
function keyOf(name: string): number {
  return createHash('sha256').update(name).digest().readUIntBE(0, 6) / 2 ** 48
}
