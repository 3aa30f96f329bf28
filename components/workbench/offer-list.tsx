import { getLocale, getTranslations } from 'next-intl/server'
import { QuoteLines } from '#components/orders/quote-lines.tsx'
import { Card } from '#components/ui/card.tsx'
import { Disclosure } from '#components/ui/disclosure.tsx'
import { formatDate, formatInstant, formatMoney } from '#components/ui/format.ts'
import type { OfferView } from '#lib/orders/queries.ts'

const STATUSES = ['open', 'accepted', 'superseded', 'lapsed', 'withdrawn'] as const

/** Every offer made on a case, the newest unfolded. */
export async function OfferList({ offers }: { offers: readonly OfferView[] }) {
  const [t, locale] = await Promise.all([getTranslations('analyst.order'), getLocale()])
  const statusOf = (offer: OfferView) => {
    const status = STATUSES.find((each) => each === offer.status)
    return status ? t(`offerStatus.${status}`) : offer.status
  }
  return (
    <Card heading={t('offers')}>
      {offers.length === 0 ? <p>{t('noOffers')}</p> : null}
      {offers.map((offer, i) => (
        <Disclosure
          key={offer.id}
          open={i === 0}
          summary={`${t('offerOf', { date: formatDate(offer.createdAt, locale) })} – ${statusOf(offer)} – ${formatMoney(offer.quote.totalOre, locale)}`}
        >
          <p>
            {t('offerVersion', {
              version: offer.specificationVersion,
              delivery: formatDate(offer.deliveryOn, locale),
              until: formatDate(offer.validUntil, locale),
            })}
          </p>
          {offer.acceptedName && offer.acceptedAt ? (
            <p>{t('acceptedBy', { name: offer.acceptedName, when: formatInstant(offer.acceptedAt, locale) })}</p>
          ) : null}
          {offer.message ? <p className="wb-message">{offer.message}</p> : null}
          <QuoteLines quote={offer.quote} caption={t('offerOf', { date: formatDate(offer.createdAt, locale) })} />
        </Disclosure>
      ))}
    </Card>
  )
}
