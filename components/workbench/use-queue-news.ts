'use client'

import { useEffect, useState } from 'react'
import { parseNews, type QueueNews, queueNews, type SeenCase } from './queue-news.ts'

const POLL_MS = 15_000
const MOST_WAIT_MS = 240_000
/** After so many answers that did not come, the reader is told that she sees an old page. */
const TOLD_AFTER = 3

const NO_NEWS: QueueNews = { changed: new Set(), added: 0 }

/**
 * Asks now and then, while the page is looked at, whether it would be different now. Plain short requests: they pass every proxy. What is shown
 * stays as it is until the reader wants the new. An address that does not answer is asked less and less often.
 */
export function useQueueNews(address: string, shown: readonly SeenCase[]): { news: QueueNews; isSilent: boolean } {
  const [news, setNews] = useState<QueueNews>(NO_NEWS)
  const [failures, setFailures] = useState(0)
  const key = shown.map(({ id, version }) => `${id}:${version}`).join(' ')
  // biome-ignore lint/correctness/useExhaustiveDependencies: `key` says what `shown` holds; a new array with the same is no news
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout>
    let isGone = false
    let failed = 0
    setNews(NO_NEWS)
    setFailures(0)
    const wait = () => {
      timer = setTimeout(() => void ask(), Math.min(MOST_WAIT_MS, POLL_MS * 2 ** failed))
    }
    const ask = async () => {
      if (document.visibilityState === 'hidden') return wait()
      const now = await askNow(address)
      if (isGone) return
      failed = now ? 0 : failed + 1
      setFailures(failed)
      if (now) setNews(queueNews(shown, now))
      wait()
    }
    const onSight = () => {
      if (document.visibilityState === 'hidden') return
      clearTimeout(timer)
      void ask()
    }
    wait()
    document.addEventListener('visibilitychange', onSight)
    return () => {
      isGone = true
      clearTimeout(timer)
      document.removeEventListener('visibilitychange', onSight)
    }
  }, [address, key])
  return { news, isSilent: failures >= TOLD_AFTER }
}

async function askNow(address: string): Promise<SeenCase[] | null> {
  try {
    const answer = await fetch(address, { cache: 'no-store' })
    return answer.ok ? parseNews(await answer.json()) : null
  } catch {
    return null
  }
}
