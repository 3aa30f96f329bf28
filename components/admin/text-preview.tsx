import { getTranslations } from 'next-intl/server'
import { Card } from '#components/ui/card.tsx'
import type { AuthorityIdentity } from '#lib/identity/authority/authority.ts'
import { type CannedText, fillText, type TextFacts } from '#lib/orders/texts/canned-text.ts'

/** A text as it reads about an example's order, in both languages. */
export async function TextPreview({
  text,
  authority,
}: {
  text: CannedText
  authority: Pick<AuthorityIdentity, 'name' | 'email'>
}) {
  const t = await getTranslations('admin.replies')
  const facts = (language: 'da' | 'en'): TextFacts => ({
    number: 'SB-2026-000123',
    title: t('example.title'),
    requester: 'Rikke Rekvirent',
    organisation: 'Patientforeningen Lyset',
    analyst: 'Anders Analytiker',
    authority: authority.name[language],
    email: authority.email,
  })
  const filled = fillText(text, { da: facts('da'), en: facts('en') })
  return (
    <div className="st-grid">
      {(['da', 'en'] as const).map((language) => (
        <Card key={language} heading={t(`preview.${language}`)}>
          <p lang={language} className="st-mail">
            {filled[language]}
          </p>
        </Card>
      ))}
    </div>
  )
}
