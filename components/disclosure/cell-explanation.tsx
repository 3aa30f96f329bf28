import { getTranslations } from 'next-intl/server'
import { Card } from '#components/ui/card.tsx'
import { DescriptionList } from '#components/ui/description-list.tsx'
import { formatNumber } from '#components/ui/format.ts'
import { explain } from '#lib/disclosure/explain.ts'
import { rulesSchema } from '#lib/disclosure/rules.ts'
import type { JointRecord } from '#lib/production/joint-record.ts'
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
  readonly joint: JointRecord | null
}

const MOST_NAMED = 12

/** Why one cell is hidden: its figure, what can be worked out from outside, and what else is hidden in its sums. */
export async function CellExplanation(props: Props) {
  const { body, confidential, address, labelOf, threshold, locale, joint } = props
  const t = await getTranslations('analyst.table')
  const sums = explainCell(body.dimensions, confidential.status, address)
  const isPrimary = confidential.status[address] === 1
  const protectedCells = isPrimary ? [] : protectedBy(body, confidential, address)
  const earlier = isPrimary ? [] : (joint?.releases ?? []).filter(({ constrained }) => constrained.includes(address))
  const why = isPrimary
    ? t('legendPrimary', { threshold })
    : protectedCells.length > 0
      ? t('protects', { count: protectedCells.length })
      : t(earlier.length > 0 ? 'protectsEarlier' : 'protectsIndirectly')
  return (
    <Card heading={t('cellHeading')} id="celle">
      <p className="st-figure">{labelOf(address)}</p>
      <DescriptionList
        items={[
          { term: t('cellTrue'), description: formatNumber(confidential.counts[address] ?? 0, locale) },
          { term: t('cellWhy'), description: why },
          { term: t('cellOutside'), description: await intervalText(confidential, address, locale) },
          ...(earlier.length > 0
            ? [{ term: t('cellEarlier'), description: earlier.map(({ orderNumber }) => orderNumber).join(', ') }]
            : []),
        ]}
      />
      {protectedCells.length > 0 ? (
        <>
          <h3>{t('cellProtects')}</h3>
          <ul className="dc-sums">
            {protectedCells.slice(0, MOST_NAMED).map(({ cell, sums: through }) => (
              <li key={cell}>
                <strong>
                  {labelOf(cell)}: {formatNumber(confidential.counts[cell] ?? 0, locale)}
                </strong>
                <br />
                {t('cellThrough', { sums: through.length })}
              </li>
            ))}
          </ul>
        </>
      ) : null}
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

/** The unsafe cells that publishing a cell would give away, and the sums that would do it. */
function protectedBy(body: TableBody, { counts, status }: ConfidentialBody, address: number) {
  const dimensions = body.dimensions.map((dimension) => ({ ...dimension, parents: Int32Array.from(dimension.parents) }))
  const rules = rulesSchema.safeParse(body.rules)
  if (!rules.success) return []
  const cube = { dimensions, counts: Float64Array.from(counts) }
  return explain(cube, Uint8Array.from(status), rules.data, address)?.protects ?? []
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
