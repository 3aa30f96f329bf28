import type { TableBody } from '#lib/production/table-body.ts'

/** One sum a cell takes part in: the parts that together give the whole, as addresses of the cube. */
export interface CellSum {
  readonly dimension: string
  readonly whole: number
  readonly parts: readonly number[]
  /** False where one person can stand in several parts: the whole is then at most their sum. */
  readonly isExact: boolean
  /** Hidden cells of the sum besides the explained one, unsafe ones first. */
  readonly hidden: readonly { readonly address: number; readonly isUnsafe: boolean }[]
}

/** Unsafe by a rule; hidden for the sake of others. The codes of `ConfidentialBody.status`. */
const UNSAFE = 1

/**
 * The sums of the table that a cell is part of or the whole of, with what else is hidden in each. A secondary cell is hidden
 * because, were it shown, a sum with one hidden cell left would give that cell away.
 */
export function explainCell(dimensions: TableBody['dimensions'], status: readonly number[], address: number): readonly CellSum[] {
  const sums: CellSum[] = []
  let stride = dimensions.reduce((product, dimension) => product * dimension.codes.length, 1)
  for (const { id, codes, parents, additive } of dimensions) {
    stride /= codes.length
    const node = Math.floor(address / stride) % codes.length
    const at = (other: number) => address + (other - node) * stride
    for (const parent of [parents[node] ?? -1, node]) {
      const parts = parents.flatMap((each, child) => (each === parent && parent >= 0 ? [at(child)] : []))
      if (parts.length === 0) continue
      const whole = at(parent)
      sums.push({ dimension: id, whole, parts, isExact: additive, hidden: hiddenOf([...parts, whole], status, address) })
    }
  }
  return sums
}

function hiddenOf(members: readonly number[], status: readonly number[], address: number): CellSum['hidden'] {
  return members
    .filter((member) => member !== address && (status[member] ?? 0) > 0)
    .map((member) => ({ address: member, isUnsafe: status[member] === UNSAFE }))
    .sort((a, b) => Number(b.isUnsafe) - Number(a.isUnsafe) || a.address - b.address)
}
