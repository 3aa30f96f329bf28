import type { Metadata } from 'next'
import Link from 'next/link'
import { getTranslations } from 'next-intl/server'
import { Card } from '#components/ui/card.tsx'
import { DataTable, ScrollContainer } from '#components/ui/data-table.tsx'
import { PageHeading } from '#components/ui/page-heading.tsx'
import { env } from '#lib/platform/env.ts'
import { OPERATIONS } from '#lib/web/api/operations.ts'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('public.api'))('heading') }
}

export default async function ApiPage() {
  const t = await getTranslations('public.api')
  const origin = new URL(env().NEXTAUTH_URL).origin
  const example = [
    `curl -H "Authorization: Bearer sts_…" \\`,
    `  -H "Content-Type: application/json" \\`,
    `  -d '{"schema":1,"title":"Personer","register":"population","measure":"persons","rate":false,`,
    `       "period":{"fromYear":2020,"toYear":2024},"filters":[],`,
    `       "rows":[{"variable":"age","level":"age10","codes":null,"parents":false}],`,
    `       "columns":[{"variable":"year","level":"year","codes":null,"parents":false}],"totals":true}' \\`,
    `  ${origin}/api/v1/specifications/check`,
  ].join('\n')
  return (
    <>
      <PageHeading heading={t('heading')} lead={<p>{t('lead')}</p>} />
      <Card heading={t('start')}>
        <p>{t('tokens')}</p>
        <p>
          <Link href="/noegler">{t('toTokens')}</Link> · <a href="/api/v1/openapi.json">{t('description')}</a>
        </p>
        <p>{t('rules')}</p>
      </Card>
      <DataTable
        caption={t('operations')}
        rows={OPERATIONS}
        rowKey={(row) => row.id}
        columns={[
          { key: 'method', heading: t('method'), cell: (row) => row.method },
          { key: 'path', heading: t('path'), rowHeading: true, cell: (row) => <code>/api/v1{row.path}</code> },
          { key: 'what', heading: t('what'), cell: (row) => t(`operation.${row.id as 'getOrder'}`) },
          {
            key: 'access',
            heading: t('access'),
            cell: (row) => (row.access === 'open' ? t('open') : row.access === 'any' ? t('any') : row.access),
          },
        ]}
      />
      <Card heading={t('example')}>
        <ScrollContainer label={t('example')}>
          <pre className="st-code">
            <code>{example}</code>
          </pre>
        </ScrollContainer>
      </Card>
    </>
  )
}
