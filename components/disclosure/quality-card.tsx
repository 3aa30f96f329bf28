import Link from 'next/link'
import { getTranslations } from 'next-intl/server'
import { Card } from '#components/ui/card.tsx'
import { DataTable } from '#components/ui/data-table.tsx'
import { formatNumber } from '#components/ui/format.ts'
import type { QualityFinding, QualityReport } from '#lib/release/quality-checks.ts'

interface Props {
  readonly report: QualityReport
  readonly labelOf: (address: number) => string
  readonly hrefOf: (address: number) => string
  readonly locale: string
}

const MOST_SHOWN = 60

/** What the checker should look at: totals the register does not bear out, jumps between years, lines of zeros. */
export async function QualityCard({ report, labelOf, hrefOf, locale }: Props) {
  const t = await getTranslations('analyst.quality')
  const { findings, totalsCompared, stepsCompared } = report
  const show = (value: number) => formatNumber(value, locale)
  const why = (finding: QualityFinding) => {
    switch (finding.kind) {
      case 'above-known':
      case 'differs-from-known':
        return t(`finding.${finding.kind}`, { count: show(finding.count), known: show(finding.known) })
      case 'jump':
        return t('finding.jump', { before: show(finding.before), after: show(finding.after) })
      case 'empty-line':
        return t('finding.empty-line')
    }
  }
  return (
    <Card heading={t('heading')} id="kvalitet">
      <p>{t('lead', { totals: show(totalsCompared), steps: show(stepsCompared) })}</p>
      {findings.length === 0 ? <p>{t('none')}</p> : null}
      {findings.length > MOST_SHOWN ? <p>{t('shown', { shown: MOST_SHOWN, total: show(findings.length) })}</p> : null}
      {findings.length > 0 ? (
        <DataTable
          caption={t('heading')}
          hideCaption
          compact
          rows={findings.slice(0, MOST_SHOWN)}
          rowKey={({ kind, address }) => `${kind} ${address}`}
          columns={[
            {
              key: 'where',
              heading: t('where'),
              cell: ({ address }) => <Link href={hrefOf(address)}>{labelOf(address)}</Link>,
              rowHeading: true,
            },
            { key: 'what', heading: t('what'), cell: why },
          ]}
        />
      ) : null}
    </Card>
  )
}
