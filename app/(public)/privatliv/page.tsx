import type { Metadata } from 'next'
import { getLocale, getTranslations } from 'next-intl/server'
import { TextPage } from '#components/ui/text-page.tsx'
import { currentAuthority } from '#lib/web/current-authority.ts'
import { parseLocale } from '#lib/web/locale.ts'

const SECTIONS = ['who', 'what', 'why', 'who-sees', 'how-long', 'must', 'automatic', 'rights', 'cookies'] as const

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('public.privacy'))('heading') }
}

export default async function PrivacyPage() {
  const t = await getTranslations('public.privacy')
  const [{ name, email }, locale] = await Promise.all([currentAuthority(), getLocale().then(parseLocale)])
  const authority = name[locale]
  const contact = (
    <p>
      <a href={`mailto:${email}`}>{email}</a>
    </p>
  )
  const sections = SECTIONS.map((key) => ({
    key,
    heading: t(`sections.${key}.heading`),
    paragraphs: t(`sections.${key}.text`, { authority }).split('\n'),
    after: key === 'who' ? contact : null,
  }))
  return <TextPage heading={t('heading')} lead={t('lead')} sections={sections} />
}
