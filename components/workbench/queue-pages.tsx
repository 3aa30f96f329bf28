import Link from 'next/link'
import { getTranslations } from 'next-intl/server'
import type { QueuePlace } from '#lib/orders/queue/question.ts'
import { type QueueChoices, queueHref } from './queue-choices.ts'

/** To the pages beside this one, by the places where they begin and end; and back to the first. */
export async function QueuePages({
  choices,
  previous,
  next,
}: {
  choices: QueueChoices
  previous: QueuePlace | null
  next: QueuePlace | null
}) {
  const t = await getTranslations('analyst.queue.pages')
  if (!previous && !next && !choices.place) return null
  return (
    <nav className="st-pagination" aria-label={t('label')}>
      {previous ? (
        <Link rel="prev" href={queueHref({ ...choices, place: previous })}>
          {t('previous')}
        </Link>
      ) : (
        <span />
      )}
      {choices.place ? <Link href={queueHref({ ...choices, place: null })}>{t('first')}</Link> : <span />}
      {next ? (
        <Link rel="next" href={queueHref({ ...choices, place: next })}>
          {t('next')}
        </Link>
      ) : (
        <span />
      )}
    </nav>
  )
}
