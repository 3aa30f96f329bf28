import type { Metadata } from 'next'
import Link from 'next/link'
import { getLocale, getTranslations } from 'next-intl/server'
import { Card } from '#components/ui/card.tsx'
import { formatLocale, formatNumber } from '#components/ui/format.ts'
import { PageHeading } from '#components/ui/page-heading.tsx'
import { StatusTag } from '#components/ui/status-tag.tsx'
import { latestSnapshot } from '#lib/catalogue/catalogue.ts'
import { publicCatalogue } from '#lib/web/public-catalogue.ts'
import { CatalogueSearch } from './catalogue-search.tsx'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('public.catalogue'))('heading') }
}

export default async function CataloguePage({
  searchParams,
}: {
  searchParams: Promise<Record<string, string | string[] | undefined>>
}) {
  const [t, locale, catalogue, { q }] = await Promise.all([
    getTranslations('public.catalogue'),
    getLocale(),
    publicCatalogue(),
    searchParams,
  ])
  const language = formatLocale(locale)
  return (
    <>
      <PageHeading heading={t('heading')} lead={<p>{t('lead')}</p>} />
      <CatalogueSearch catalogue={catalogue} query={typeof q === 'string' ? q.slice(0, 200) : ''} />
      <h2>{t('registers')}</h2>
      <div className="st-grid">
        {catalogue.registers.map((register) => {
          const snapshot = latestSnapshot(catalogue, register.id)
          return (
            <Card key={register.id} heading={<Link href={`/katalog/${register.id}`}>{register.label[language]}</Link>} level={3}>
              <p>
                <StatusTag tone={register.origin === 'complete' ? 'success' : 'warning'}>
                  {t(`origin.${register.origin}`)}
                </StatusTag>
              </p>
              <p>{register.description[language]}</p>
              <p className="st-muted">
                {t('years', { from: String(register.coverage.fromYear), to: String(register.coverage.toYear) })}
                {snapshot ? `, ${t('persons', { count: formatNumber(snapshot.persons, locale) })}` : ''}
              </p>
            </Card>
          )
        })}
      </div>
    </>
  )
}
