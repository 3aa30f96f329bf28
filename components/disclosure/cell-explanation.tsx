import { getTranslations } from 'next-intl/server'
import { Card } from '#components/ui/card.tsx'
import { DescriptionList } from '#components/ui/description-list.tsx'
import { formatNumber } from '#components/ui/format.ts'
import type { ConfidentialBody, TableBody } from '#lib/production/table-body.ts'
import { type CellSum, explainCell } from '#lib/release/explain-cell.ts'
import { intervalText } from './disclosure-table.tsx'

interface Props {
  readonly body: TableBody
  readonly confidential: ConfidentialBody
  readonly address: number
  readonly labelOf: (address: number) => string
  readonly variableOf: (dimension: string) => string
  readonly threshold: number
  readonly locale: string
}

const MOST_NAMED = 12

/** Why one cell is hidden: its figure, what can be worked out from outside, and what else is hidden in its sums. */
export async function CellExplanation(props: Props) {
  const { body, confidential, address, labelOf, threshold, locale } = props
  const t = await getTranslations('analyst.table')
  const sums = explainCell(body.dimensions, confidential.status, address)
  const isPrimary = confidential.status[address] === 1
  const unsafe = new Set(sums.flatMap((sum) => sum.hidden.filter((cell) => cell.isUnsafe).map((cell) => cell.address)))
  const why = isPrimary
    ? t('legendPrimary', { threshold })
    : unsafe.size > 0
      ? t('protects', { count: unsafe.size })
      : t('protectsIndirectly')
  return (
    <Card heading={t('cellHeading')} id="celle">
      <p className="st-figure">{labelOf(address)}</p>
      <DescriptionList
        items={[
          { term: t('cellTrue'), description: formatNumber(confidential.counts[address] ?? 0, locale) },
          { term: t('cellWhy'), description: why },
          { term: t('cellOutside'), description: await intervalText(confidential, address, locale) },
        ]}
      />
      <h3>{t('cellSums')}</h3>
      <ul className="dc-sums">
        {sums.map((sum) => (
          <li key={`${sum.dimension}-${sum.whole}`}>
            <SumText sum={sum} {...props} />
          </li>
        ))}
      </ul>
    </Card>
  )
}

async function SumText({ sum, labelOf, variableOf, confidential, threshold, locale }: Props & { sum: CellSum }) {
  const t = await getTranslations('analyst.table')
  const more = sum.hidden.length - MOST_NAMED
  return (
    <>
      <strong>{t('sum', { dimension: variableOf(sum.dimension), whole: labelOf(sum.whole) })}</strong>
      <br />
      {t(sum.isExact ? 'sumExact' : 'sumLoose', { count: sum.parts.length })}{' '}
      {sum.hidden.length === 0 ? t('sumAlone') : t('sumHidden')}
      {sum.hidden.length > 0 ? (
        <ul>
          {sum.hidden.slice(0, MOST_NAMED).map(({ address, isUnsafe }) => (
            <li key={address}>
              <span aria-hidden="true">{isUnsafe ? '●' : '○'}</span> {labelOf(address)}:{' '}
              {formatNumber(confidential.counts[address] ?? 0, locale)} (
              {isUnsafe ? t('sumUnsafe', { threshold }) : t('sumOther')})
            </li>
          ))}
          {more > 0 ? <li>… ({formatNumber(more, locale)})</li> : null}
        </ul>
      ) : null}
    </>
  )
}
