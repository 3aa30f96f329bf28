import { specificationFacts } from '#components/orders/specification-facts.ts'
import { DescriptionList } from '#components/ui/description-list.tsx'
import type { Catalogue } from '#lib/catalogue/catalogue.ts'
import type { Locale } from '#lib/catalogue/local-text.ts'
import type { Specification } from '#lib/catalogue/specification.ts'

/** A specification in words. */
export async function SpecificationSummary({
  specification,
  catalogue,
  locale,
}: {
  specification: Specification
  catalogue: Catalogue
  locale: Locale
}) {
  const facts = await specificationFacts(specification, catalogue, locale)
  return (
    <DescriptionList
      items={facts.map(({ term, lines }) => ({ term, description: lines.map((line) => <div key={line}>{line}</div>) }))}
    />
  )
}
