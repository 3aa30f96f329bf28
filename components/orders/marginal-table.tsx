import { getTranslations } from 'next-intl/server'
import { Card } from '#components/ui/card.tsx'
import { DataTable } from '#components/ui/data-table.tsx'
import { formatNumber } from '#components/ui/format.ts'
import { type Catalogue, classificationOf } from '#lib/catalogue/catalogue.ts'
import { indexClassification } from '#lib/catalogue/index-classification.ts'
import type { Locale } from '#lib/catalogue/local-text.ts'
import type { Marginals } from '#lib/catalogue/marginals.ts'
import type { Variable } from '#lib/catalogue/register.ts'
import { TOTAL_CODE } from '#lib/catalogue/resolved-specification.ts'

interface Props {
  readonly marginals: Marginals
  readonly variable: Variable
  readonly catalogue: Catalogue
  readonly locale: Locale
}

/** For staff: the safe totals of one variable that forecasts are made from, hidden ones marked. */
export async function MarginalTable({ marginals, variable, catalogue, locale }: Props) {
  const t = await getTranslations('public.catalogue.marginals')
  const singles = marginals.singles.filter((each) => each.variable === variable.id)
  const codes = singles[0]?.codes ?? []
  if (codes.length === 0) return null
  const index = indexClassification(classificationOf(catalogue, variable))
  const shown = (count: number | null | undefined) => (typeof count === 'number' ? formatNumber(count, locale) : t('hidden'))
  return (
    <Card heading={t('heading')}>
      <p>{t('lead', { snapshot: marginals.snapshotId })}</p>
      <DataTable
        caption={t('heading')}
        hideCaption
        compact
        rows={codes.map((code, place) => ({ code, place }))}
        rowKey={({ code }) => code}
        columns={[
          { key: 'code', heading: t('code'), cell: ({ code }) => (code === TOTAL_CODE ? '' : code) },
          {
            key: 'label',
            heading: t('label'),
            rowHeading: true,
            cell: ({ code }) => (code === TOTAL_CODE ? t('total') : (index.node(code)?.label[locale] ?? code)),
          },
          ...singles.map(({ measure, counts }) => ({
            key: measure,
            heading: t(`measures.${measure}`),
            numeric: true,
            cell: ({ place }: { place: number }) => shown(counts[place]),
          })),
        ]}
      />
    </Card>
  )
}
