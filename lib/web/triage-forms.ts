import { z } from 'zod'
import { DECLINE_GROUNDS } from '#lib/orders/triage/appeal-guidance.ts'
import { CHECK_ANSWERS, CHECK_ITEMS, TRIAGE_OUTCOMES, type TriageAnswers } from '#lib/orders/triage/checklist.ts'
import { SETTINGS, type SensitiveTopic } from '#lib/platform/settings.ts'
import { targetForm } from '#lib/web/order-forms.ts'

const answer = z.enum(CHECK_ANSWERS, 'answer-missing')

/** A triage: `check_table=yes` for every item of the checklist, an outcome, and a note for colleagues. */
export const triageForm = z
  .strictObject({
    ...targetForm.shape,
    ...Object.fromEntries(CHECK_ITEMS.map((item) => [`check_${item}`, answer])),
    outcome: z.enum(TRIAGE_OUTCOMES, 'outcome-missing'),
    note: z.string().trim().max(4000, 'text-too-long'),
  })
  .transform(({ orderId, expectedVersion, outcome, note, ...rest }) => {
    const given: Readonly<Record<string, unknown>> = rest
    const answers = Object.fromEntries(CHECK_ITEMS.map((item) => [item, answer.parse(given[`check_${item}`])]))
    return { orderId, expectedVersion, outcome, note, answers: answers as TriageAnswers }
  })

const words = z.string().trim().min(3, 'reason-missing').max(4000, 'text-too-long')

/** A decision not to make a table: its ground, and the reasons in both languages. */
export const declineForm = z.strictObject({
  ...targetForm.shape,
  ground: z.enum(DECLINE_GROUNDS, 'ground-missing'),
  reasonDa: words,
  reasonEn: words,
})

/** Topics, one on each line: Danish name; English name; codes; words. Codes and words have commas between them. */
export const sensitiveTopicsForm = z
  .strictObject({ topics: z.string().max(20_000, 'text-too-long') })
  .transform(({ topics: text }, context) => {
    const read = SETTINGS.sensitiveTopics.schema.safeParse(readTopics(text))
    if (read.success) return { topics: read.data }
    context.issues.push({ code: 'custom', message: 'topic-malformed', path: ['topics'], input: text })
    return z.NEVER
  })

function readTopics(text: string): SensitiveTopic[] {
  return text
    .split(/\r?\n/)
    .filter((line) => line.trim() !== '')
    .map((line) => {
      const [da = '', en = '', codes = '', names = '', ...rest] = line.split(';').map((part) => part.trim())
      const list = (part: string) => part.split(',').flatMap((each) => each.trim() || [])
      // A line with a fifth part is a mistake somebody would not notice.
      return { da: rest.length > 0 ? '' : da, en, codes: list(codes).map((code) => code.toUpperCase()), words: list(names) }
    })
}

/** The topics as the form has them. */
export function writeTopics(topics: readonly SensitiveTopic[]): string {
  return topics.map(({ da, en, codes, words: names }) => `${da}; ${en}; ${codes.join(', ')}; ${names.join(', ')}`).join('\n')
}
