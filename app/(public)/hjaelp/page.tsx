import type { Metadata } from 'next'
import { getTranslations } from 'next-intl/server'
import { TextPage } from '#components/ui/text-page.tsx'

const SECTIONS = ['order', 'hidden', 'sums', 'zero', 'price', 'time', 'check', 'verify'] as const

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('public.help'))('heading') }
}

export default async function HelpPage() {
  const t = await getTranslations('public.help')
  const sections = SECTIONS.map((key) => ({
    key,
    heading: t(`sections.${key}.heading`),
    paragraphs: t(`sections.${key}.text`).split('\n'),
  }))
  return <TextPage heading={t('heading')} lead={t('lead')} sections={sections} />
}
