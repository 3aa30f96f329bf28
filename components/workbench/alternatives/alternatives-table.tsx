import { getTranslations } from 'next-intl/server'
import { RefusalText } from '#components/labels/refusal-text.tsx'
import { DataTable } from '#components/ui/data-table.tsx'
import { Form } from '#components/ui/form.tsx'
import { formatNumber, formatPercent } from '#components/ui/format.ts'
import { LinkButton } from '#components/ui/link-button.tsx'
import { SubmitButton } from '#components/ui/submit-button.tsx'
import type { Alternative } from '#lib/production/alternatives/alternative.ts'
import type { AlternativesProps } from './alternatives-card.tsx'

/** What each way of protecting would hide. */
export async function AlternativesTable(props: AlternativesProps & { alternatives: readonly Alternative[] }) {
  const t = await getTranslations('analyst.alternatives')
  return (
    <DataTable
      caption={t('caption')}
      rows={props.alternatives}
      rowKey={(each) => (each.kind === 'coarser' ? `${each.kind} ${each.variable}` : each.kind)}
      columns={[
        { key: 'way', heading: t('way'), cell: (each) => <WayName alternative={each} {...props} />, rowHeading: true },
        { key: 'hides', heading: t('hides'), cell: (each) => <WhatIsHidden alternative={each} locale={props.locale} /> },
        { key: 'switch', heading: t('switch'), cell: (each) => <SwitchTo alternative={each} {...props} /> },
      ]}
    />
  )
}

type RowProps = AlternativesProps & { readonly alternative: Alternative }

async function WayName({ alternative, axes }: RowProps) {
  const t = await getTranslations('analyst.alternatives')
  if (alternative.kind === 'rounding') return t('kind.rounding', { base: alternative.base })
  if (alternative.kind !== 'coarser') return t(`kind.${alternative.kind}`)
  const axis = axes.find(({ id }) => id === alternative.variable)
  const name = axis?.label ?? alternative.variable
  const level = alternative.level
  return level === null ? t('kind.without', { name }) : t('kind.coarser', { name, level: axis?.levels[level] ?? level })
}

async function WhatIsHidden({ alternative, locale }: { alternative: Alternative; locale: string }) {
  const t = await getTranslations('analyst.alternatives')
  const show = (value: number) => formatNumber(value, locale)
  const share = (hidden: number, cells: number) => formatPercent(hidden / Math.max(1, cells), locale)
  if (alternative.kind === 'coarser') {
    const { hidden, cells } = alternative
    return t('hidden', { hidden: show(hidden), cells: show(cells), share: share(hidden, cells) })
  }
  if (alternative.refusal) return <RefusalText kind={alternative.refusal} />
  if (alternative.kind === 'rounding') {
    const { largest, mean, exposed } = alternative.outcome ?? { largest: 0, mean: 0, exposed: 0 }
    return t('rounded', { largest: show(largest), mean: formatNumber(mean, locale, 1), exposed })
  }
  const { hidden, cells, margins, hiddenValue } = alternative.outcome ?? { hidden: 0, cells: 0, margins: 0, hiddenValue: 0 }
  const facts = { hidden: show(hidden), cells: show(cells), share: share(hidden, cells) }
  return `${t('hidden', facts)} ${t('hiddenMore', { margins: show(margins), units: show(hiddenValue) })}`
}

async function SwitchTo({ alternative, order, uploadId, choices, mayRun, actions }: RowProps) {
  const t = await getTranslations('analyst.alternatives')
  if (!mayRun) return null
  if (alternative.kind === 'coarser')
    return <LinkButton href={`/sager/${order.id}?handling=ask#handling`}>{t('askRequester')}</LinkButton>
  if (alternative.kind === 'rounding') return t('roundingOnly')
  if (alternative.refusal) return null
  const cost = alternative.kind === 'count' ? 'count' : 'value'
  const isMarginsLast = alternative.kind === 'margins-last'
  if (choices.cost === cost && choices.marginsLast === isMarginsLast && choices.last.length === 0) return t('inForce')
  const hidden = { orderId: order.id, expectedVersion: order.version, cost, ...(isMarginsLast && { marginsLast: 'on' }) }
  return (
    <Form
      action={actions.runWith}
      hidden={{ ...hidden, ...(uploadId && { uploadId }) }}
      label={`${t('use')}: ${t(`kind.${alternative.kind}`)}`}
    >
      <SubmitButton variant="secondary">{t('use')}</SubmitButton>
    </Form>
  )
}
