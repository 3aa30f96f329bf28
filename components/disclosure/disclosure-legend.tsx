import { getTranslations } from 'next-intl/server'
import { HIDDEN_MARK } from '#lib/release/delivery-document.ts'

/** How the marks are read, symbol and colour together. */
export async function DisclosureLegend({ isInside, threshold }: { isInside: boolean; threshold: number }) {
  const t = await getTranslations('analyst.table')
  return (
    <>
      <dl className="dc-legend" aria-label={t('legend')}>
        {isInside ? (
          <>
            <div>
              <dt className="dc-primary">●</dt>
              <dd>{t('legendPrimary', { threshold })}</dd>
            </div>
            <div>
              <dt className="dc-secondary">○</dt>
              <dd>{t('legendSecondary')}</dd>
            </div>
          </>
        ) : null}
        <div>
          <dt>{HIDDEN_MARK}</dt>
          <dd>{t('legendOutside')}</dd>
        </div>
        <div>
          <dt className="dc-margin">123</dt>
          <dd>{t('legendMargin')}</dd>
        </div>
      </dl>
      {isInside ? <p className="form-hint">{t('legendLink')}</p> : null}
    </>
  )
}
