import { getTranslations } from 'next-intl/server'
import { QuoteLines } from '#components/orders/quote-lines.tsx'
import { Card } from '#components/ui/card.tsx'
import { Confirm } from '#components/ui/confirm.tsx'
import { Form } from '#components/ui/form.tsx'
import { formatDate } from '#components/ui/format.ts'
import { SubmitButton } from '#components/ui/submit-button.tsx'
import { TextArea } from '#components/ui/text-area.tsx'
import { TextField } from '#components/ui/text-field.tsx'
import type { Locale } from '#lib/catalogue/local-text.ts'
import type { OfferView } from '#lib/orders/queries.ts'
import type { FormAction } from '#lib/web/form-state.ts'

interface Props {
  readonly offer: OfferView
  readonly target: { readonly orderId: string; readonly expectedVersion: number }
  readonly actor: { readonly name: string; readonly organisation: { readonly name: string } | null }
  readonly canAccept: boolean
  readonly accept: FormAction
  readonly askForChange: FormAction
  readonly locale: Locale
}

/** The open offer with its lines, date and terms; accepted by name, or sent back with a wish. */
export async function OfferCard({ offer, target, actor, canAccept, accept, askForChange, locale }: Props) {
  const [t, commandT] = await Promise.all([getTranslations('requester.order'), getTranslations('labels.command')])
  return (
    <Card heading={t('offer')} id="tilbud">
      <p className="st-figure">{t('offerDelivery', { date: formatDate(offer.deliveryOn, locale) })}</p>
      <QuoteLines quote={offer.quote} caption={t('offer')} />
      <p>{t('offerValid', { date: formatDate(offer.validUntil, locale) })}</p>
      {offer.message ? (
        <>
          <h3>{t('offerMessage')}</h3>
          <p className="st-message">{offer.message}</p>
        </>
      ) : null}
      {canAccept ? (
        <Form action={accept} hidden={target} label={t('accept')}>
          <TextField
            name="name"
            label={t('acceptName')}
            hint={t('acceptNameHint', { organisation: actor.organisation?.name ?? '' })}
            defaultValue={actor.name}
            autoComplete="name"
            maxLength={120}
          />
          <p>{commandT('accept.consequence')}</p>
          <SubmitButton>{t('accept')}</SubmitButton>
        </Form>
      ) : (
        <p>{t('acceptNot')}</p>
      )}
      <Confirm label={t('sendWish')} consequence={commandT('request-change.consequence')}>
        <Form action={askForChange} hidden={target} label={t('sendWish')}>
          <TextArea name="reason" label={t('wish')} rows={3} />
          <SubmitButton variant="secondary">{t('sendWish')}</SubmitButton>
        </Form>
      </Confirm>
    </Card>
  )
}
