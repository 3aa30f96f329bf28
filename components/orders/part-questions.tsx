import { getTranslations } from 'next-intl/server'
import type { QuestionView } from '#lib/orders/queries.ts'

/** The questions about one part of the table, beside it: what was asked and answered, or that an answer is waited for. */
export async function PartQuestions({ questions }: { questions: readonly QuestionView[] }) {
  const t = await getTranslations('requester.parts')
  if (questions.length === 0) return null
  return (
    <ul className="st-part-questions">
      {questions.map(({ id, text, answer }) => (
        <li key={id}>
          <p className="st-question">
            <span aria-hidden="true">? </span>
            {text}
          </p>
          <p className={answer === null ? 'form-hint' : 'st-reply'}>{answer ?? t('unanswered')}</p>
        </li>
      ))}
    </ul>
  )
}
