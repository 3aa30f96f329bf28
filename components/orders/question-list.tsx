import { getLocale, getTranslations } from 'next-intl/server'
import { Card } from '#components/ui/card.tsx'
import { formatInstant } from '#components/ui/format.ts'

interface Question {
  readonly id: string
  readonly text: string
  readonly askedAt: Date
  readonly answer: string | null
  readonly answeredAt: Date | null
}

/** Questions and their answers, oldest first. Nothing when none was asked. */
export async function QuestionList({ questions }: { questions: readonly Question[] }) {
  const [t, locale] = await Promise.all([getTranslations('requester.order'), getLocale()])
  if (questions.length === 0) return null
  return (
    <Card heading={t('questions')}>
      <ol className="st-questions">
        {questions.map((question) => (
          <li key={question.id}>
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
