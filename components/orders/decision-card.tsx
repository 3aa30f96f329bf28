import { getLocale, getTranslations } from 'next-intl/server'
import { Card } from '#components/ui/card.tsx'
import { Disclosure } from '#components/ui/disclosure.tsx'
import { formatDate } from '#components/ui/format.ts'
import type { DecisionView } from '#lib/orders/triage/queries.ts'
import { parseLocale } from '#lib/web/locale.ts'

/** Why an order was declined and how to complain of it: in the reader's language first, in the other one folded below. */
export async function DecisionCard({ decision }: { decision: DecisionView }) {
  const locale = parseLocale(await getLocale())
  const other = locale === 'da' ? 'en' : 'da'
  const t = await getTranslations('requester.decision')
  return (
    <Card heading={t('heading', { date: formatDate(decision.decidedAt, locale) })} id="afgoerelse">
      <DecisionText decision={decision} locale={locale} />
      <Disclosure summary={t(`in.${other}`)}>
        <div lang={other}>
          <DecisionText decision={decision} locale={other} />
        </div>
      </Disclosure>
    </Card>
  )
}

async function DecisionText({ decision, locale }: { decision: DecisionView; locale: 'da' | 'en' }) {
  const [t, grounds] = await Promise.all([
    getTranslations({ locale, namespace: 'requester.decision' }),
    getTranslations({ locale, namespace: 'labels.declineGround' }),
  ])
  return (
    <>
      <h3>{t('reason')}</h3>
      <p>{grounds(decision.ground)}</p>
      <p className="st-message">{decision.reason[locale]}</p>
      <h3>{t('appeal')}</h3>
      <p className="st-message">{decision.appeal[locale]}</p>
    </>
  )
}
