import { getTranslations } from 'next-intl/server'
import { specificationFacts } from '#components/orders/specification-facts.ts'
import { formatDate, formatInstant, formatMoney, formatNumber } from '#components/ui/format.ts'
import type { Catalogue } from '#lib/catalogue/catalogue.ts'
import type { Locale } from '#lib/catalogue/local-text.ts'
import type { OfferView, OrderDetail } from '#lib/orders/queries.ts'
import type { DecisionView } from '#lib/orders/triage/queries.ts'
import type { PdfDocument, PdfPart } from '#lib/platform/pdf/pdf-document.ts'

/** An order on paper: what was ordered and why, where it stands, and the offer in force with its lines and terms. */
export async function orderDocument(
  detail: OrderDetail,
  {
    catalogue,
    decision,
    locale,
    serviceUrl,
    now,
  }: { catalogue: Catalogue; decision: DecisionView | null; locale: Locale; serviceUrl: string; now: Date },
): Promise<PdfDocument> {
  const [t, status] = await Promise.all([getTranslations('requester.paper'), getTranslations('labels.status')])
  const { row, facts } = detail
  const offer = offerInForce(detail)
  const specification = await specificationFacts(detail.specification, catalogue, locale)
  const order = [
    [t('number'), row.number],
    [t('organisation'), row.organisationName],
    [t('status'), status(row.status)],
    ...(row.submittedAt ? [[t('submitted'), formatInstant(row.submittedAt, locale)]] : []),
    [t('purpose'), detail.purpose],
    ...(detail.invoiceReference ? [[t('reference'), detail.invoiceReference]] : []),
    [t('page'), `${serviceUrl}/bestillinger/${row.id}`],
  ]
  return {
    title: row.title,
    subject: t('subject', { number: row.number }),
    author: 'Statistikservice',
    language: locale === 'da' ? 'da-DK' : 'en-GB',
    madeAt: now,
    isWide: false,
    footer: (page, pages) => t('footer', { number: row.number, when: formatInstant(now, locale), page, pages }),
    parts: [
      { kind: 'heading', text: t('order') },
      pairs(order, t),
      ...(decision ? await decisionParts(decision, locale) : []),
      { kind: 'heading', text: t('table', { version: facts.specificationVersion }) },
      pairs(
        specification.map(({ term, lines }) => [term, lines.join('\n')]),
        t,
      ),
      ...(offer ? await offerParts(offer, locale) : [{ kind: 'paragraph', text: t('noOffer') } as const]),
    ],
  }
}

/** Why the order was declined, and how to complain of it. */
async function decisionParts({ ground, reason, appeal, decidedAt }: DecisionView, locale: Locale): Promise<PdfPart[]> {
  const [t, grounds] = await Promise.all([getTranslations('requester.decision'), getTranslations('labels.declineGround')])
  const paragraphs = (text: string) => text.split(/\n+/).map((line): PdfPart => ({ kind: 'paragraph', text: line }))
  return [
    { kind: 'heading', text: t('heading', { date: formatDate(decidedAt, locale) }) },
    { kind: 'paragraph', text: grounds(ground) },
    ...paragraphs(reason[locale]),
    { kind: 'heading', text: t('appeal') },
    ...paragraphs(appeal[locale]),
  ]
}

/** The offer that can be accepted, or the one that was. */
function offerInForce({ offers, facts }: OrderDetail): OfferView | undefined {
  return offers.find(({ id }) => id === facts.openOffer?.id) ?? offers.find(({ acceptedAt }) => acceptedAt !== null)
}

function pairs(lines: readonly (readonly string[])[], t: (key: 'fact' | 'value') => string): PdfPart {
  return {
    kind: 'table',
    caption: '',
    corner: [t('fact')],
    columns: [t('value')],
    rows: lines.map(([term = '', value = '']) => ({ headings: [term], cells: [value] })),
    align: 'left',
  }
}

async function offerParts(offer: OfferView, locale: Locale): Promise<PdfPart[]> {
  const [t, words] = await Promise.all([getTranslations('requester.paper'), getTranslations('requester.quote')])
  const { quote } = offer
  const money = (ore: number) => formatMoney(ore, locale)
  const sums = [
    [words('subtotal'), quote.subtotalOre],
    [words('vat', { percent: quote.vatPercent }), quote.vatOre],
    [words('total'), quote.totalOre],
    [words('cap'), quote.capTotalOre],
  ] as const
  const amount = ({ hours, quantity }: OfferView['quote']['lines'][number]) =>
    hours === undefined ? words('pieces', { count: quantity }) : words('hours', { hours: formatNumber(hours, locale) })
  return [
    { kind: 'heading', text: t('offer') },
    {
      kind: 'paragraph',
      text: t('offerTerms', { delivery: formatDate(offer.deliveryOn, locale), until: formatDate(offer.validUntil, locale) }),
    },
    {
      kind: 'table',
      caption: '',
      corner: [words('what')],
      columns: [words('amount'), words('price')],
      rows: [
        ...quote.lines.map((line) => ({ headings: [words(`kinds.${line.kind}`)], cells: [amount(line), money(line.amountOre)] })),
        ...sums.map(([name, ore]) => ({ headings: [name], cells: ['', money(ore)], isStrong: true })),
      ],
      align: 'right',
    },
    ...(offer.acceptedAt && offer.acceptedName
      ? [
          {
            kind: 'paragraph',
            text: t('accepted', { name: offer.acceptedName, when: formatInstant(offer.acceptedAt, locale) }),
          } as const,
        ]
      : []),
    ...(offer.message ? [{ kind: 'paragraph', text: offer.message } as const] : []),
  ]
}
