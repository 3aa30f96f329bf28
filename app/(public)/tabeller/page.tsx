import type { Metadata } from 'next'
import Link from 'next/link'
import { getLocale, getTranslations } from 'next-intl/server'
import { Button } from '#components/ui/button.tsx'
import { Card } from '#components/ui/card.tsx'
import { EmptyState } from '#components/ui/empty-state.tsx'
import { formatDate } from '#components/ui/format.ts'
import { PageHeading } from '#components/ui/page-heading.tsx'
import { TextField } from '#components/ui/text-field.tsx'
import { type Catalogue, findRegister, findVariable } from '#lib/catalogue/catalogue.ts'
import type { Locale } from '#lib/catalogue/local-text.ts'
import { listPublished, type PublishedTable } from '#lib/release/library/queries.ts'
import { parseLocale } from '#lib/web/locale.ts'
import { publicCatalogue } from '#lib/web/public-catalogue.ts'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('public.library'))('heading') }
}

export default async function LibraryPage({
  searchParams,
}: {
  searchParams: Promise<Record<string, string | string[] | undefined>>
}) {
  const [t, locale, catalogue, { q }] = await Promise.all([
    getTranslations('public.library'),
    getLocale().then(parseLocale),
    publicCatalogue(),
    searchParams,
  ])
  const search = typeof q === 'string' ? q.trim().slice(0, 200) : ''
  const tables = await listPublished(search ? { search } : {})
  return (
    <>
      <PageHeading heading={t('heading')} lead={<p>{t('lead')}</p>} />
      <search>
        <form method="get" className="st-form">
          <TextField name="q" label={t('search')} defaultValue={search} type="search" />
          <Button type="submit">{t('find')}</Button>
        </form>
      </search>
      {tables.length === 0 ? (
        <EmptyState heading={t(search ? 'noneFound' : 'none')}>{t(search ? 'noneFoundText' : 'noneText')}</EmptyState>
      ) : (
        <p role="status">{t('count', { count: tables.length })}</p>
      )}
      <div className="st-grid">
        {tables.map((table) => (
          <Card key={table.releaseId} heading={<Link href={`/tabeller/${table.releaseId}`}>{table.title}</Link>} level={2}>
            <p>{inWords(table, catalogue, locale)}</p>
            <p className="st-muted">
              {t('published', { date: formatDate(table.publishedAt, locale) })}
              {table.organisationName ? ` · ${t('by', { organisation: table.organisationName })}` : ''}
            </p>
          </Card>
        ))}
      </div>
    </>
  )
}

/** Register, years and variables of a table in a line. */
function inWords({ specification }: PublishedTable, catalogue: Catalogue, locale: Locale): string {
  const register = findRegister(catalogue, specification.register)
  const { fromYear, toYear } = specification.period
  const variables = [...specification.rows, ...specification.columns].map(
    ({ variable }) => (register && findVariable(register, variable)?.label[locale]) ?? variable,
  )
  const years = fromYear === toYear ? String(fromYear) : `${fromYear}–${toYear}`
  return [register?.label[locale] ?? specification.register, years, variables.join(' × ')].join(' · ')
}
