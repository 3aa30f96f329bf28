import Link from 'next/link'
import { getTranslations } from 'next-intl/server'
import { Card } from '#components/ui/card.tsx'
import { DescriptionList } from '#components/ui/description-list.tsx'
import { Disclosure } from '#components/ui/disclosure.tsx'
import { formatDate } from '#components/ui/format.ts'
import { type Catalogue, findRegister } from '#lib/catalogue/catalogue.ts'
import type { Locale } from '#lib/catalogue/local-text.ts'
import type { DeliveryDocument } from '#lib/release/delivery-document.ts'

interface Props {
  readonly document: DeliveryDocument
  readonly catalogue: Catalogue
  readonly registerId: string
  readonly releaseId: string
  readonly number: string
  readonly releasedAt: Date
  readonly locale: Locale
}

/** Where the figures come from, what is hidden and how to get it back, how to cite and how to verify. */
export async function DeliveryAbout({ document, catalogue, registerId, releaseId, number, releasedAt, locale }: Props) {
  const t = await getTranslations('requester.delivery')
  const register = findRegister(catalogue, registerId)
  const cells = document.counts.flat()
  const hidden = cells.filter((count) => count === null).length
  const url = `/verificer/${releaseId}`
  const citation = {
    title: document.title,
    number,
    date: formatDate(releasedAt, locale),
    register: register?.label[locale] ?? '',
    url,
  }
  return (
    <>
      <Card heading={t('whyHidden')}>
        <p>{t('hiddenAdvice', { hidden, cells: cells.length })}</p>
      </Card>
      <Card heading={t('notes')}>
        <DescriptionList
          items={document.facts.map(({ name, value }) => ({
            term: name,
            description: value.startsWith('/') ? <Link href={value}>{value}</Link> : value,
          }))}
        />
        {(register?.notes ?? []).map((note) => (
          <p key={note.id}>{note.text[locale]}</p>
        ))}
      </Card>
      <Card heading={t('verify')}>
        <p>
          {t('verifyText')} <Link href={url}>{t('verify')}</Link>
        </p>
        <Disclosure summary={t('cite')}>
          <p className="st-citation">{t('citation', citation)}</p>
        </Disclosure>
      </Card>
    </>
  )
}
