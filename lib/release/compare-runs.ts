import { addressStrides } from '#lib/tabulation/cube.ts'

interface Dimension {
  readonly id: string
  readonly codes: readonly string[]
}

/** A run's table as the reader may see it: figures by address, null where not told, and which cells are hidden. */
export interface RunFigures {
  readonly dimensions: readonly Dimension[]
  readonly counts: readonly (number | null)[]
  /** By address: whether the cell is hidden from outside. */
  readonly isHidden: (address: number) => boolean
}

/** A cell that is not the same in two runs. */
export interface CellChange {
  /** In the later run. */
  readonly address: number
  readonly before: number | null
  readonly after: number | null
  readonly kind: 'count' | 'hidden' | 'shown'
}

export interface RunComparison {
  /** Cells that both tables have. */
  readonly cells: number
  readonly changes: readonly CellChange[]
  /** Cells that only one of them has: codes that came or went. */
  readonly onlyBefore: number
  readonly onlyAfter: number
}

/**
 * Compares two tables cell by cell; cells are the same when their codes are, wherever they stand. Null when the tables are not by the
 * same variables. What became hidden or shown comes first, then the largest differences; ties in the order of the table.
 */
export function compareRuns(before: RunFigures, after: RunFigures): RunComparison | null {
  const moves = movesBetween(before.dimensions, after.dimensions)
  if (!moves) return null
  const changes: CellChange[] = []
  let cells = 0
  for (let address = 0; address < after.counts.length; address++) {
    const earlier = moves(address)
    if (earlier === null) continue
    cells++
    const change = changeOf(before, earlier, after, address)
    if (change) changes.push(change)
  }
  return {
    cells,
    changes: changes.sort((a, b) => weightOf(b) - weightOf(a) || a.address - b.address),
    onlyBefore: before.counts.length - cells,
    onlyAfter: after.counts.length - cells,
  }
}

function changeOf(before: RunFigures, earlier: number, after: RunFigures, address: number): CellChange | null {
  const [was, is] = [before.isHidden(earlier), after.isHidden(address)]
  const figures = { address, before: before.counts[earlier] ?? null, after: after.counts[address] ?? null }
  if (was !== is) return { ...figures, kind: is ? 'hidden' : 'shown' }
  return figures.before === figures.after ? null : { ...figures, kind: 'count' }
}

function weightOf({ kind, before, after }: CellChange): number {
  return kind === 'count' ? Math.abs((after ?? 0) - (before ?? 0)) : Number.MAX_SAFE_INTEGER
}

/** Where a cell of the later table stands in the earlier one, null where it does not; null for tables by other variables. */
function movesBetween(before: readonly Dimension[], after: readonly Dimension[]): ((address: number) => number | null) | null {
  if (before.length !== after.length) return null
  const [from, to] = [addressStrides(before), addressStrides(after)]
  const axes = after.map(({ id, codes }, d) => {
    const b = before.findIndex((each) => each.id === id)
    const places = new Map(before[b]?.codes.map((code, node) => [code, node]))
    const stride = from[b] ?? 0
    const offsets = codes.map((code) => {
      const node = places.get(code)
      return node === undefined ? null : node * stride
    })
    return b < 0 ? null : { stride: to[d] ?? 1, size: codes.length, offsets }
  })
  const known = axes.flatMap((axis) => (axis ? [axis] : []))
  if (known.length < axes.length) return null
  return (address) => {
    let earlier = 0
    for (const { stride, size, offsets } of known) {
      const offset = offsets[Math.floor(address / stride) % size]
      if (offset === null || offset === undefined) return null
      earlier += offset
    }
    return earlier
  }
}
