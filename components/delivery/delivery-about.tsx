import Link from 'next/link'
import { getTranslations } from 'next-intl/server'
import { Card } from '#components/ui/card.tsx'
import { DescriptionList } from '#components/ui/description-list.tsx'
import { Disclosure } from '#components/ui/disclosure.tsx'
import { formatDate } from '#components/ui/format.ts'
import { type Catalogue, findRegister } from '#lib/catalogue/catalogue.ts'
import type { Locale } from '#lib/catalogue/local-text.ts'
import type { DeliveryDocument } from '#lib/release/delivery-document.ts'
import { bibtex, ris } from '#lib/release/formats/citation.ts'
import { dayOf } from '#lib/sla/day.ts'

interface Props {
  readonly document: DeliveryDocument
  readonly catalogue: Catalogue
  readonly registerId: string
  readonly releaseId: string
  readonly number: string
  readonly releasedAt: Date
  /** Who runs the service, and where it stands. */
  readonly publisher: string
  readonly origin: string
  readonly locale: Locale
}

/** Where the figures come from, what is hidden and how to get it back, how to cite and how to verify. */
export async function DeliveryAbout(props: Props) {
  const { document, catalogue, registerId, releaseId, number, releasedAt, publisher, origin, locale } = props
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
    url: `${origin}${url}`,
  }
  const entry = {
    title: document.title,
    publisher,
    orderNumber: number,
    releasedOn: dayOf(releasedAt.toISOString()),
    register: citation.register,
    url: `${origin}${url}`,
    locale,
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
          <ul>
            {[
              { name: `${number}.bib`, label: 'BibTeX', text: bibtex(entry) },
              { name: `${number}.ris`, label: 'RIS (EndNote, Zotero, Mendeley)', text: ris(entry) },
            ].map(({ name, label, text }) => (
              <li key={name}>
                <a download={name} href={`data:text/plain;charset=utf-8,${encodeURIComponent(text)}`}>
                  {t('citeFile', { format: label })}
                </a>
              </li>
            ))}
          </ul>
        </Disclosure>
      </Card>
    </>
  )
}
