import { getTranslations } from 'next-intl/server'
import { Alert } from '#components/ui/alert.tsx'
import { DataTable } from '#components/ui/data-table.tsx'
import { formatNumber } from '#components/ui/format.ts'
import type { RunComparison } from '#lib/release/compare-runs.ts'
import { HIDDEN_MARK } from '#lib/release/delivery-document.ts'

const MOST_SHOWN = 300

/** What is different between two runs' tables: in numbers, and cell by cell with the weightiest first. */
export async function RunDifferences({
  comparison,
  isInside,
  labelOf,
  locale,
}: {
  comparison: RunComparison | null
  isInside: boolean
  labelOf: (address: number) => string
  locale: string
}) {
  const t = await getTranslations('analyst.compare')
  if (!comparison) return <Alert tone="warning">{t('otherVariables')}</Alert>
  const { cells, changes, onlyBefore, onlyAfter } = comparison
  const show = (value: number | null) => (value === null ? HIDDEN_MARK : formatNumber(value, locale))
  const count = (kind: string) => changes.filter((change) => change.kind === kind).length
  return (
    <>
      <Alert tone={changes.length === 0 && onlyBefore + onlyAfter === 0 ? 'success' : 'warning'}>
        <p>
          {changes.length === 0
            ? t('same', { cells: show(cells) })
            : t('differs', { cells: show(cells), counts: count('count'), hidden: count('hidden'), shown: count('shown') })}
        </p>
        {onlyBefore > 0 ? <p>{t('onlyBefore', { count: onlyBefore })}</p> : null}
        {onlyAfter > 0 ? <p>{t('onlyAfter', { count: onlyAfter })}</p> : null}
      </Alert>
      <p className="form-hint">{t(isInside ? 'inside' : 'outside')}</p>
      {changes.length > MOST_SHOWN ? <p>{t('shownOf', { shown: MOST_SHOWN, all: show(changes.length) })}</p> : null}
      {changes.length > 0 ? (
        <DataTable
          caption={t('caption')}
          rows={changes.slice(0, MOST_SHOWN)}
          rowKey={({ address }) => String(address)}
          columns={[
            { key: 'cell', heading: t('cell'), rowHeading: true, cell: ({ address }) => labelOf(address) },
            { key: 'before', heading: t('beforeShort'), numeric: true, cell: ({ before }) => show(before) },
            { key: 'after', heading: t('afterShort'), numeric: true, cell: ({ after }) => show(after) },
            { key: 'kind', heading: t('what'), cell: ({ kind }) => t(`kind.${kind}`) },
          ]}
        />
      ) : null}
    </>
  )
}
