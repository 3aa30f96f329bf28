import type { Register, Variable } from './register.ts'
import type { Specification, SpecificationLink } from './specification.ts'

/** Code of the total of every axis; no classification uses it. */
export const TOTAL_CODE = 'TOTAL'

/** One heading of an axis: the total, a subtotal, or a category that is counted. */
export interface AxisNode {
  readonly code: string
  /** Level of the classification; null for the total. */
  readonly level: string | null
  /** Position of the heading above; -1 for the total, which stands first. Always smaller than the node's own position. */
  readonly parent: number
  /** For counted categories the finest codes they hold; empty for the total and subtotals. */
  readonly finestCodes: readonly string[]
}

/** Events of a register, and when they count, with every word found in the catalogue. */
export interface ResolvedLink {
  readonly register: Register
  readonly filters: readonly ResolvedFilter[]
  readonly window: SpecificationLink['window']
}

/** An axis with every heading it needs, parents before children, children in the order wanted. */
export interface ResolvedAxis {
  readonly variable: Variable
  /** `within`: not shown, but counted and protected with the table, because a measure is made of it. */
  readonly side: 'row' | 'column' | 'within'
  readonly level: string
  readonly nodes: readonly AxisNode[]
  /** What the axis counts events of; absent for a variable that rows carry. */
  readonly link?: ResolvedLink
}

/** A filter brought down to the finest level of its variable. */
export interface ResolvedFilter {
  readonly variable: Variable
  readonly finestCodes: readonly string[]
}

/** A specification whose every word was found in the catalogue. */
export interface ResolvedSpecification {
  readonly specification: Specification
  readonly register: Register
  /** Rows first, then columns, in the order of the specification; axes that lie within the cells come last. */
  readonly axes: readonly ResolvedAxis[]
  readonly filters: readonly ResolvedFilter[]
}

/** Positions of the counted categories: the nodes that no other node has as parent. */
export function leafPositions(axis: ResolvedAxis): number[] {
  const hasChild = new Set(axis.nodes.map((node) => node.parent))
  return axis.nodes.flatMap((_, position) => (hasChild.has(position) ? [] : [position]))
}

/** The table as people see it: without the axes that lie within its cells. */
export function asShown(resolved: ResolvedSpecification): ResolvedSpecification {
  return { ...resolved, axes: resolved.axes.filter(({ side }) => side !== 'within') }
}
