import { ok, type Refusal, type Result, refuse } from '#lib/kernel/result.ts'
import { checkPlaceholders, fillPlaceholders, type PlaceholderRefusal } from './placeholders.ts'

/** The names a mail's words may hold, each replaced when it is sent: the number it is about, and where to read on. */
export const PLACEHOLDERS = ['number', 'link'] as const

/** What one mail says in one language, with its placeholders. */
export interface MailTemplate {
  readonly subject: string
  readonly body: string
}

export type TemplateRefusal = Refusal<'subject-without-number' | 'body-without-link' | 'text-too-long'> | PlaceholderRefusal

const LONGEST_SUBJECT = 150
const LONGEST_BODY = 4000

/** Reads words typed for a mail: the subject names what it is about, the body where to read on, and nothing else stands in braces. */
export function decideTemplate(typed: MailTemplate): Result<MailTemplate, TemplateRefusal> {
  const subject = typed.subject.replace(/\s+/g, ' ').trim()
  const body = typed.body.replace(/\r\n?/g, '\n').trim()
  if (subject.length > LONGEST_SUBJECT || body.length > LONGEST_BODY) return refuse('text-too-long')
  for (const text of [subject, body]) {
    const checked = checkPlaceholders(text, PLACEHOLDERS)
    if (!checked.ok) return checked
  }
  if (!subject.includes('{number}')) return refuse('subject-without-number')
  if (!body.includes('{link}')) return refuse('body-without-link')
  return ok({ subject, body })
}

/** A mail as it is sent. What is put in is never read as a placeholder again. */
export function fillTemplate(
  template: MailTemplate,
  facts: Readonly<Record<(typeof PLACEHOLDERS)[number], string>>,
): { readonly subject: string; readonly text: string } {
  const fill = (text: string) => fillPlaceholders(text, facts)
  return { subject: fill(template.subject), text: `${fill(template.body)}\n` }
}
