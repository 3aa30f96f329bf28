'use client'

import { usePathname } from 'next/navigation'
import { useTranslations } from 'next-intl'
import { useCallback, useEffect, useState } from 'react'

const WARN_MS = 5 * 60_000
const LOOK_MS = 5_000
/** Where tabs tell each other that the sign-in was made longer. */
const SHARED = 'session-ends-at'

/**
 * Warns five minutes before the sign-in ends, with a button that makes it longer, in every tab at once. When it has ended, says so and
 * leads back to where the person is. `leftMs`: what was left when the page was made; the clock of the person's machine may be wrong.
 */
export function SessionWatch({ leftMs }: { leftMs: number }) {
  const t = useTranslations('common.session')
  const pathname = usePathname()
  const [endsAt, setEndsAt] = useState<number | null>(null)
  const [leftNow, setLeftNow] = useState(leftMs)
  const [hasFailed, setHasFailed] = useState(false)

  useEffect(() => {
    const own = Date.now() + leftMs
    setEndsAt(own)
    setLeftNow(leftMs)
    share(own)
  }, [leftMs])

  useEffect(() => {
    if (endsAt === null) return
    const look = () => setLeftNow(Math.max(endsAt, sharedEnd()) - Date.now())
    const timer = setInterval(look, LOOK_MS)
    document.addEventListener('visibilitychange', look)
    return () => {
      clearInterval(timer)
      document.removeEventListener('visibilitychange', look)
    }
  }, [endsAt])

  const stay = useCallback(async () => {
    const left = await renewedMs()
    if (left === null) return setHasFailed(true)
    setHasFailed(false)
    setEndsAt(Date.now() + left)
    setLeftNow(left)
    share(Date.now() + left)
  }, [])

  if (leftNow > WARN_MS) return null
  const isOver = leftNow <= 0
  const minutes = Math.max(1, Math.ceil(leftNow / 60_000))
  const back = `${pathname}${typeof window === 'undefined' ? '' : window.location.search}`
  return (
    <section className="st-session" aria-label={t('label')}>
      <p role="alert">{isOver ? t('over') : t('soon', { minutes })}</p>
      {hasFailed ? <p role="alert">{t('failed')}</p> : null}
      {isOver || hasFailed ? (
        <a className="button button-primary" href={`/login?next=${encodeURIComponent(back)}`}>
          {t('signIn')}
        </a>
      ) : (
        <button type="button" className="button button-primary" onClick={() => void stay()}>
          {t('stay')}
        </button>
      )}
    </section>
  )
}

/** Makes the sign-in longer. How long it now lasts is told by the server's clock alone; null when it could not be done. */
async function renewedMs(): Promise<number | null> {
  const answer = await fetch('/api/auth/session', { cache: 'no-store' }).catch(() => null)
  const session: unknown = answer?.ok ? await answer.json().catch(() => null) : null
  if (session === null || typeof session !== 'object' || !('expires' in session)) return null
  const left = Date.parse(String(session.expires)) - Date.parse(answer?.headers.get('date') ?? '')
  return Number.isNaN(left) ? null : left
}

function sharedEnd(): number {
  try {
    return Number(localStorage.getItem(SHARED)) || 0
  } catch {
    return 0
  }
}

/** Storage can be forbidden; then each tab keeps its own time. */
function share(endsAt: number): void {
  try {
    localStorage.setItem(SHARED, String(endsAt))
  } catch {
    return
  }
}
