import Link from 'next/link'
import { getTranslations } from 'next-intl/server'
import { partLabels } from '#components/orders/part-label.ts'
import { PartQuestions } from '#components/orders/part-questions.tsx'
import { specificationFacts } from '#components/orders/specification-facts.ts'
import { DescriptionList } from '#components/ui/description-list.tsx'
import type { Catalogue } from '#lib/catalogue/catalogue.ts'
import type { Locale } from '#lib/catalogue/local-text.ts'
import type { Specification } from '#lib/catalogue/specification.ts'
import type { QuestionView } from '#lib/orders/queries.ts'
import type { QuestionPart } from '#lib/orders/questions/question-part.ts'

interface Props {
  readonly specification: Specification
  readonly catalogue: Catalogue
  readonly locale: Locale
  /** Shown beside the part each is about. */
  readonly questions?: readonly QuestionView[]
  /** Where a part is asked about; for whoever may ask. */
  readonly askHref?: ((part: QuestionPart) => string) | undefined
}

/** A specification in words, with the questions about its parts beside them. */
export async function SpecificationSummary({ specification, catalogue, locale, questions = [], askHref }: Props) {
  const [facts, t, labelOf] = await Promise.all([
    specificationFacts(specification, catalogue, locale),
    getTranslations('requester.parts'),
    partLabels(catalogue, specification.register, locale),
  ])
  // Several lines can be of one part; its questions stand at the first.
  const placed = facts.map(({ parts }, i) => parts.filter((part) => !facts.slice(0, i).some((fact) => fact.parts.includes(part))))
  return (
    <DescriptionList
      items={facts.map(({ term, lines }, i) => ({
        term,
        description: (
          <>
            {lines.map((line) => (
              <div key={line}>{line}</div>
            ))}
            <PartQuestions questions={questions.filter(({ part }) => part !== null && placed[i]?.includes(part))} />
            {askHref
              ? placed[i]?.map((part) => (
                  <div key={part} className="st-ask">
                    <Link href={askHref(part)}>{t('askAbout', { part: labelOf(part) })}</Link>
                  </div>
                ))
              : null}
          </>
        ),
      }))}
    />
  )
}
