import { getTranslations } from 'next-intl/server'
import { Disclosure } from '#components/ui/disclosure.tsx'
import { Select } from '#components/ui/select.tsx'
import { TextArea } from '#components/ui/text-area.tsx'
import type { QuestionPart } from '#lib/orders/questions/question-part.ts'
import { QUESTION_SLOTS } from '#lib/web/question-forms.ts'
import { type ReadyText, TextChoices } from './texts/text-choices.tsx'

/** The parts of a table that can be asked about, and the one chosen already. */
export interface AskedPart {
  readonly parts: readonly QuestionPart[]
  readonly labelOf: (part: QuestionPart) => string
  readonly chosen: string
}

/** Up to three questions in one go, each about a part of the table or about the order as a whole. */
export async function AskFields({ asked, texts }: { asked: AskedPart | null; texts: readonly ReadyText[] }) {
  const t = await getTranslations('analyst.ask')
  const options = (asked?.parts ?? []).map((part) => ({ value: part, label: asked?.labelOf(part) ?? part }))
  const chosen = options.find(({ value }) => value === asked?.chosen)?.value
  const [first, ...more] = QUESTION_SLOTS
  return (
    <>
      <Select
        name={`part${first}`}
        label={t('part')}
        hint={t('partHint')}
        emptyLabel={t('whole')}
        options={options}
        defaultValue={chosen}
      />
      <TextArea name={`text${first}`} label={t('question')} hint={t('questionHint')} />
      <TextChoices texts={texts} fields={{ da: `text${first}`, en: `text${first}` }} />
      <Disclosure summary={t('more')}>
        {more.map((slot) => (
          <div key={slot} className="wb-more-question">
            <Select name={`part${slot}`} label={t('partNumber', { slot })} emptyLabel={t('whole')} options={options} />
            <TextArea name={`text${slot}`} label={t('questionNumber', { slot })} rows={3} />
          </div>
        ))}
      </Disclosure>
    </>
  )
}
