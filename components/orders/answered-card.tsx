import Link from 'next/link'
import { getTranslations } from 'next-intl/server'
import { Alert } from '#components/ui/alert.tsx'
import { formatDate } from '#components/ui/format.ts'
import type { Locale } from '#lib/catalogue/local-text.ts'
import type { Answered } from '#lib/release/library/already-answered.ts'

/** Public tables that hold the wanted numbers already, or come near: free, and there at once. */
export async function AnsweredCard({ answered, locale }: { answered: readonly Answered[]; locale: Locale }) {
  const t = await getTranslations('requester.compose')
  const best = answered[0]
  if (!best) return null
  return (
    <Alert tone="info" heading={t(best.how === 'related' ? 'answeredRelated' : 'answered')}>
      <ul>
        {answered.map(({ table, how }) => (
          <li key={table.releaseId}>
            <Link href={`/tabeller/${table.releaseId}`}>{table.title}</Link> ({formatDate(table.publishedAt, locale)}):{' '}
            {t(`answeredHow.${how}`)}
          </li>
        ))}
      </ul>
    </Alert>
  )
}
