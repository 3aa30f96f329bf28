import type { Metadata } from 'next'
import { getTranslations } from 'next-intl/server'
import { LinkButton } from '#components/ui/link-button.tsx'
import { PageHeading } from '#components/ui/page-heading.tsx'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('common.notFound'))('title') }
}

/** Missing and forbidden read the same. */
export default async function NotFound() {
  const t = await getTranslations('common')
  return (
    <>
      <PageHeading heading={t('notFound.heading')} lead={<p>{t('notFound.text')}</p>} />
      <LinkButton href="/" variant="primary">
        {t('error.home')}
      </LinkButton>
    </>
  )
}
