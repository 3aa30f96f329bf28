/** Why a cell is unsafe by itself, whatever else is published. Confidential like the cell. */
export const unsafeReasons = [
  'few-units',
  'unsafe-zero',
  'group',
  'few-contributors',
  'p-percent',
  'dominance',
  'hidden-count',
  'hidden-numerator',
  'hidden-denominator',
  'few-in-tail',
  'few-at-extreme',
  'all-alike',
] as const

export type UnsafeReason = (typeof unsafeReasons)[number]

/** A rule looks at what is known of one cell and says why it is unsafe, or null. Rules are put together with `anyOf`. */
export type CellRule<Cell> = (cell: Cell) => UnsafeReason | null

/** A cell is unsafe when one of the rules says so; the reason is that of the first. */
export function anyOf<Cell>(...rules: readonly CellRule<Cell>[]): CellRule<Cell> {
  return (cell) => {
    for (const rule of rules) {
      const reason = rule(cell)
      if (reason !== null) return reason
    }
    return null
  }
}

/** Minimum frequency: 1 to `threshold` - 1 units are too few; with `zeros` a cell without units is unsafe as well. */
export function minimumFrequency(threshold: number, zeros: boolean): CellRule<{ readonly count: number }> {
  return ({ count }) => {
    if (count === 0) return zeros ? 'unsafe-zero' : null
    return count < threshold ? 'few-units' : null
  }
}
