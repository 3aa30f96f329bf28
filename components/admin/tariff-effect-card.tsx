import { getLocale, getTranslations } from 'next-intl/server'
import { Card } from '#components/ui/card.tsx'
import { DataTable } from '#components/ui/data-table.tsx'
import { Disclosure } from '#components/ui/disclosure.tsx'
import { formatMoney, formatPercent } from '#components/ui/format.ts'
import type { TariffEffect } from '#lib/orders/previews/tariff-effect.ts'
import { EffectChart } from './effect-chart.tsx'

/** What a new tariff would have done to the latest orders: the sums by class, a picture, and every order. */
export async function TariffEffectCard({ effect }: { effect: TariffEffect }) {
  const [t, locale] = await Promise.all([getTranslations('admin.tariffs.effect'), getLocale()])
  const classes = await getTranslations('admin.tariffs.classes')
  const money = (amountOre: number) => formatMoney(amountOre, locale)
  const change = ({ beforeOre, afterOre }: { beforeOre: number; afterOre: number }) =>
    beforeOre === 0 ? '–' : `${afterOre > beforeOre ? '+' : ''}${formatPercent((afterOre - beforeOre) / beforeOre, locale)}`
  const { rows, sums, dearer, cheaper } = effect
  if (rows.length === 0) return <Card heading={t('heading')}>{t('none')}</Card>
  const columns = [
    { key: 'before', heading: t('before'), numeric: true, cell: (row: Amounts) => money(row.beforeOre) },
    { key: 'after', heading: t('after'), numeric: true, cell: (row: Amounts) => money(row.afterOre) },
    { key: 'change', heading: t('change'), numeric: true, cell: change },
  ]
  return (
    <Card heading={t('heading')}>
      <p>{t('text', { orders: rows.length, dearer, cheaper })}</p>
      <DataTable
        caption={t('sums')}
        compact
        rows={sums}
        rowKey={(row) => row.customerClass}
        columns={[
          { key: 'class', heading: t('class'), rowHeading: true, cell: (row) => classes(row.customerClass) },
          { key: 'orders', heading: t('orders'), numeric: true, cell: (row) => row.orders },
          ...columns,
        ]}
      />
      <EffectChart
        data={rows.toReversed().map((row) => ({ number: row.number, before: row.beforeOre / 100, after: row.afterOre / 100 }))}
        names={{ before: t('before'), after: t('after') }}
        label={t('chart')}
      />
      <Disclosure summary={t('every')}>
        <DataTable
          caption={t('every')}
          hideCaption
          compact
          rows={rows}
          rowKey={(row) => row.number}
          columns={[
            { key: 'number', heading: t('order'), rowHeading: true, cell: (row) => row.number },
            { key: 'class', heading: t('class'), cell: (row) => classes(row.customerClass) },
            ...columns,
          ]}
        />
      </Disclosure>
    </Card>
  )
}

type Amounts = { readonly beforeOre: number; readonly afterOre: number }
