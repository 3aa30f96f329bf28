import type { Metadata } from 'next'
import Link from 'next/link'
import { notFound } from 'next/navigation'
import { getLocale, getTranslations } from 'next-intl/server'
import { DeliveryAbout } from '#components/delivery/delivery-about.tsx'
import { DeliveryFigures } from '#components/delivery/delivery-figures.tsx'
import { Breadcrumb } from '#components/ui/breadcrumb.tsx'
import { formatDate } from '#components/ui/format.ts'
import { PageHeading } from '#components/ui/page-heading.tsx'
import { parseId } from '#lib/kernel/ids.ts'
import { env } from '#lib/platform/env.ts'
import { deliveryDocument } from '#lib/release/delivery-document.ts'
import { loadPublished } from '#lib/release/library/queries.ts'
import { dayOf } from '#lib/sla/day.ts'
import { writeComposition } from '#lib/web/composition-form.ts'
import { currentAuthority } from '#lib/web/current-authority.ts'
import { parseLocale } from '#lib/web/locale.ts'
import { publicCatalogue } from '#lib/web/public-catalogue.ts'

type Props = {
  params: Promise<{ id: string }>
  searchParams: Promise<Record<string, string | string[] | undefined>>
}

export async function generateMetadata({ params }: Pick<Props, 'params'>): Promise<Metadata> {
  const { id } = await params
  const found = parseId(id) ? await loadPublished(id) : null
  return { title: found?.published.title ?? (await getTranslations('public.library'))('heading') }
}

export default async function PublishedTablePage({ params, searchParams }: Props) {
  const [{ id }, query, library, locale, catalogue] = await Promise.all([
    params,
    searchParams,
    getTranslations('public.library'),
    getLocale().then(parseLocale),
    publicCatalogue(),
  ])
  const found = parseId(id) ? await loadPublished(id) : null
  if (!found) notFound()
  const { releaseId, contentHash, releasedAt, table, published } = found
  const { specification } = published
  const releasedOn = dayOf(releasedAt.toISOString())
  const input = { body: table.body, contentHash, specification, catalogue, releaseId, releasedOn }
  const document = deliveryDocument(input, locale)
  return (
    <>
      <Breadcrumb crumbs={[{ label: library('heading'), href: '/tabeller' }]} current={document.title} />
      <PageHeading
        heading={document.title}
        lead={
          <p>
            {library('published', { date: formatDate(published.publishedAt, locale) })}
            {published.organisationName ? ` · ${library('by', { organisation: published.organisationName })}` : ''}
          </p>
        }
      />
      <DeliveryFigures input={input} files={found.files} address={`/tabeller/${releaseId}/fil`} asked={query} locale={locale} />
      <p>
        <Link href={`/ny?${new URLSearchParams(writeComposition(specification))}`}>{library('change')}</Link>
      </p>
      <DeliveryAbout
        document={document}
        catalogue={catalogue}
        registerId={table.body.registerId}
        releaseId={releaseId}
        number={table.body.orderNumber}
        releasedAt={releasedAt}
        publisher={(await currentAuthority()).name[locale]}
        origin={new URL(env().NEXTAUTH_URL).origin}
        locale={locale}
      />
    </>
  )
}
