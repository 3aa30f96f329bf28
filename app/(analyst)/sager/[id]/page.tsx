import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { getLocale, getTranslations } from 'next-intl/server'
import { NoticeText } from '#components/labels/notice-text.tsx'
import { StatusLabel } from '#components/labels/status-label.tsx'
import { QuestionList } from '#components/orders/question-list.tsx'
import { SpecificationSummary } from '#components/orders/specification-summary.tsx'
import { Alert } from '#components/ui/alert.tsx'
import { Breadcrumb } from '#components/ui/breadcrumb.tsx'
import { Card } from '#components/ui/card.tsx'
import { DescriptionList } from '#components/ui/description-list.tsx'
import { PageHeading } from '#components/ui/page-heading.tsx'
import { CaseActions } from '#components/workbench/case-actions.tsx'
import { CaseClock } from '#components/workbench/case-clock.tsx'
import { CaseHistory } from '#components/workbench/case-history.tsx'
import { RunList } from '#components/workbench/run-list.tsx'
import { namesOf } from '#lib/identity/queries.ts'
import { parseId } from '#lib/kernel/ids.ts'
import { orderDetail } from '#lib/orders/queries.ts'
import { loadCaseTerms } from '#lib/web/case-terms.ts'
import { parseLocale } from '#lib/web/locale.ts'
import { requireStaff } from '#lib/web/session.ts'
import * as actions from './actions.ts'

type Props = { params: Promise<{ id: string }>; searchParams: Promise<{ besked?: string }> }

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('analyst.order'))('crumb') }
}

export default async function CasePage({ params, searchParams }: Props) {
  const [{ id }, { besked }, t, locale] = await Promise.all([
    params,
    searchParams,
    getTranslations('analyst.order'),
    getLocale().then(parseLocale),
  ])
  const actor = await requireStaff('analyst', `/sager/${id}`)
  const detail = parseId(id) ? await orderDetail(actor, id) : null
  if (!detail) return notFound()
  const { row, facts } = detail
  const { catalogue, quote } = await loadCaseTerms(actor, detail)
  const people = [
    facts.requesterId,
    facts.analystId,
    facts.producerId,
    facts.checkerId,
    ...detail.history.map((entry) => entry.actorId),
  ]
  const names = await namesOf(
    actor,
    people.filter((each) => each !== null),
  )
  const nameOf = (personId: string | null) => (personId ? (names.get(personId) ?? '') : t('none'))
  return (
    <>
      <Breadcrumb crumbs={[{ label: t('crumb'), href: '/sager' }]} current={row.number} />
      {besked ? <NoticeText notice={besked} /> : null}
      <PageHeading heading={row.title} lead={`${row.number} · ${row.organisationName}`} />
      <p>
        <StatusLabel status={row.status} resolution={row.resolution} reader="analyst" />
      </p>
      <div className="st-columns">
        <Card heading={t('actions')}>
          {detail.commands.length === 0 ? (
            <Alert tone="info" heading={t('noActions')}>
              {t('noActionsHint')}
            </Alert>
          ) : null}
          <CaseActions detail={detail} actions={actions} quote={quote} />
        </Card>
        <div>
          <CaseClock detail={detail} />
          <Card heading={t('people')}>
            <DescriptionList
              items={[
                { term: t('requester'), description: nameOf(facts.requesterId) },
                { term: t('analyst'), description: nameOf(facts.analystId) },
                { term: t('producer'), description: nameOf(facts.producerId) },
                { term: t('checker'), description: nameOf(facts.checkerId) },
              ]}
            />
          </Card>
        </div>
      </div>
      <RunList detail={detail} cancel={actions.cancel} />
      <QuestionList questions={detail.questions} />
      <Card heading={t('table')}>
        <SpecificationSummary specification={detail.specification} catalogue={catalogue} locale={locale} />
        <DescriptionList items={[{ term: t('purpose'), description: detail.purpose }]} />
      </Card>
      <CaseHistory history={detail.history} nameOf={nameOf} />
    </>
  )
}
