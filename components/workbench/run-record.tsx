import { getLocale, getTranslations } from 'next-intl/server'
import { DescriptionList } from '#components/ui/description-list.tsx'
import { Disclosure } from '#components/ui/disclosure.tsx'
import { formatInstant, formatNumber } from '#components/ui/format.ts'
import type { RunView } from '#lib/orders/queries.ts'

/** What was counted on what, so that anyone can see it and repeat it. */
export async function RunRecord({ run, record }: { run: RunView; record: Readonly<Record<string, unknown>> }) {
  const [t, locale] = await Promise.all([getTranslations('analyst.runs'), getLocale()])
  const text = (name: string) => String(record[name] ?? '')
  const number = (name: string, per = 1, decimals?: number) =>
    typeof record[name] === 'number' ? formatNumber(record[name] / per, locale, decimals) : ''
  const sql = Array.isArray(record.sql) ? record.sql.map(String) : []
  return (
    <Disclosure summary={t('record')}>
      <DescriptionList
        items={[
          { term: t('version'), description: String(run.specificationVersion) },
          { term: t('snapshot'), description: run.snapshotId },
          { term: t('engine'), description: `${text('engine')} ${text('engineVersion')}` },
          { term: t('rowsRead'), description: number('rowsRead') },
          { term: t('rowsCounted'), description: number('rowsCounted') },
          { term: t('elapsed'), description: t('seconds', { seconds: number('elapsedMs', 1000, 1) }) },
          ...(run.finishedAt ? [{ term: t('finished'), description: formatInstant(run.finishedAt, locale) }] : []),
        ]}
      />
      <h4>{t('sql')}</h4>
      {sql.map((query) => (
        <pre key={query} className="wb-sql">
          <code>{query}</code>
        </pre>
      ))}
    </Disclosure>
  )
}
