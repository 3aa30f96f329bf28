import { describe, expect, it } from 'vitest'
import { HANDOVER_KINDS } from '#lib/notify/handover.ts'
import { decideTemplate, fillTemplate } from '#lib/notify/mail-template.ts'
import { defaultTemplate } from '#lib/notify/mail-text.ts'
import { mailTextForm } from '#lib/web/mail-text-forms.ts'

const GOOD = { subject: 'Om {number}', body: 'Se her:\r\n{link}\r\n' }
const kindOf = (change: Partial<typeof GOOD>) => {
  const decided = decideTemplate({ ...GOOD, ...change })
  return decided.ok ? null : decided.kind
}

describe('the words of a mail', () => {
  it('name what it is about and where to read on, and nothing unknown', () => {
    expect(decideTemplate(GOOD)).toEqual({ ok: true, value: { subject: 'Om {number}', body: 'Se her:\n{link}' } })
    expect(kindOf({ subject: 'Om din bestilling' })).toBe('subject-without-number')
    expect(kindOf({ body: 'Log på' })).toBe('body-without-link')
    expect(kindOf({ body: '{link} {navn}' })).toBe('unknown-placeholder')
    expect(kindOf({ body: '{link} {' })).toBe('stray-brace')
    expect(kindOf({ body: '{link} {{number}}' })).toBe('stray-brace')
    expect(kindOf({ subject: `{number} ${'x'.repeat(200)}` })).toBe('text-too-long')
  })

  it('never become a second line of the head: a subject is one line', () => {
    const decided = decideTemplate({ ...GOOD, subject: 'Om {number}\r\nBcc: alle@example.dk' })
    expect(decided.ok && decided.value.subject).toBe('Om {number} Bcc: alle@example.dk')
  })

  it('are filled in once: a number that looks like a placeholder stays as it is', () => {
    const filled = fillTemplate({ subject: '{number}', body: '{link} {number}' }, { number: '{link}', link: 'https://x' })
    expect(filled).toEqual({ subject: '{link}', text: 'https://x {link}\n' })
  })

  it('are good as the service ships them, for every mail in both languages', () => {
    for (const kind of HANDOVER_KINDS) {
      for (const locale of ['da', 'en'] as const) {
        const template = defaultTemplate(kind, locale)
        expect(decideTemplate(template)).toEqual({ ok: true, value: template })
      }
    }
  })
})

describe('a mistake in them', () => {
  it('stands at the field it is in', () => {
    const form = {
      kind: 'order-offered',
      subject_da: 'Uden nummer',
      body_da: '{link}',
      subject_en: '{number}',
      body_en: 'No link',
    }
    const parsed = mailTextForm.safeParse(form)
    expect(parsed.error?.issues.map(({ path, message }) => [path[0], message])).toEqual([
      ['subject_da', 'subject-without-number'],
      ['body_en', 'body-without-link'],
    ])
    expect(mailTextForm.safeParse({ ...form, kind: 'alt' }).success).toBe(false)
  })
})
