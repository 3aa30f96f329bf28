import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { getLocale, getTranslations } from 'next-intl/server'
import { StatusLabel, StatusNext } from '#components/labels/status-label.tsx'
import { HoursTable } from '#components/orders/hours-table.tsx'
import { OrderActions } from '#components/orders/order-actions.tsx'
import { OrderHistory } from '#components/orders/order-history.tsx'
import { partLabels } from '#components/orders/part-label.ts'
import { PartQuestions } from '#components/orders/part-questions.tsx'
import { ProposalCard } from '#components/orders/proposal/proposal-card.tsx'
import { ProposalList } from '#components/orders/proposal/proposal-list.tsx'
import { QuestionList } from '#components/orders/question-list.tsx'
import { ReorderLinks } from '#components/orders/reorder-links.tsx'
import { SpecificationSummary } from '#components/orders/specification-summary.tsx'
import { Alert } from '#components/ui/alert.tsx'
import { Breadcrumb } from '#components/ui/breadcrumb.tsx'
import { Card } from '#components/ui/card.tsx'
import { DescriptionList } from '#components/ui/description-list.tsx'
import { PageHeading } from '#components/ui/page-heading.tsx'
import { loadCatalogue } from '#lib/catalogue/queries.ts'
import { dbContextOf } from '#lib/identity/actor.ts'
import { parseId } from '#lib/kernel/ids.ts'
import { orderHours } from '#lib/orders/hours/queries.ts'
import { orderDetail } from '#lib/orders/queries.ts'
import { decisionOf } from '#lib/orders/triage/queries.ts'
import { inTransaction } from '#lib/platform/db.ts'
import { parseLocale } from '#lib/web/locale.ts'
import { requireActor } from '#lib/web/session.ts'
import { weighedProposals } from '#lib/web/weigh-change.ts'
import { accept, answer, approve, askForChange, discardDraft, sendBack, submitDraft, withdraw } from './actions.ts'

type Props = { params: Promise<{ id: string }>; searchParams: Promise<{ besked?: string }> }

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('requester.order'))('crumb') }
}

export default async function OrderPage({ params, searchParams }: Props) {
  const [{ id }, { besked }, t, paper, notices, locale] = await Promise.all([
    params,
    searchParams,
    getTranslations('requester.order'),
    getTranslations('requester.paper'),
    getTranslations('labels.notices'),
    getLocale().then(parseLocale),
  ])
  const actor = await requireActor(`/bestillinger/${id}`)
  const detail = parseId(id) ? await orderDetail(actor, id) : null
  if (!detail || !actor.organisations.some((each) => each.id === detail.facts.organisationId)) return notFound()
  const catalogue = await inTransaction(dbContextOf(actor), loadCatalogue)
  const { row, facts, questions } = detail
  const labelOf = await partLabels(catalogue, detail.specification.register, locale)
  const hours = await orderHours(actor, id, row)
  const decision = row.resolution === 'declined' ? await decisionOf(actor, id) : null
  const proposals = await weighedProposals(actor, id, facts.organisationId)
  const open = detail.commands.includes('approve-change')
    ? proposals.find(({ proposal }) => proposal.status === 'open')
    : undefined
  const isDraft = row.status === 'draft'
  const actions = { accept, answer, askForChange, discardDraft, submitDraft, withdraw }
  return (
    <>
      <Breadcrumb crumbs={[{ label: t('crumb'), href: '/bestillinger' }]} current={row.number} />
      {besked && notices.has(besked) ? (
        <Alert tone="success" live>
          {notices(besked)}
        </Alert>
      ) : null}
      <PageHeading heading={isDraft ? t('check') : row.title} lead={isDraft ? t('checkLead') : row.number} />
      <p>
        <StatusLabel status={row.status} resolution={row.resolution} />{' '}
        {row.status === 'ended' ? null : <StatusNext status={row.status} />}
      </p>
      {open ? (
        <ProposalCard
          {...open}
          target={{ orderId: id, expectedVersion: facts.version }}
          approve={approve}
          sendBack={sendBack}
          locale={locale}
        />
      ) : null}
      <OrderActions detail={detail} actor={actor} actions={actions} decision={decision} labelOf={labelOf} locale={locale} />
      <ProposalList
        proposals={proposals.filter((each) => each !== open)}
        isWaiting={row.status === 'clarifying'}
        locale={locale}
      />
      <QuestionList questions={questions} labelOf={labelOf} />
      <Card heading={t('table')}>
        {isDraft ? <p className="st-figure">{row.title}</p> : null}
        <SpecificationSummary specification={detail.specification} catalogue={catalogue} locale={locale} questions={questions} />
        <DescriptionList
          items={[
            {
              term: t('purpose'),
              description: (
                <>
                  {detail.purpose}
                  <PartQuestions questions={questions.filter(({ part }) => part === 'purpose')} />
                </>
              ),
            },
            ...(detail.invoiceReference ? [{ term: t('reference'), description: detail.invoiceReference }] : []),
          ]}
        />
        <p className="form-hint">{t('version', { version: facts.specificationVersion })}</p>
        <p>
          <a href={`/bestillinger/${id}/pdf`} download>
            {paper('download')}
          </a>
        </p>
      </Card>
      {hours.agreed ? (
        <Card heading={t('hours')}>
          <HoursTable hours={hours} />
        </Card>
      ) : null}
      {isDraft ? null : <ReorderLinks specification={detail.specification} catalogue={catalogue} />}
      <OrderHistory history={detail.history} requesterId={facts.requesterId} />
    </>
  )
}
