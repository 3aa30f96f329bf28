import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { getLocale, getTranslations } from 'next-intl/server'
import { CellExplanation } from '#components/disclosure/cell-explanation.tsx'
import { CountComparison } from '#components/disclosure/count-comparison.tsx'
import { DeliveredFigures } from '#components/disclosure/delivered-figures.tsx'
import { DisclosureLegend } from '#components/disclosure/disclosure-legend.tsx'
import { DisclosureView } from '#components/disclosure/disclosure-view.tsx'
import { EarlierReleases } from '#components/disclosure/earlier-releases.tsx'
import { ProtectionSummary } from '#components/disclosure/protection-summary.tsx'
import { QualityCard } from '#components/disclosure/quality-card.tsx'
import { disclosureHref, parseDisclosure } from '#components/disclosure/table-window.ts'
import { NoticeText } from '#components/labels/notice-text.tsx'
import { Alert } from '#components/ui/alert.tsx'
import { EmptyState } from '#components/ui/empty-state.tsx'
import { LinkButton } from '#components/ui/link-button.tsx'
import { Tabs } from '#components/ui/tabs.tsx'
import { AlternativesCard } from '#components/workbench/alternatives/alternatives-card.tsx'
import { CaseHeading } from '#components/workbench/case-heading.tsx'
import { VerdictPanel } from '#components/workbench/verdict-panel.tsx'
import { findRegister, findVariable } from '#lib/catalogue/catalogue.ts'
import { loadMarginals } from '#lib/catalogue/queries.ts'
import { dbContextOf } from '#lib/identity/actor.ts'
import { parseId } from '#lib/kernel/ids.ts'
import { orderDetail } from '#lib/orders/queries.ts'
import { inTransaction } from '#lib/platform/db.ts'
import { alternativesOf } from '#lib/production/alternatives/queries.ts'
import { jointOf } from '#lib/production/joint-record.ts'
import { runChoicesSchema, SERVICE_CHOICES } from '#lib/production/run-choices.ts'
import { uploadRecordOf } from '#lib/production/upload-record.ts'
import { asCounted } from '#lib/release/as-counted.ts'
import { cellLabels } from '#lib/release/cell-label.ts'
import { qualityChecks } from '#lib/release/quality-checks.ts'
import { loadConfidential, loadTable } from '#lib/release/queries.ts'
import { tableGrid } from '#lib/release/table-grid.ts'
import { choiceAxes } from '#lib/web/choice-axes.ts'
import { judgeOrder } from '#lib/web/judge-order.ts'
import { parseLocale } from '#lib/web/locale.ts'
import { requireStaff } from '#lib/web/session.ts'
import * as actions from '../actions.ts'
import * as tableActions from './actions.ts'

type Props = {
  params: Promise<{ id: string }>
  searchParams: Promise<Record<string, string | string[] | undefined>>
}

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('analyst.order'))('table') }
}

export default async function DisclosurePage({ params, searchParams }: Props) {
  const [{ id }, search, t, locale] = await Promise.all([
    params,
    searchParams,
    getTranslations('analyst.table'),
    getLocale().then(parseLocale),
  ])
  const actor = await requireStaff('analyst', `/sager/${id}/tabel`)
  const detail = parseId(id) ? await orderDetail(actor, id) : null
  if (!detail || detail.row.status === 'draft') return notFound()
  const runId = detail.facts.table?.runId
  const table = runId ? await inTransaction(dbContextOf(actor), (tx) => loadTable(tx, runId)) : null
  if (!runId || !table) {
    return (
      <>
        <CaseHeading detail={detail} current="table" />
        <EmptyState heading={t('noRun')} action={<LinkButton href={`/sager/${id}`}>{t('back')}</LinkButton>}>
          {t('noRunText')}
        </EmptyState>
      </>
    )
  }
  const choices = parseDisclosure(search)
  const asked = choices.view === 'inside' ? await loadConfidential(actor, runId) : null
  const judged = await judgeOrder(actor, detail)
  const { body } = table
  const { catalogue } = judged
  const counted = asCounted(detail.specification, catalogue)
  const grid = tableGrid(body.dimensions, counted, catalogue, locale)
  const register = findRegister(catalogue, body.registerId)
  const threshold = Number(body.rules.threshold)
  const run = detail.runs.find((each) => each.id === runId)
  const joint = jointOf(run?.record)
  const origin = register?.originLabel?.[locale]
  const upload = uploadRecordOf(run?.record)
  const labelOf = cellLabels(tableGrid(body.dimensions, { ...counted, totals: true }, catalogue, locale))
  const marginals = await inTransaction(dbContextOf(actor), (tx) => loadMarginals(tx, body.snapshotId))
  const isHidden = choices.cell !== null && (asked?.status[choices.cell] ?? 0) > 0
  return (
    <>
      <CaseHeading detail={detail} current="table" />
      <NoticeText notice={typeof search.besked === 'string' ? search.besked : undefined} />
      {origin ? <Alert tone="warning">{origin}</Alert> : null}
      {table.actualHash === table.contentHash ? null : <Alert tone="error">{t('changed')}</Alert>}
      <ProtectionSummary orderId={id} table={table} isInside={asked !== null} />
      {upload ? (
        <CountComparison
          upload={upload}
          confidential={asked}
          labelOf={labelOf}
          hrefOf={(cell) => `${disclosureHref(id, { ...choices, cell })}#celle`}
          locale={locale}
        />
      ) : null}
      <Tabs
        label={t('views')}
        tabs={(['inside', 'outside'] as const).map((view) => ({
          href: disclosureHref(id, { ...choices, view, cell: null }),
          label: t(view),
          current: view === choices.view,
        }))}
      />
      {choices.view === 'inside' ? <p className="form-hint">{asked ? t('looked') : t('notYours')}</p> : null}
      <DisclosureLegend isInside={asked !== null} threshold={threshold} />
      <DisclosureView
        orderId={id}
        title={detail.row.title}
        grid={grid}
        counts={body.counts}
        confidential={asked}
        choices={choices}
        threshold={threshold}
        locale={locale}
      />
      {asked && isHidden && choices.cell !== null ? (
        <CellExplanation
          body={body}
          confidential={asked}
          address={choices.cell}
          labelOf={labelOf}
          variableOf={(dimension) => (register && findVariable(register, dimension)?.label[locale]) ?? dimension}
          threshold={threshold}
          locale={locale}
          joint={joint}
        />
      ) : null}
      <DeliveredFigures body={body} specification={detail.specification} catalogue={catalogue} locale={locale} />
      {register ? (
        <QualityCard
          report={qualityChecks({
            dimensions: body.dimensions,
            counts: asked?.counts ?? body.counts,
            specification: detail.specification,
            register,
            marginals,
          })}
          labelOf={labelOf}
          hrefOf={(cell) => `${disclosureHref(id, { ...choices, cell })}#celle`}
          locale={locale}
        />
      ) : null}
      <AlternativesCard
        order={detail.facts}
        uploadId={run?.uploadId ?? null}
        choices={runChoicesSchema.safeParse(run?.choices).data ?? SERVICE_CHOICES}
        tried={await alternativesOf(actor, runId)}
        axes={choiceAxes(body.dimensions, detail.specification, catalogue, locale)}
        mayRun={detail.commands.includes('run')}
        actions={tableActions}
        locale={locale}
      />
      {joint ? <EarlierReleases joint={joint} locale={locale} /> : null}
      <VerdictPanel detail={detail} judged={judged} actions={actions} locale={locale} />
    </>
  )
}
