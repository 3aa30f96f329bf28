import { getLocale, getTranslations } from 'next-intl/server'
import { Card } from '#components/ui/card.tsx'
import { Disclosure } from '#components/ui/disclosure.tsx'
import { formatNumber } from '#components/ui/format.ts'
import type { KeptTable } from '#lib/release/queries.ts'

interface Report {
  readonly cells?: number
  readonly primary?: number
  readonly secondary?: number
  readonly hiddenValue?: number
  readonly audit?: { readonly cells?: number; readonly failed?: number; readonly method?: string }
}

/** What protection cost and what the audit found, with the marks explained and the certificate to read. */
export async function DisclosureSummary({ kept }: { kept: KeptTable }) {
  const [t, locale] = await Promise.all([getTranslations('analyst.table'), getLocale()])
  const report = kept.report as Report
  const number = (value: number | undefined) => formatNumber(value ?? 0, locale)
  const threshold = Number(kept.body.rules.threshold)
  return (
    <Card heading={t('report')}>
      <p>
        {t('summary', {
          primary: number(report.primary),
          secondary: number(report.secondary),
          value: number(report.hiddenValue),
          cells: number(report.cells),
        })}
      </p>
      <p>
        {t('audit', {
          cells: number(report.audit?.cells),
          failed: number(report.audit?.failed),
          method: report.audit?.method ?? '',
        })}
      </p>
      <dl className="st-legend">
        <div>
          <dt className="st-cell-primary">●</dt>
          <dd>{t('legendPrimary', { threshold })}</dd>
        </div>
        <div>
          <dt className="st-cell-secondary">○</dt>
          <dd>{t('legendSecondary')}</dd>
        </div>
      </dl>
      <Disclosure summary={t('certificate')}>
        <pre className="st-record">{JSON.stringify(kept.certificate, null, 2)}</pre>
      </Disclosure>
    </Card>
  )
}
