import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { getLocale, getTranslations } from 'next-intl/server'
import { EmptyState } from '#components/ui/empty-state.tsx'
import { LinkButton } from '#components/ui/link-button.tsx'
import { CaseHeading } from '#components/workbench/case-heading.tsx'
import { RunChoice, runsToCompare } from '#components/workbench/run-choice.tsx'
import { RunDifferences } from '#components/workbench/run-differences.tsx'
import { loadCatalogue } from '#lib/catalogue/queries.ts'
import { dbContextOf } from '#lib/identity/actor.ts'
import { parseId } from '#lib/kernel/ids.ts'
import { orderDetail } from '#lib/orders/queries.ts'
import { inTransaction } from '#lib/platform/db.ts'
import { asCounted } from '#lib/release/as-counted.ts'
import { cellLabels } from '#lib/release/cell-label.ts'
import { comparedRuns } from '#lib/release/comparison/queries.ts'
import { tableGrid } from '#lib/release/table-grid.ts'
import { parseLocale } from '#lib/web/locale.ts'
import { requireStaff } from '#lib/web/session.ts'

type Props = {
  params: Promise<{ id: string }>
  searchParams: Promise<Record<string, string | string[] | undefined>>
}

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('analyst.compare'))('heading') }
}

export default async function ComparePage({ params, searchParams }: Props) {
  const [{ id }, search, t, locale] = await Promise.all([
    params,
    searchParams,
    getTranslations('analyst.compare'),
    getLocale().then(parseLocale),
  ])
  const actor = await requireStaff('analyst', `/sager/${id}/sammenlign`)
  const detail = parseId(id) ? await orderDetail(actor, id) : null
  if (!detail || detail.row.status === 'draft') return notFound()
  const pair = runsToCompare(detail.runs, search)
  const compared = pair && (await comparedRuns(actor, { orderId: id, ...pair }))
  if (!pair || !compared) {
    return (
      <>
        <CaseHeading detail={detail} current="overview" />
        <EmptyState heading={t('none')} action={<LinkButton href={`/sager/${id}`}>{t('back')}</LinkButton>}>
          {t('noneText')}
        </EmptyState>
      </>
    )
  }
  const catalogue = await inTransaction(dbContextOf(actor), loadCatalogue)
  const counted = { ...asCounted(compared.specification, catalogue), totals: true }
  return (
    <>
      <CaseHeading detail={detail} current="overview" />
      <h2>{t('heading')}</h2>
      <RunChoice orderId={id} runs={detail.runs} pair={pair} locale={locale} />
      <RunDifferences
        comparison={compared.comparison}
        isInside={compared.isInside}
        labelOf={cellLabels(tableGrid(compared.body.dimensions, counted, catalogue, locale))}
        locale={locale}
      />
    </>
  )
}
