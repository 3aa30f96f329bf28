import type { Metadata } from 'next'
import { getTranslations } from 'next-intl/server'
import { TextPage } from '#components/ui/text-page.tsx'

const SECTIONS = ['who', 'what', 'why', 'who-sees', 'how-long', 'rights', 'cookies'] as const

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('public.privacy'))('heading') }
}

export default async function PrivacyPage() {
  const t = await getTranslations('public.privacy')
  const sections = SECTIONS.map((key) => ({
    key,
    heading: t(`sections.${key}.heading`),
    paragraphs: t(`sections.${key}.text`).split('\n'),
  }))
  return <TextPage heading={t('heading')} lead={t('lead')} sections={sections} />
}
