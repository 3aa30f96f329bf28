import { getLocale, getTranslations } from 'next-intl/server'
import { Alert } from '#components/ui/alert.tsx'
import { Card } from '#components/ui/card.tsx'
import { DescriptionList } from '#components/ui/description-list.tsx'
import { Disclosure } from '#components/ui/disclosure.tsx'
import { formatNumber, formatPercent } from '#components/ui/format.ts'
import type { KeptTable } from '#lib/release/queries.ts'
import { parseProtectionReport } from './protection-report.ts'

const RULES = ['version', 'threshold', 'protectZeros', 'protection', 'intruder', 'insider', 'cost'] as const
const RULE_VALUES = ['true', 'false', 'exact', 'interval', 'linear', 'informed', 'value', 'count'] as const

/** What was hidden, what the audit found, by which rules, and the certificate. */
export async function ProtectionSummary({ orderId, table, isInside }: { orderId: string; table: KeptTable; isInside: boolean }) {
  const [t, runs, locale] = await Promise.all([getTranslations('analyst.table'), getTranslations('analyst.runs'), getLocale()])
  const report = parseProtectionReport(table.report)
  const { rules } = table.body
  const show = (value: number) => formatNumber(value, locale)
  const ruleValue = (value: string | number | boolean | undefined) => {
    const known = RULE_VALUES.find((each) => each === String(value))
    return known ? t(`ruleValue.${known}`) : String(value ?? '')
  }
  const seconds = report ? Object.values(report.elapsedMs).reduce((sum, each) => sum + each, 0) / 1000 : 0
  return (
    <Card heading={t('summary')}>
      {report ? (
        <>
          <Alert tone={report.audit.failed > 0 ? 'error' : 'success'} heading={t('audit')}>
            <p>
              {report.audit.failed > 0
                ? t('auditFailed', { failed: report.audit.failed })
                : t('auditPassed', { cells: report.audit.cells })}
            </p>
          </Alert>
          <DescriptionList
            items={[
              { term: t('cells'), description: show(report.cells) },
              { term: t('primary', { threshold: Number(rules.threshold) }), description: show(report.primary) },
              { term: t('secondary'), description: show(report.secondary) },
              {
                term: t('shareHidden'),
                description: formatPercent((report.primary + report.secondary) / Math.max(1, report.cells), locale),
              },
              ...(isInside ? [{ term: t('hiddenUnits'), description: show(report.hiddenValue) }] : []),
              { term: t('method'), description: report.audit.method },
              { term: t('time'), description: runs('seconds', { seconds: formatNumber(seconds, locale, 1) }) },
            ]}
          />
        </>
      ) : null}
      <Disclosure summary={t('rules')}>
        <DescriptionList items={RULES.map((rule) => ({ term: t(`rule.${rule}`), description: ruleValue(rules[rule]) }))} />
      </Disclosure>
      <Disclosure summary={t('certificate')}>
        <p>{t('certificateText')}</p>
        <p>
          {t('contentHash')}: <span className="st-hash">{table.contentHash}</span>
        </p>
        <p>
          <a href={`/sager/${orderId}/certifikat`} download>
            {t('certificateDownload')}
          </a>
        </p>
        <pre className="wb-sql">
          <code>{JSON.stringify(table.certificate, null, 2)}</code>
        </pre>
      </Disclosure>
    </Card>
  )
}
