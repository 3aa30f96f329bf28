import { useTranslations } from 'next-intl'
import { Alert } from '../ui/alert.tsx'

/** The confirmation a page shows after an act: `?besked=claimed`. Words that are not known are not shown. */
export function NoticeText({ notice }: { notice: string | readonly string[] | undefined }) {
  const t = useTranslations('labels.notices')
  const key = typeof notice === 'string' ? notice : ''
  if (!/^[a-z-]+$/.test(key) || !t.has(key)) return null
  return (
    <Alert tone="success" live>
      <p>{t(key)}</p>
    </Alert>
  )
}
