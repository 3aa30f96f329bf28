import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { getLocale, getTranslations } from 'next-intl/server'
import { NoticeText } from '#components/labels/notice-text.tsx'
import { RefusalText } from '#components/labels/refusal-text.tsx'
import { Alert } from '#components/ui/alert.tsx'
import { Card } from '#components/ui/card.tsx'
import { DataTable } from '#components/ui/data-table.tsx'
import { formatInstant } from '#components/ui/format.ts'
import { CaseHeading } from '#components/workbench/case-heading.tsx'
import { UploadForm } from '#components/workbench/upload/upload-form.tsx'
import { UploadState } from '#components/workbench/upload/upload-state.tsx'
import { parseId } from '#lib/kernel/ids.ts'
import { isParty } from '#lib/orders/party.ts'
import { orderDetail } from '#lib/orders/queries.ts'
import { uploadsOfOrder } from '#lib/production/uploads/queries.ts'
import { judgeOrder } from '#lib/web/judge-order.ts'
import { parseLocale } from '#lib/web/locale.ts'
import { requireStaff } from '#lib/web/session.ts'
import { ownTableAxes } from '#lib/web/upload-table.ts'
import * as actions from './actions.ts'

type Props = {
  params: Promise<{ id: string }>
  searchParams: Promise<{ besked?: string | string[]; fejl?: string | string[] }>
}

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('analyst.upload'))('title') }
}

export default async function OwnTablePage({ params, searchParams }: Props) {
  const [{ id }, { besked, fejl }, t, locale] = await Promise.all([
    params,
    searchParams,
    getTranslations('analyst.upload'),
    getLocale().then(parseLocale),
  ])
  const actor = await requireStaff('analyst', `/sager/${id}/egen-tabel`)
  const detail = parseId(id) ? await orderDetail(actor, id) : null
  if (!detail || detail.row.status === 'draft') return notFound()
  const { facts } = detail
  const { rows, current } = await uploadsOfOrder(actor, id)
  const axes = ownTableAxes(detail.specification, (await judgeOrder(actor, detail)).catalogue)
  const isProducer = facts.status === 'producing' && isParty('producer', actor, facts)
  const earlier = rows.filter((row) => row.id !== current?.id)
  return (
    <>
      <CaseHeading detail={detail} current="upload" />
      <NoticeText notice={besked} />
      {typeof fejl === 'string' ? (
        <Alert tone="error" live>
          <p>
            <RefusalText kind={fejl} />
          </p>
        </Alert>
      ) : null}
      <p>{t('lead')}</p>
      {isProducer ? null : <p>{t('notYours')}</p>}
      {current && axes ? (
        <UploadState upload={current} order={facts} axes={axes} isProducer={isProducer} actions={actions} locale={locale} />
      ) : null}
      {isProducer ? <UploadForm orderId={id} isFirst={current === null} /> : null}
      {earlier.length > 0 ? (
        <Card heading={t('earlier')}>
          <DataTable
            caption={t('earlier')}
            hideCaption
            rows={earlier}
            rowKey={(row) => row.id}
            columns={[
              { key: 'name', heading: t('name'), cell: (row) => row.fileName, rowHeading: true },
              { key: 'when', heading: t('when'), cell: (row) => formatInstant(row.createdAt, locale) },
              { key: 'state', heading: t('state'), cell: (row) => t(`status.${row.status}`) },
            ]}
          />
        </Card>
      ) : null}
    </>
  )
}
