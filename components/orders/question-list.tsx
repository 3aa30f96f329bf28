import { getLocale, getTranslations } from 'next-intl/server'
import { Card } from '#components/ui/card.tsx'
import { formatInstant } from '#components/ui/format.ts'
import type { QuestionView } from '#lib/orders/queries.ts'
import type { QuestionPart } from '#lib/orders/questions/question-part.ts'

interface Props {
  readonly questions: readonly QuestionView[]
  /** The names of the parts that questions are about. */
  readonly labelOf: (part: QuestionPart) => string
}

/** Questions and their answers, oldest first, each with the part of the table it is about. Nothing when none was asked. */
export async function QuestionList({ questions, labelOf }: Props) {
  const [t, locale] = await Promise.all([getTranslations('requester.order'), getLocale()])
  if (questions.length === 0) return null
  return (
    <Card heading={t('questions')}>
      <ol className="st-questions">
        {questions.map((question) => (
          <li key={question.id}>
            {question.part ? <p className="st-part">{labelOf(question.part)}</p> : null}
            <p className="st-question">{question.text}</p>
            <p className="form-hint">{t('asked', { when: formatInstant(question.askedAt, locale) })}</p>
            {question.answer !== null && question.answeredAt ? (
              <>
                <p className="st-reply">{question.answer}</p>
                <p className="form-hint">{t('answered', { when: formatInstant(question.answeredAt, locale) })}</p>
              </>
            ) : null}
          </li>
        ))}
      </ol>
    </Card>
  )
}
