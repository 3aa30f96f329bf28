'use client'

import { useRouter } from 'next/navigation'
import { useTranslations } from 'next-intl'
import type { QueueNews, SeenCase } from './queue-news.ts'
import { useQueueNews } from './use-queue-news.ts'

/** Watches a queue in which nothing is shown. */
export function QueueWatch({ address }: { address: string }) {
  const { news, isSilent } = useQueueNews(address, NOTHING)
  return <QueueNewsBar news={news} isSilent={isSilent} />
}

const NOTHING: readonly SeenCase[] = []

/** Tells at the foot of the window that the page would be different now, and shows it when asked. Nothing moves before that. */
export function QueueNewsBar({ news, isSilent }: { news: QueueNews; isSilent: boolean }) {
  const t = useTranslations('analyst.queue.news')
  const router = useRouter()
  const { changed, added } = news
  const hasNews = changed.size > 0 || added > 0
  return (
    <div className={hasNews || isSilent ? 'wb-news' : 'sr-only'}>
      <p role="status">
        {hasNews
          ? `${changed.size > 0 ? t('changed', { count: changed.size }) : ''} ${added > 0 ? t('added', { count: added }) : ''}`
          : ''}
        {isSilent ? t('silent') : ''}
      </p>
      {hasNews || isSilent ? (
        <button type="button" className="button button-primary" data-shortcut="refresh" onClick={() => router.refresh()}>
          {t('show')}
        </button>
      ) : null}
    </div>
  )
}
