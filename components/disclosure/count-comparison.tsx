import Link from 'next/link'
import { getTranslations } from 'next-intl/server'
import { Alert } from '#components/ui/alert.tsx'
import { Card } from '#components/ui/card.tsx'
import { DataTable } from '#components/ui/data-table.tsx'
import { formatNumber } from '#components/ui/format.ts'
import type { ConfidentialBody } from '#lib/production/table-body.ts'
import type { UploadRecord } from '#lib/production/upload-record.ts'

interface Props {
  readonly upload: UploadRecord
  /** The true figures; null for those who may not see them now. */
  readonly confidential: ConfidentialBody | null
  readonly labelOf: (address: number) => string
  readonly hrefOf: (address: number) => string
  readonly locale: string
}

const MOST_SHOWN = 100

/** An analyst's own table beside what the service counts: how many cells differ, and the largest differences one by one. */
export async function CountComparison({ upload, confidential, labelOf, hrefOf, locale }: Props) {
  const t = await getTranslations('analyst.table')
  const show = (value: number) => formatNumber(value, locale)
  const { fileName, cells, differing, largestDifference } = upload
  const differences = confidential ? largestDifferences(confidential) : []
  return (
    <Card heading={t('ownHeading')} id="egen-tabel">
      <p>{t('ownLead', { fileName })}</p>
      <Alert tone={differing === 0 ? 'success' : 'warning'}>
        <p>
          {differing === 0
            ? t('ownSame', { cells: show(cells) })
            : t('ownDiffers', { differing, cells: show(cells), largest: show(largestDifference) })}
        </p>
      </Alert>
      {differing > 0 && !confidential ? <p className="form-hint">{t('ownHidden')}</p> : null}
      {differences.length > 0 ? (
        <>
          {differing > differences.length ? <p>{t('ownShown', { shown: differences.length })}</p> : null}
          <DataTable
            caption={t('ownHeading')}
            hideCaption
            compact
            rows={differences}
            rowKey={({ address }) => String(address)}
            columns={[
              {
                key: 'cell',
                heading: t('ownCell'),
                cell: ({ address }) => <Link href={hrefOf(address)}>{labelOf(address)}</Link>,
                rowHeading: true,
              },
              { key: 'uploaded', heading: t('ownUploaded'), cell: ({ own }) => show(own), numeric: true },
              { key: 'counted', heading: t('ownCounted'), cell: ({ counted }) => show(counted), numeric: true },
              {
                key: 'difference',
                heading: t('ownDifference'),
                cell: ({ own, counted }) => `${own > counted ? '+' : '−'}${show(Math.abs(own - counted))}`,
                numeric: true,
              },
            ]}
          />
        </>
      ) : null}
    </Card>
  )
}

/** The cells that differ most, largest first; ties in the order of the table. */
function largestDifferences({ counts, counted = [] }: ConfidentialBody) {
  return counts
    .map((own, address) => ({ address, own, counted: counted[address] ?? own }))
    .filter(({ own, counted: other }) => own !== other)
    .sort((a, b) => Math.abs(b.own - b.counted) - Math.abs(a.own - a.counted) || a.address - b.address)
    .slice(0, MOST_SHOWN)
}
