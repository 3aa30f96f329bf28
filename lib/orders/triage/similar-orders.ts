import type { Specification } from '#lib/catalogue/specification.ts'
import { canonical } from '#lib/orders/proposals/same-table.ts'

/** Below this share of common variables two tables have too little to do with each other. */
const LEAST_SHARE = 0.5
const MOST = 5

/** How much two tables have in common: the share of their variables that both use. The same register is a matter of course. */
export function sharedVariables(a: Specification, b: Specification): number {
  if (a.register !== b.register) return 0
  const [own, other] = [variablesOf(a), variablesOf(b)]
  const both = [...own].filter((variable) => other.has(variable)).length
  return both / new Set([...own, ...other]).size
}

/** The candidates most like a table, best first and newer before older among equals; at most five. Pure. */
export function mostSimilar<T extends { readonly specification: Specification }>(
  wanted: Specification,
  newestFirst: readonly T[],
): readonly (T & { readonly share: number; readonly isSame: boolean })[] {
  return newestFirst
    .map((each) => ({
      ...each,
      share: sharedVariables(wanted, each.specification),
      isSame: textOf(wanted) === textOf(each.specification),
    }))
    .filter(({ share }) => share >= LEAST_SHARE)
    .sort((a, b) => Number(b.isSame) - Number(a.isSame) || b.share - a.share)
    .slice(0, MOST)
}

function variablesOf({ rows, columns, filters }: Specification): Set<string> {
  return new Set([...rows, ...columns, ...filters].map(({ variable }) => variable))
}

/** A table without its title: what it counts. */
function textOf({ title: _, ...content }: Specification): string {
  return canonical(content)
}
