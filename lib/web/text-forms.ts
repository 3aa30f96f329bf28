import { z } from 'zod'
import { checkPlaceholders } from '#lib/notify/placeholders.ts'
import { TEXT_PLACEHOLDERS, TEXT_PURPOSES } from '#lib/orders/texts/canned-text.ts'

const target = {
  textId: z.uuid(),
  seenVersion: z
    .string()
    .regex(/^\d{1,6}$/)
    .transform(Number),
}

const words = z
  .string()
  .trim()
  .min(3, 'text-missing')
  .max(4000, 'text-too-long')
  .superRefine((text, context) => {
    const checked = checkPlaceholders(text, TEXT_PLACEHOLDERS)
    if (!checked.ok) context.addIssue({ code: 'custom', message: checked.kind })
  })

/** A text in both languages; a mistake stands at its own field. */
export const cannedTextForm = z.strictObject({
  ...target,
  purpose: z.enum(TEXT_PURPOSES, 'purpose-of-text-missing'),
  name: z.string().trim().min(2, 'name-missing').max(100, 'text-too-long'),
  da: words,
  en: words,
})

export const textTargetForm = z.strictObject(target)
export const restoreTextForm = z.strictObject({
  ...target,
  version: z
    .string()
    .regex(/^\d{1,6}$/)
    .transform(Number),
})
