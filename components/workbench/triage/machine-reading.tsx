import { getTranslations } from 'next-intl/server'
import type { ReactNode } from 'react'
import { RefusalText } from '#components/labels/refusal-text.tsx'
import { Alert } from '#components/ui/alert.tsx'
import { DescriptionList } from '#components/ui/description-list.tsx'
import { formatNumber } from '#components/ui/format.ts'
import { findRegister, latestSnapshot } from '#lib/catalogue/catalogue.ts'
import type { Locale } from '#lib/catalogue/local-text.ts'
import type { OrderDetail } from '#lib/orders/queries.ts'
import type { JudgedOrder } from '#lib/web/judge-order.ts'
import { refusalFacts } from '#lib/web/refusal-facts.ts'
import type { TriageReading } from '#lib/web/triage-reading.ts'

interface Props {
  readonly detail: OrderDetail
  readonly judged: JudgedOrder
  readonly reading: TriageReading
  readonly locale: Locale
}

/** What the service itself reads of an order: the register and its cut, size, forecast, the rules that apply and where else it may belong. */
export async function MachineReading({ detail, judged, reading, locale }: Props) {
  const t = await getTranslations('analyst.triage')
  const { catalogue, composition, refusal } = judged
  const { register: registerId } = detail.specification
  const register = findRegister(catalogue, registerId)
  const cut = latestSnapshot(catalogue, registerId)
  const show = (value: number) => formatNumber(value, locale)
  const origin = register?.originLabel ? ` – ${register.originLabel[locale]}` : ''
  const shape = composition?.shape
  return (
    <>
      {refusal ? (
        <Alert tone="error" heading={t('cannotBeMade')}>
          <p>
            <RefusalText kind={refusal.kind} facts={refusalFacts(refusal)} />
          </p>
        </Alert>
      ) : null}
      <DescriptionList
        items={[
          { term: t('registers'), description: `${register?.label[locale] ?? registerId}${origin}` },
          ...(cut ? [{ term: t('cut'), description: cut.id }] : []),
          ...(shape
            ? [
                {
                  term: t('size'),
                  description: t('cells', {
                    cells: show(shape.cells),
                    rows: show(shape.rowCount),
                    columns: show(shape.columnCount),
                  }),
                },
              ]
            : []),
          { term: t('forecast'), description: <Forecast reading={reading} locale={locale} /> },
          ...(composition ? [{ term: t('type'), description: t(composition.isStandard ? 'standard' : 'tailored') }] : []),
        ]}
      />
      <h4>{t('rules')}</h4>
      <Rules reading={reading} locale={locale} />
    </>
  )
}

async function Forecast({ reading: { forecast }, locale }: Pick<Props, 'reading' | 'locale'>) {
  const t = await getTranslations('analyst.triage')
  if (!forecast) return <>{t('noForecast')}</>
  const show = (value: number) => formatNumber(value, locale)
  const { hidden, low, high, cells } = forecast
  const share = formatNumber((100 * hidden) / Math.max(1, cells), locale, 0)
  return <>{t('hidden', { hidden: show(hidden), cells: show(cells), share, low: show(low), high: show(high) })}</>
}

async function Rules({ reading: { rules, referrals }, locale }: Pick<Props, 'reading' | 'locale'>) {
  const [t, referral] = await Promise.all([getTranslations('analyst.triage'), getTranslations('labels.referral')])
  const lines: [string, ReactNode][] = [
    ...(rules?.legal ?? []).map((rule): [string, ReactNode] => [rule, t(`rule.${rule}`)]),
    ...(rules?.isDominanceRuled ? [['dominance', t('rule.dominance')] as [string, ReactNode]] : []),
    ...(rules?.topics ?? []).map(({ topic, by }): [string, ReactNode] => [
      topic.da,
      t(`topicBy.${by}`, { topic: topic[locale] }),
    ]),
    ...(rules?.breaks ?? []).map(({ id, year, text }): [string, ReactNode] => [
      id,
      t('rule.break', { year: String(year), text: text[locale] }),
    ]),
    ...referrals.map((to): [string, ReactNode] => [to, t('pointsTo', { place: referral(to) })]),
  ]
  if (lines.length === 0) return <p>{t('noRules')}</p>
  return (
    <ul className="wb-marks">
      {lines.map(([key, text]) => (
        <li key={key}>{text}</li>
      ))}
    </ul>
  )
}
