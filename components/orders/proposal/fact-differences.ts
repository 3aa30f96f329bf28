import type { SpecificationFact } from '#components/orders/specification-facts.ts'

export interface FactDifference {
  readonly term: string
  readonly before: readonly string[]
  readonly after: readonly string[]
}

/** What two tables say differently, in the order of the newer one; what only the older one says comes last. */
export function factDifferences(before: readonly SpecificationFact[], after: readonly SpecificationFact[]): FactDifference[] {
  const linesOf = (facts: readonly SpecificationFact[], term: string) => facts.find((fact) => fact.term === term)?.lines ?? []
  const terms = [...new Set([...after, ...before].map(({ term }) => term))]
  return terms
    .map((term) => ({ term, before: linesOf(before, term), after: linesOf(after, term) }))
    .filter((each) => JSON.stringify(each.before) !== JSON.stringify(each.after))
}
