import { z } from 'zod'
import { isPart } from '#lib/orders/questions/question-part.ts'
import { targetForm } from '#lib/web/order-forms.ts'

/** How many questions one form can ask. */
export const QUESTION_SLOTS = [1, 2, 3] as const

const part = z
  .string()
  .refine((text) => text === '' || isPart(text), 'unknown-part')
  .default('')
const more = z.string().trim().max(4000, 'text-too-long').default('')

/** One to three questions: `part1=period` and `text1=…`; a question without words is not asked. */
export const askForm = z
  .strictObject({
    ...targetForm.shape,
    part1: part,
    text1: z.string().trim().min(3, 'reason-missing').max(4000, 'text-too-long'),
    part2: part,
    text2: more,
    part3: part,
    text3: more,
  })
  .transform(({ orderId, expectedVersion, ...typed }) => ({
    orderId,
    expectedVersion,
    questions: QUESTION_SLOTS.map((slot) => ({ part: typed[`part${slot}`] || null, text: typed[`text${slot}`] })).filter(
      ({ text }) => text !== '',
    ),
  }))

const PREFIX = 'answer_'
const answerText = z.string().trim().min(1, 'reply-missing').max(4000, 'text-too-long')

/** The field that answers a question. */
export function answerField(questionId: string): string {
  return `${PREFIX}${questionId}`
}

/** An answer to each question: `answer_ID=…`. A mistake stands at its own field. */
export const answerForm = z.record(z.string(), z.string()).transform((values, context) => {
  const own = Object.fromEntries(Object.entries(values).filter(([name]) => !name.startsWith(PREFIX)))
  const read = targetForm.safeParse(own)
  const answers = Object.entries(values).flatMap(([name, value]) => {
    const questionId = z.uuid().safeParse(name.slice(PREFIX.length))
    if (!name.startsWith(PREFIX)) return []
    const text = answerText.safeParse(value)
    if (questionId.success && text.success) return [{ questionId: questionId.data, text: text.data }]
    const message = text.error?.issues[0]?.message ?? 'invalid'
    context.issues.push({ code: 'custom', message, path: [name], input: values })
    return []
  })
  if (!read.success) context.issues.push({ code: 'custom', message: 'invalid', path: [''], input: values })
  return read.success ? { ...read.data, answers } : z.NEVER
})
