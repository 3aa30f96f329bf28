import Link from 'next/link'
import { getLocale, getTranslations } from 'next-intl/server'
import { NoticeText } from '#components/labels/notice-text.tsx'
import { Card } from '#components/ui/card.tsx'
import { formatMoney } from '#components/ui/format.ts'
import { LinkButton } from '#components/ui/link-button.tsx'
import { TablePicture } from '#components/ui/table-picture.tsx'
import { LEAST_ORDERS_SHOWN } from '#lib/orders/figures/compute-figures.ts'
import { serviceFigures } from '#lib/web/public-figures.ts'
import { currentHourlyRates } from '#lib/web/public-tariff.ts'
import { currentActor } from '#lib/web/session.ts'

const STEPS = ['compose', 'offer', 'receive'] as const
const READERS = ['company', 'organisation', 'press', 'authority'] as const
const RATES = ['private', 'public', 'nonprofit'] as const

export default async function FrontPage({
  searchParams,
}: {
  searchParams: Promise<Record<string, string | string[] | undefined>>
}) {
  const [t, labels, locale, actor, rates, known] = await Promise.all([
    getTranslations('public.front'),
    getTranslations('labels.customerClass'),
    getLocale(),
    currentActor(),
    currentHourlyRates(),
    serviceFigures(),
  ])
  const { besked } = await searchParams
  const inHand = known?.figures.inHand
  return (
    <>
      <NoticeText notice={besked} />
      <section className="st-hero">
        <div>
          <h1>{t('heading')}</h1>
          <p className="font-lead">{t('lead')}</p>
          <div className="st-row">
            <LinkButton href={actor ? '/ny' : '/login?next=/ny'} variant="primary">
              {t('start')}
            </LinkButton>
            <LinkButton href="/katalog">{t('browse')}</LinkButton>
          </div>
        </div>
        <TablePicture className="st-hero-picture" />
      </section>
      <h2>{t('stepsHeading')}</h2>
      <ol className="st-numbered">
        {STEPS.map((step) => (
          <li key={step}>
            <h3>{t(`steps.${step}.heading`)}</h3>
            <p>{t(`steps.${step}.text`)}</p>
          </li>
        ))}
      </ol>
      <h2>{t('readersHeading')}</h2>
      <div className="st-grid">
        {READERS.map((reader) => (
          <Card key={reader} heading={t(`readers.${reader}.heading`)} level={3}>
            <p>{t(`readers.${reader}.text`)}</p>
          </Card>
        ))}
      </div>
      <div className="st-grid">
        <Card heading={t('price.heading')}>
          <p>{t('price.text')}</p>
          {rates ? (
            <ul>
              {RATES.map((customerClass) => (
                <li key={customerClass}>
                  {t('price.hour', { who: labels(customerClass), price: formatMoney(rates[customerClass], locale) })}
                </li>
              ))}
            </ul>
          ) : null}
        </Card>
        <Card heading={t('waiting.heading')}>
          <p>
            {inHand && inHand.orders >= LEAST_ORDERS_SHOWN
              ? t('waiting.known', { orders: inHand.orders, half: inHand.median ?? 0, fourOfFive: inHand.p80 ?? 0 })
              : t('waiting.few', { orders: inHand?.orders ?? 0, least: LEAST_ORDERS_SHOWN })}
          </p>
          <p>
            <Link href="/ventetider">{t('waiting.link')}</Link>
          </p>
        </Card>
        <Card heading={t('safe.heading')}>
          <p>{t('safe.text')}</p>
          <p>
            <Link href="/hjaelp">{t('safe.link')}</Link>
          </p>
        </Card>
      </div>
    </>
  )
}
