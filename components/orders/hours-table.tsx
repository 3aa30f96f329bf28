import { getLocale, getTranslations } from 'next-intl/server'
import { DataTable } from '#components/ui/data-table.tsx'
import { formatMoney, formatNumber } from '#components/ui/format.ts'
import { ProgressBar } from '#components/ui/progress-bar.tsx'
import type { OrderHours } from '#lib/orders/hours/queries.ts'

/** Hours used against the estimate, line by line, how much of the cap is used, and the final price once there is one. */
export async function HoursTable({ hours }: { hours: OrderHours }) {
  const [t, kinds, locale] = await Promise.all([
    getTranslations('requester.hours'),
    getTranslations('requester.quote.kinds'),
    getLocale(),
  ])
  const { lines, cap, settlement } = hours
  const show = (minutes: number) => formatNumber(minutes / 60, locale, 2)
  return (
    <>
      {lines.length > 0 ? (
        <DataTable
          caption={t('caption')}
          compact
          rows={lines}
          rowKey={(line) => line.kind}
          columns={[
            { key: 'kind', heading: t('work'), rowHeading: true, cell: (line) => kinds(line.kind) },
            { key: 'estimated', heading: t('estimated'), numeric: true, cell: (line) => show(line.estimatedMinutes) },
            { key: 'used', heading: t('used'), numeric: true, cell: (line) => show(line.usedMinutes) },
            { key: 'own', heading: t('ownErrors'), numeric: true, cell: (line) => show(line.ownErrorMinutes) },
          ]}
        />
      ) : null}
      {cap && !settlement ? (
        <ProgressBar
          label={t('cap', { charged: formatMoney(cap.chargedOre, locale), cap: formatMoney(cap.capOre, locale) })}
          share={cap.capOre > 0 ? cap.chargedOre / cap.capOre : 0}
        />
      ) : null}
      {settlement ? (
        <>
          <DataTable
            caption={t('settlement')}
            compact
            rows={settlement.lines.map((line, i) => ({ ...line, key: `${line.kind}-${i}` }))}
            rowKey={(line) => line.key}
            columns={[
              { key: 'kind', heading: t('work'), rowHeading: true, cell: (line) => kinds(line.kind) },
              {
                key: 'hours',
                heading: t('used'),
                numeric: true,
                cell: (line) => (line.minutes === undefined ? '' : show(line.minutes)),
              },
              { key: 'amount', heading: t('amount'), numeric: true, cell: (line) => formatMoney(line.amountOre, locale) },
            ]}
          />
          <p className="st-figure">{t('total', { total: formatMoney(settlement.totalOre, locale) })}</p>
        </>
      ) : null}
    </>
  )
}
