import { getTranslations } from 'next-intl/server'
import { Card } from '#components/ui/card.tsx'
import { fillTemplate, type MailTemplate } from '#lib/notify/mail-template.ts'
import type { MailLocale } from '#lib/notify/mail-text.ts'

/** A mail as its reader gets it, in both languages, with an example's number and link. */
export async function MailPreview({ texts, origin }: { texts: Readonly<Record<MailLocale, MailTemplate>>; origin: string }) {
  const t = await getTranslations('admin.texts')
  const facts = { number: 'SB-2026-000123', link: `${origin}/ordrer/…` }
  return (
    <div className="st-grid">
      {(['da', 'en'] as const).map((locale) => {
        const { subject, text } = fillTemplate(texts[locale], facts)
        return (
          <Card key={locale} heading={t(`languages.${locale}`)}>
            <p lang={locale}>
              <strong>{subject}</strong>
            </p>
            <p lang={locale} className="st-mail">
              {text}
            </p>
          </Card>
        )
      })}
    </div>
  )
}
