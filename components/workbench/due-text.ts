import type { getTranslations } from 'next-intl/server'
import { formatShortDate } from '#components/ui/format.ts'
import type { OrderStatus } from '#lib/orders/lifecycle.ts'
import type { LegClock } from '#lib/sla/due.ts'

export interface DueText {
  readonly text: string
  readonly tone: 'late' | 'soon' | 'calm'
  /** Sorts by day; orders without one come last. */
  readonly sortKey: string
}

type Translate = Awaited<ReturnType<typeof getTranslations<'analyst.due'>>>

const SOON_DAYS = 3
const LAST = '9999-12-31'

/** A due day in words: the date and how far off it is. `today` is a day in Copenhagen. */
export function dueText(clock: LegClock | null, status: OrderStatus, today: string, locale: string, t: Translate): DueText {
  if (status === 'clarifying' || status === 'offered') return { text: t('paused'), tone: 'calm', sortKey: LAST }
  if (!clock?.dueOn) return { text: t('none'), tone: 'calm', sortKey: LAST }
  const { dueOn, late } = clock
  const date = formatShortDate(dueOn, locale)
  const days = Math.round((Date.parse(dueOn) - Date.parse(today)) / 86_400_000)
  if (late || days < 0) return { text: t('late', { date }), tone: 'late', sortKey: dueOn }
  if (days === 0) return { text: t('today'), tone: 'soon', sortKey: dueOn }
  if (days <= SOON_DAYS) return { text: t('soon', { date, days }), tone: 'soon', sortKey: dueOn }
  return { text: t('on', { date, days }), tone: 'calm', sortKey: dueOn }
}
