'use client'

import { useTranslations } from 'next-intl'
import { Button } from '#components/ui/button.tsx'
import { LinkButton } from '#components/ui/link-button.tsx'

/** An outage inside a page: what it means, and the two ways on. The digest finds it in the log. */
export default function PageError({ error, reset }: { error: Error & { digest?: string }; reset: () => void }) {
  const t = useTranslations('common.error')
  return (
    <div role="alert">
      <h1>{t('heading')}</h1>
      <p>{t('text')}</p>
      {error.digest ? <p className="st-muted">{t('reference', { digest: error.digest })}</p> : null}
      <div className="st-row">
        <Button variant="primary" onClick={reset}>
          {t('retry')}
        </Button>
        <LinkButton href="/">{t('home')}</LinkButton>
      </div>
    </div>
  )
}
