import type { CodeSets } from './code-sets.ts'
import type { JointVariable, PlacedTable } from './placed-table.ts'

/** What a table says of one variable: the sets its nodes stand for, and which set is made of which. */
export interface PlacedNodes {
  /** By node; a single one where the variable is no axis. */
  readonly sets: readonly number[]
  /** Set of a parent and the sets of its children. */
  readonly sums: readonly { readonly whole: number; readonly parts: readonly number[] }[]
}

/** What a table says of every variable, in the variables' order. */
export function placedNodes(
  table: PlacedTable,
  variables: readonly JointVariable[],
  codeSets: readonly CodeSets[],
): PlacedNodes[] {
  return variables.map((variable, v) => {
    const own = codeSets[v]
    if (!own) return { sets: [], sums: [] }
    const axis = table.dimensions.find((dimension) => dimension.variable === variable.id)
    if (!axis) {
      const kept = table.restrictions.get(variable.id)
      return { sets: [kept ? own.of(kept) : own.all], sums: [] }
    }
    const sets = axis.sets.map((codes) => own.of(codes))
    const parts = new Map<number, number[]>()
    for (const [node, parent] of axis.parents.entries())
      if (parent >= 0) parts.set(parent, [...(parts.get(parent) ?? []), sets[node] ?? 0])
    return { sets, sums: [...parts].map(([node, below]) => ({ whole: sets[node] ?? 0, parts: below })) }
  })
}
