import { z } from 'zod'
import { HANDOVER_KINDS, type HandoverKind } from '#lib/notify/handover.ts'
import { decideTemplate, type MailTemplate } from '#lib/notify/mail-template.ts'

const LOCALES = ['da', 'en'] as const

/** A mail's words in both languages: `subject_da`, `body_da`, and the same in English. A mistake stands at its own field. */
export const mailTextForm = z.record(z.string(), z.string()).transform((values, context) => {
  const kind = HANDOVER_KINDS.find((each) => each === values.kind)
  if (!kind) context.issues.push({ code: 'custom', message: 'not-found', path: [''], input: values })
  const texts = Object.fromEntries(
    LOCALES.map((locale) => {
      const typed = { subject: values[`subject_${locale}`] ?? '', body: values[`body_${locale}`] ?? '' }
      const decided = decideTemplate(typed)
      if (!decided.ok) {
        const field = isAboutSubject(decided.kind, typed) ? 'subject' : 'body'
        context.issues.push({ code: 'custom', message: decided.kind, path: [`${field}_${locale}`], input: values })
      }
      return [locale, decided.ok ? decided.value : typed]
    }),
  ) as Record<(typeof LOCALES)[number], MailTemplate>
  return kind ? { kind: kind as HandoverKind, texts } : z.NEVER
})

function isAboutSubject(kind: string, typed: MailTemplate): boolean {
  if (kind === 'subject-without-number') return true
  const alone = decideTemplate({ ...typed, body: '{link}' })
  return !alone.ok
}

export const mailTextResetForm = z.strictObject({ kind: z.enum(HANDOVER_KINDS) })
