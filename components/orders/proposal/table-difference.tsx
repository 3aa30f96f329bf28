import { getTranslations } from 'next-intl/server'
import { RefusalText } from '#components/labels/refusal-text.tsx'
import { specificationFacts } from '#components/orders/specification-facts.ts'
import { Alert } from '#components/ui/alert.tsx'
import { DataTable } from '#components/ui/data-table.tsx'
import { formatDate, formatMoney, formatNumber } from '#components/ui/format.ts'
import type { Locale } from '#lib/catalogue/local-text.ts'
import type { Specification } from '#lib/catalogue/specification.ts'
import type { Composition } from '#lib/orders/compose.ts'
import { refusalFacts } from '#lib/web/refusal-facts.ts'
import type { WeighedChange } from '#lib/web/weigh-change.ts'
import { factDifferences } from './fact-differences.ts'

interface Props {
  readonly before: Specification
  readonly after: Specification
  /** Left out where what a change would cost today no longer matters. */
  readonly weighed: WeighedChange
  readonly withPrice: boolean
  readonly locale: Locale
}

/** Two versions of a table side by side: only what differs, every code of it, and what it does to size, price and date. */
export async function TableDifference({ before, after, weighed, withPrice, locale }: Props) {
  const t = await getTranslations('requester.proposal')
  const { catalogue } = weighed
  const whole = { mostCodes: Number.POSITIVE_INFINITY }
  const [old, next] = [
    await specificationFacts(before, catalogue, locale, whole),
    await specificationFacts(after, catalogue, locale, whole),
  ]
  const titled = (specification: Specification, facts: typeof old) => [
    { term: t('title'), lines: [specification.title], parts: [] },
    ...facts,
  ]
  const told = factDifferences(titled(before, old), titled(after, next))
  const rows = [
    ...told.map(({ term, ...sides }) => ({ term, before: sides.before.join('\n'), after: sides.after.join('\n') })),
    ...(withPrice ? await consequences(weighed, locale) : []),
  ]
  return (
    <>
      {withPrice && weighed.refusal ? (
        <Alert tone="warning" heading={t('cannotBeMade')}>
          <p>
            <RefusalText kind={weighed.refusal.kind} facts={refusalFacts(weighed.refusal)} />
          </p>
        </Alert>
      ) : null}
      <DataTable
        caption={t('caption')}
        rows={rows}
        rowKey={(row) => row.term}
        columns={[
          { key: 'term', heading: t('part'), rowHeading: true, cell: (row) => row.term },
          {
            key: 'before',
            heading: t('before'),
            cell: (row) => <span className="st-difference">{row.before || t('nothing')}</span>,
          },
          {
            key: 'after',
            heading: t('after'),
            cell: (row) => <strong className="st-difference">{row.after || t('nothing')}</strong>,
          },
        ]}
      />
    </>
  )
}

async function consequences({ before, after }: WeighedChange, locale: Locale) {
  const t = await getTranslations('requester.proposal')
  const lines: [string, (composition: Composition) => string][] = [
    [t('cells'), ({ shape }) => formatNumber(shape.cells, locale)],
    [t('price'), ({ quote }) => formatMoney(quote.totalOre, locale)],
    [t('delivery'), ({ expected }) => (expected ? formatDate(expected.on, locale) : '')],
  ]
  return lines.map(([term, of]) => ({ term, before: before ? of(before) : '', after: after ? of(after) : '' }))
}
