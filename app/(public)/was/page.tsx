import type { Metadata } from 'next'
import { getTranslations } from 'next-intl/server'
import { TextPage } from '#components/ui/text-page.tsx'
import { env } from '#lib/platform/env.ts'

const SECTIONS = ['status', 'limits', 'report', 'complaint', 'made'] as const

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('public.accessibility'))('heading') }
}

export default async function AccessibilityPage() {
  const t = await getTranslations('public.accessibility')
  const { AUTHORITY_NAME: authority, CONTACT_EMAIL: email } = env()
  const contact = (
    <p>
      <a href={`mailto:${email}`}>{email}</a>
    </p>
  )
  const sections = SECTIONS.map((key) => ({
    key,
    heading: t(`sections.${key}.heading`),
    paragraphs: t(`sections.${key}.text`, { authority }).split('\n'),
    after: key === 'report' ? contact : null,
  }))
  return <TextPage heading={t('heading')} lead={t('lead')} sections={sections} />
}
