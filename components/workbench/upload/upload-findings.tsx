import { getTranslations } from 'next-intl/server'
import { Card } from '#components/ui/card.tsx'
import { DataTable } from '#components/ui/data-table.tsx'
import { formatNumber } from '#components/ui/format.ts'
import type { UploadAxis } from '#lib/production/uploads/upload-axis.ts'
import type { Discrepancy, ReadingProblem, UploadReading } from '#lib/production/uploads/upload-reading.ts'
import { axisName, codeName } from './heading-words.ts'

interface Props {
  readonly reading: UploadReading
  readonly axes: readonly UploadAxis[]
  readonly locale: string
}

/** Every cell that can't be read and every total that does not fit, each with its address in the file. */
export async function UploadFindings({ reading, axes, locale }: Props) {
  const t = await getTranslations('analyst.upload')
  const { problems, problemTotal, discrepancies, discrepancyTotal } = reading
  const shownOf = (kept: number, total: number) => ({ total, shown: total > kept ? kept : 0 })
  return (
    <>
      {problems.length > 0 ? (
        <Card heading={t('problems')} id="celler">
          <p>{t('problemsTotal', shownOf(problems.length, problemTotal))}</p>
          <ProblemTable problems={problems} />
        </Card>
      ) : null}
      {discrepancies.length > 0 ? (
        <Card heading={t('discrepancies')} id="totaler">
          <p>{t('discrepanciesTotal', shownOf(discrepancies.length, discrepancyTotal))}</p>
          <DiscrepancyTable discrepancies={discrepancies} axes={axes} locale={locale} />
        </Card>
      ) : null}
    </>
  )
}

async function ProblemTable({ problems }: { problems: readonly ReadingProblem[] }) {
  const t = await getTranslations('analyst.upload')
  return (
    <DataTable
      caption={t('problems')}
      hideCaption
      compact
      rows={problems}
      rowKey={({ kind, address }) => `${kind} ${address}`}
      columns={[
        { key: 'address', heading: t('address'), cell: ({ address }) => address, rowHeading: true },
        { key: 'content', heading: t('content'), cell: ({ kind, text }) => (kind === 'cell-twice' ? '' : text) },
        { key: 'why', heading: t('why'), cell: ({ kind, text }) => t(`problem.${kind}`, { other: text }) },
      ]}
    />
  )
}

async function DiscrepancyTable({
  discrepancies,
  axes,
  locale,
}: Pick<Props, 'axes' | 'locale'> & { discrepancies: readonly Discrepancy[] }) {
  const t = await getTranslations('analyst.upload')
  const show = (value: number) => formatNumber(value, locale)
  const expected = ({ least, most }: Discrepancy) =>
    least === most ? show(least) : t('between', { least: show(least), most: show(most) })
  return (
    <>
      {discrepancies.some(({ given }) => given === null) ? <p>{t('missingWhy')}</p> : null}
      <DataTable
        caption={t('discrepancies')}
        hideCaption
        compact
        rows={discrepancies}
        rowKey={({ codes, dimension }) => `${codes.join('/')} ${dimension}`}
        columns={[
          {
            key: 'cell',
            heading: t('cell'),
            cell: ({ codes }) => codes.map((code, d) => codeName(axes[d], code, locale)).join(', '),
            rowHeading: true,
          },
          { key: 'address', heading: t('address'), cell: ({ address }) => address ?? t('missing') },
          { key: 'given', heading: t('given'), cell: ({ given }) => (given === null ? '' : show(given)), numeric: true },
          { key: 'expected', heading: t('expected'), cell: expected, numeric: true },
          { key: 'over', heading: t('over'), cell: ({ dimension }) => axisName(axes, dimension, locale) },
        ]}
      />
    </>
  )
}
