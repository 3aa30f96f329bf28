import { z } from 'zod'
import { canonical } from '#lib/orders/proposals/same-table.ts'

const used = z.array(z.looseObject({ variable: z.string() }))

/** As much of a stored table as comparing needs. A thousand are compared while a page is made, so their codes are not read one by one. */
export const sketchSchema = z.looseObject({ register: z.string(), rows: used, columns: used, filters: used })
export type TableSketch = z.infer<typeof sketchSchema>

/** Below this share of common variables two tables have too little to do with each other. */
const LEAST_SHARE = 0.5
const MOST = 5

/** How much two tables have in common: the share of their variables that both use. The same register is a matter of course. */
export function sharedVariables(a: TableSketch, b: TableSketch): number {
  if (a.register !== b.register) return 0
  const [own, other] = [variablesOf(a), variablesOf(b)]
  const both = [...own].filter((variable) => other.has(variable)).length
  return both / new Set([...own, ...other]).size
}

/** The candidates most like a table, best first and newer before older among equals; at most five. Pure. */
export function mostSimilar<T extends { readonly specification: TableSketch }>(
  wanted: TableSketch,
  newestFirst: readonly T[],
): readonly (T & { readonly share: number; readonly isSame: boolean })[] {
  const text = textOf(wanted)
  return newestFirst
    .map((each) => ({ ...each, share: sharedVariables(wanted, each.specification) }))
    .filter(({ share }) => share >= LEAST_SHARE)
    .map((each) => ({ ...each, isSame: each.share === 1 && textOf(each.specification) === text }))
    .sort((a, b) => Number(b.isSame) - Number(a.isSame) || b.share - a.share)
    .slice(0, MOST)
}

function variablesOf({ rows, columns, filters }: TableSketch): Set<string> {
  return new Set([...rows, ...columns, ...filters].map(({ variable }) => variable))
}

/** A table without its title: what it counts. */
function textOf({ title: _, ...content }: TableSketch): string {
  return canonical(content)
}
