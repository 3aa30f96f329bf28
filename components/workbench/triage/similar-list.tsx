import Link from 'next/link'
import { getTranslations } from 'next-intl/server'
import { StatusLabel } from '#components/labels/status-label.tsx'
import { formatDate } from '#components/ui/format.ts'
import type { Locale } from '#lib/catalogue/local-text.ts'
import type { TriageReading } from '#lib/web/triage-reading.ts'

/** Public tables and earlier orders that want nearly the same numbers; each a link away. */
export async function SimilarList({ reading, locale }: { reading: TriageReading; locale: Locale }) {
  const [t, how] = await Promise.all([getTranslations('analyst.triage'), getTranslations('requester.compose.answeredHow')])
  const { similar, answered } = reading
  return (
    <>
      <h3>{t('similar')}</h3>
      {similar.length + answered.length === 0 ? <p>{t('noSimilar')}</p> : null}
      <ul className="wb-similar">
        {answered.map(({ table, how: kind }) => (
          <li key={table.releaseId}>
            <Link href={`/tabeller/${table.releaseId}`}>{table.title}</Link>{' '}
            {t('published', { date: formatDate(table.publishedAt, locale) })}: {how(kind)}
          </li>
        ))}
        {similar.map(({ id, number, title, status, resolution, share, isSame }) => (
          <li key={id}>
            <Link href={`/sager/${id}`}>{`${number} ${title}`}</Link>{' '}
            <StatusLabel status={status} resolution={resolution} reader="analyst" />{' '}
            {isSame ? t('sameTable') : t('sharedVariables', { share: Math.round(share * 100) })}
          </li>
        ))}
      </ul>
    </>
  )
}
