import { addressStrides } from '#lib/tabulation/cube.ts'
import type { UploadAxis } from './upload-axis.ts'

/** A margin that does not fit its parts, or that is missing and can't be computed. */
export interface MarginFault {
  readonly address: number
  /** Dimension whose parts were looked at. */
  readonly dimension: number
  /** What the file gives; null when the margin is missing. */
  readonly given: number | null
  readonly least: number
  readonly most: number
}

export interface FilledMargins {
  readonly faults: readonly MarginFault[]
  readonly checked: number
  readonly computed: number
  /** Innermost cells that were not given and count as zero. */
  readonly zeros: number
}

/**
 * Checks every given margin against its parts and computes, in place, those that are missing. Along a dimension whose parts add
 * up a margin is their sum. Along one where a person can stand in several parts it lies between the largest part and the sum,
 * so it can't be computed unless these are the same. Parts have higher addresses than what they are parts of, so one pass from
 * the end meets every part before its whole.
 */
export function fillMargins(axes: readonly UploadAxis[], counts: Float64Array, given: Uint8Array): FilledMargins {
  const strides = addressStrides(axes)
  const children = axes.map(({ parents }) => childrenOf(parents))
  const faults: MarginFault[] = []
  let [checked, computed, zeros] = [0, 0, 0]
  const nodes = axes.map(({ codes }) => codes.length - 1)
  for (let address = counts.length - 1; address >= 0; address--, stepBack(nodes, axes)) {
    const { isMargin, sum, dimension, least, most } = boundsOf(address, nodes, axes, children, strides, counts)
    const count = counts[address] ?? 0
    if (!isMargin) zeros += given[address] === 1 ? 0 : 1
    else if (given[address] !== 1) {
      if (sum === null && least < most) faults.push({ address, dimension, given: null, least, most })
      else computed++
      counts[address] = sum ?? least
    } else if (count >= least && count <= most) checked++
    else {
      faults.push({ address, dimension, given: count, least, most })
      // What stands above is checked against the cells, not against a margin that is wrong itself.
      counts[address] = sum ?? count
    }
  }
  return { faults: faults.reverse(), checked, computed, zeros }
}

/**
 * What a cell must be between, from its parts along every dimension; `sum` where along one of them they add up. `dimension`: the
 * first that adds up, else the last looked at.
 */
function boundsOf(
  address: number,
  nodes: readonly number[],
  axes: readonly UploadAxis[],
  children: readonly (readonly (readonly number[])[])[],
  strides: Int32Array,
  counts: Float64Array,
) {
  const bounds = { isMargin: false, sum: null as number | null, dimension: -1, least: 0, most: Number.POSITIVE_INFINITY }
  for (const [d, node] of nodes.entries()) {
    const parts = children[d]?.[node] ?? []
    if (parts.length === 0) continue
    bounds.isMargin = true
    const { sum, largest } = addUp(counts, address, parts, node, strides[d] ?? 1)
    if (bounds.sum === null) bounds.dimension = d
    if (axes[d]?.additive === true) bounds.sum ??= sum
    else bounds.least = Math.max(bounds.least, largest)
    bounds.most = Math.min(bounds.most, sum)
  }
  return bounds.sum === null ? bounds : { ...bounds, least: bounds.sum, most: bounds.sum }
}

function childrenOf(parents: readonly number[]): number[][] {
  const children: number[][] = parents.map(() => [])
  for (const [node, parent] of parents.entries()) if (parent >= 0) children[parent]?.push(node)
  return children
}

function addUp(counts: Float64Array, address: number, parts: readonly number[], node: number, stride: number) {
  let sum = 0
  let largest = 0
  for (const part of parts) {
    const count = counts[address + (part - node) * stride] ?? 0
    sum += count
    largest = Math.max(largest, count)
  }
  return { sum, largest }
}

/** The nodes of the address before. */
function stepBack(nodes: number[], axes: readonly UploadAxis[]): void {
  for (let d = nodes.length - 1; d >= 0; d--) {
    const node = nodes[d] ?? 0
    nodes[d] = node > 0 ? node - 1 : (axes[d]?.codes.length ?? 1) - 1
    if (node > 0) return
  }
}
