import { getTranslations } from 'next-intl/server'
import { DeliveryTable } from '#components/delivery/delivery-table.tsx'
import { RatioCard } from '#components/delivery/ratio-card.tsx'
import { SurvivalCard } from '#components/delivery/survival-card.tsx'
import { Card } from '#components/ui/card.tsx'
import { Disclosure } from '#components/ui/disclosure.tsx'
import type { Catalogue } from '#lib/catalogue/catalogue.ts'
import type { Locale } from '#lib/catalogue/local-text.ts'
import type { Specification } from '#lib/catalogue/specification.ts'
import type { TableBody } from '#lib/production/table-body.ts'
import { type DeliveryFigure, deliveryDocument } from '#lib/release/delivery-document.ts'

interface Props {
  readonly body: TableBody
  readonly specification: Specification
  readonly catalogue: Catalogue
  readonly locale: Locale
}

/** The figures beside the counts as the requester will get them, for whoever checks the table; nothing where there are none. */
export async function DeliveredFigures({ body, specification, catalogue, locale }: Props) {
  const t = await getTranslations('analyst.table')
  const unreleased = { contentHash: '', releaseId: '', releasedOn: '' }
  const document = deliveryDocument({ body, specification, catalogue, ...unreleased }, locale)
  if (document.figures.length === 0 && !document.curves) return null
  return (
    <Card heading={t('figures')}>
      <p>{t('figuresText')}</p>
      {document.figures
        .filter(({ id }) => !isLimit(id))
        .map(({ id, label }) => (
          <Disclosure key={id} summary={label}>
            <DeliveryTable
              document={document}
              values={id === 'standardised_rate' ? 'standardised' : id}
              threshold={Number(body.rules.threshold)}
            />
          </Disclosure>
        ))}
      {document.ratios ? <RatioCard ratios={document.ratios} locale={locale} /> : null}
      {document.curves ? <SurvivalCard curves={document.curves} title={document.title} locale={locale} /> : null}
    </Card>
  )
}

/** Confidence limits stand in brackets after what they belong to. */
function isLimit(id: DeliveryFigure['id']): boolean {
  return id.startsWith('standardised_') ? id !== 'standardised_rate' : id.startsWith('ratio_')
}
