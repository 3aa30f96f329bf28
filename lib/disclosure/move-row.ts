/** Coefficients nearer to 0 are 0. */
export const TINY = 1e-9

/** A row of the tableau: basic variable + sum(coefficient * other variable) is constant. Sorted by index. */
export interface MoveRow {
  /** Basic variable, or -1 - equation for the artificial of an equation. */
  basic: number
  /** Value of the basic variable. */
  value: number
  indices: number[]
  coefficients: number[]
}

/** Where an index stands in a sorted list; -1 when it does not. */
export function positionOf(indices: readonly number[], wanted: number): number {
  let low = 0
  let high = indices.length - 1
  while (low <= high) {
    const middle = (low + high) >> 1
    const there = indices[middle] ?? 0
    if (there === wanted) return middle
    if (there < wanted) low = middle + 1
    else high = middle - 1
  }
  return -1
}

/** Puts an entry in its place. */
export function insertEntry(row: MoveRow, index: number, coefficient: number): void {
  let at = row.indices.length
  while (at > 0 && (row.indices[at - 1] ?? 0) > index) at--
  row.indices.splice(at, 0, index)
  row.coefficients.splice(at, 0, coefficient)
}

/** other -= factor * row, without the entry at `skip`. Both sorted by index. */
export function subtractRow(other: MoveRow, skip: number, row: MoveRow, factor: number): void {
  const indices: number[] = []
  const coefficients: number[] = []
  let a = 0
  let b = 0
  const { indices: left, coefficients: leftValues } = other
  const { indices: right, coefficients: rightValues } = row
  while (a < left.length || b < right.length) {
    if (a === skip) {
      a++
      continue
    }
    const i = a < left.length ? (left[a] ?? 0) : Number.POSITIVE_INFINITY
    const j = b < right.length ? (right[b] ?? 0) : Number.POSITIVE_INFINITY
    if (i < j) {
      indices.push(i)
      coefficients.push(leftValues[a++] ?? 0)
    } else if (j < i) {
      indices.push(j)
      coefficients.push(-factor * (rightValues[b++] ?? 0))
    } else {
      const value = (leftValues[a++] ?? 0) - factor * (rightValues[b++] ?? 0)
      if (value > TINY || value < -TINY) {
        indices.push(i)
        coefficients.push(value)
      }
    }
  }
  other.indices = indices
  other.coefficients = coefficients
}
