import type { Metadata } from 'next'
import { getLocale, getTranslations } from 'next-intl/server'
import { Card } from '#components/ui/card.tsx'
import { DataTable } from '#components/ui/data-table.tsx'
import { EmptyState } from '#components/ui/empty-state.tsx'
import { formatInstant, formatNumber } from '#components/ui/format.ts'
import { PageHeading } from '#components/ui/page-heading.tsx'
import { LEAST_ORDERS_SHOWN, type Spread } from '#lib/orders/figures/compute-figures.ts'
import { publicFigures } from '#lib/orders/figures/queries.ts'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('public.waiting'))('heading') }
}

export default async function WaitingPage() {
  const [t, locale, known] = await Promise.all([getTranslations('public.waiting'), getLocale(), publicFigures()])
  const few = { least: LEAST_ORDERS_SHOWN }
  const isShown = (spread: Spread) => spread.orders >= LEAST_ORDERS_SHOWN
  if (!known || !isShown(known.figures.inHand)) {
    return (
      <>
        <PageHeading heading={t('heading')} lead={<p>{t('lead')}</p>} />
        <EmptyState heading={t('tooFew')}>{t('tooFewText', few)}</EmptyState>
      </>
    )
  }
  const { figures, computedAt } = known
  const number = (value: number | null) => (value === null ? '–' : formatNumber(value, locale))
  return (
    <>
      <PageHeading heading={t('heading')} lead={<p>{t('lead')}</p>} />
      <Card heading={t('whole')}>
        <p className="st-figure">{t('inHand', { days: figures.inHand.median ?? 0 })}</p>
        <p>{t('inHandText', { orders: figures.inHand.orders, p80: number(figures.inHand.p80) })}</p>
        <p>{t('wholeText', { median: number(figures.wholeDays.median), p80: number(figures.wholeDays.p80) })}</p>
      </Card>
      <Card heading={t('legs')}>
        <DataTable
          caption={t('legs')}
          hideCaption
          rows={figures.legs.filter(isShown)}
          rowKey={(row) => `${row.type} ${row.leg}`}
          columns={[
            { key: 'type', heading: t('type'), cell: (row) => t(`types.${row.type}`) },
            { key: 'leg', heading: t('leg'), rowHeading: true, cell: (row) => t(`legNames.${row.leg}`) },
            { key: 'median', heading: t('median'), numeric: true, cell: (row) => number(row.median) },
            { key: 'p80', heading: t('p80'), numeric: true, cell: (row) => number(row.p80) },
            { key: 'target', heading: t('target'), numeric: true, cell: (row) => number(row.targetDays) },
            {
              key: 'onTime',
              heading: t('onTime'),
              numeric: true,
              cell: (row) => (row.onTime === null ? '–' : `${Math.floor((100 * row.onTime) / row.orders)} %`),
            },
          ]}
        />
        <p className="form-hint">{t('legsNote')}</p>
      </Card>
      <p className="st-muted">{t('computedAt', { at: formatInstant(computedAt, locale), least: LEAST_ORDERS_SHOWN })}</p>
    </>
  )
}
