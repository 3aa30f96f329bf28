import { getTranslations } from 'next-intl/server'
import { RefusalText } from '#components/labels/refusal-text.tsx'
import { ShellTable } from '#components/orders/shell-table.tsx'
import { SpecificationSummary } from '#components/orders/specification-summary.tsx'
import { Alert } from '#components/ui/alert.tsx'
import { Card } from '#components/ui/card.tsx'
import { DescriptionList } from '#components/ui/description-list.tsx'
import { formatNumber } from '#components/ui/format.ts'
import type { Locale } from '#lib/catalogue/local-text.ts'
import type { OrderDetail } from '#lib/orders/queries.ts'
import type { JudgedOrder } from '#lib/web/judge-order.ts'
import { refusalFacts } from '#lib/web/refusal-facts.ts'
import { askHrefOf } from './ask-href.ts'

/** What is ordered: in words, as the empty table, and how large it is. */
export async function SpecificationCard({
  detail,
  judged,
  locale,
}: {
  detail: OrderDetail
  judged: JudgedOrder
  locale: Locale
}) {
  const t = await getTranslations('analyst.order')
  const { composition, refusal, catalogue } = judged
  const show = (value: number) => formatNumber(value, locale)
  return (
    <Card heading={t('specification')}>
      <p className="form-hint">{t('specificationLead', { version: detail.facts.specificationVersion })}</p>
      {refusal ? (
        <Alert tone="error" heading={t('unreadable')}>
          <p>
            <RefusalText kind={refusal.kind} facts={refusalFacts(refusal)} />
          </p>
        </Alert>
      ) : null}
      <SpecificationSummary
        specification={detail.specification}
        catalogue={catalogue}
        locale={locale}
        questions={detail.questions}
        askHref={askHrefOf(detail)}
      />
      <DescriptionList
        items={[
          ...(composition
            ? [
                {
                  term: t('size'),
                  description: t('cells', {
                    cells: show(composition.shape.cells),
                    rows: show(composition.shape.rowCount),
                    columns: show(composition.shape.columnCount),
                  }),
                },
                { term: t('type'), description: t(composition.isStandard ? 'standard' : 'tailored') },
              ]
            : []),
          { term: t('purpose'), description: detail.purpose },
          ...(detail.invoiceReference ? [{ term: t('reference'), description: detail.invoiceReference }] : []),
        ]}
      />
      {composition ? (
        <>
          <h3>{t('shell')}</h3>
          <ShellTable resolved={composition.resolved} catalogue={catalogue} locale={locale} />
        </>
      ) : null}
    </Card>
  )
}
