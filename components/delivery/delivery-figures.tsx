import { getTranslations } from 'next-intl/server'
import { chartSeries } from '#components/delivery/chart-series.ts'
import { DeliveryChart } from '#components/delivery/delivery-chart.tsx'
import { DeliveryTable } from '#components/delivery/delivery-table.tsx'
import { DownloadList } from '#components/delivery/download-list.tsx'
import { Alert } from '#components/ui/alert.tsx'
import { Card } from '#components/ui/card.tsx'
import type { Locale } from '#lib/catalogue/local-text.ts'
import type { DeliveryDocument } from '#lib/release/delivery-document.ts'
import type { Delivery } from '#lib/release/queries.ts'

interface Props {
  readonly document: DeliveryDocument
  readonly delivery: Pick<Delivery, 'files' | 'table'>
  /** Where the files are fetched. */
  readonly address: string
  readonly locale: Locale
}

/** What was delivered: the label of its origin, its files, the picture, the table and the rates. */
export async function DeliveryFigures({ document, delivery, address, locale }: Props) {
  const t = await getTranslations('requester.delivery')
  const series = chartSeries(document, 24)
  const threshold = Number(delivery.table.body.rules.threshold)
  return (
    <>
      {document.originLabel ? <Alert tone="warning">{document.originLabel}</Alert> : null}
      <DownloadList address={address} files={delivery.files} locale={locale} />
      <Card heading={t('chart')}>
        {series ? (
          <DeliveryChart {...series} label={t('chartLabel', { count: series.data.length })} locale={locale} />
        ) : (
          <p>{t('noChart')}</p>
        )}
        <p className="form-hint">{t('chartNote')}</p>
      </Card>
      <Card heading={t('table')}>
        <DeliveryTable document={document} values="counts" threshold={threshold} />
      </Card>
      {document.rates ? (
        <Card heading={t('rates')}>
          <DeliveryTable document={document} values="rates" threshold={threshold} />
        </Card>
      ) : null}
    </>
  )
}
