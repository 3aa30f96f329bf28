import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { getLocale, getTranslations } from 'next-intl/server'
import { NoticeText } from '#components/labels/notice-text.tsx'
import { QuestionList } from '#components/orders/question-list.tsx'
import { Alert } from '#components/ui/alert.tsx'
import { ActionPanel } from '#components/workbench/action-panel.tsx'
import { CaseFacts } from '#components/workbench/case-facts.tsx'
import { CaseHeading } from '#components/workbench/case-heading.tsx'
import { CaseHistory } from '#components/workbench/case-history.tsx'
import { CaseNote } from '#components/workbench/case-note.tsx'
import { HoursCard } from '#components/workbench/hours-card.tsx'
import { NotesCard } from '#components/workbench/notes-card.tsx'
import { OfferList } from '#components/workbench/offer-list.tsx'
import { RunList } from '#components/workbench/run-list.tsx'
import { SpecificationCard } from '#components/workbench/specification-card.tsx'
import { namesOf } from '#lib/identity/queries.ts'
import { parseId } from '#lib/kernel/ids.ts'
import { colleaguesOf } from '#lib/orders/assign/queries.ts'
import { worksOn } from '#lib/orders/hours/commands.ts'
import { orderHours } from '#lib/orders/hours/queries.ts'
import { listNotes } from '#lib/orders/notes/queries.ts'
import { orderDetail } from '#lib/orders/queries.ts'
import { reasonOfReturn } from '#lib/release/queries.ts'
import { dayOf } from '#lib/sla/day.ts'
import { judgeOrder } from '#lib/web/judge-order.ts'
import { parseLocale } from '#lib/web/locale.ts'
import { requireStaff } from '#lib/web/session.ts'
import * as actions from './actions.ts'

type Props = {
  params: Promise<{ id: string }>
  searchParams: Promise<{ besked?: string | string[]; handling?: string | string[] }>
}

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('analyst.order'))('overview') }
}

export default async function CasePage({ params, searchParams }: Props) {
  const [{ id }, { besked, handling }, t, locale] = await Promise.all([
    params,
    searchParams,
    getTranslations('analyst.order'),
    getLocale().then(parseLocale),
  ])
  const actor = await requireStaff('analyst', `/sager/${id}`)
  const detail = parseId(id) ? await orderDetail(actor, id) : null
  if (!detail || detail.row.status === 'draft') return notFound()
  const { facts, history } = detail
  const hours = await orderHours(actor, id, detail.row)
  const notes = await listNotes(actor, facts)
  const authors = (notes ?? []).map(({ authorId }) => authorId)
  const workers = hours.worked.map(({ personId }) => personId)
  const people = [
    ...workers,
    ...authors,
    facts.requesterId,
    facts.analystId,
    facts.producerId,
    facts.checkerId,
    ...history.map((entry) => entry.actorId),
  ]
  const [names, judged, returned] = await Promise.all([
    namesOf(
      actor,
      people.flatMap((person) => person ?? []),
    ),
    judgeOrder(actor, detail),
    detail.row.status === 'producing' ? reasonOfReturn(actor, id) : null,
  ])
  return (
    <>
      <CaseHeading detail={detail} current="overview" />
      <NoticeText notice={besked} />
      {returned === null ? null : (
        <Alert tone="warning" heading={t('returned')}>
          <p className="wb-message">{returned}</p>
        </Alert>
      )}
      <div className="wb-order">
        <div>
          <ActionPanel
            detail={detail}
            actor={actor}
            judged={judged}
            chosen={typeof handling === 'string' ? handling : ''}
            actions={actions}
            colleagues={detail.commands.includes('assign') ? await colleaguesOf(actor) : []}
            locale={locale}
          />
          <RunList detail={detail} actor={actor} actions={actions} catalogue={judged.catalogue} locale={locale} />
          <QuestionList questions={detail.questions} />
          <SpecificationCard detail={detail} judged={judged} locale={locale} />
          <OfferList offers={detail.offers} />
          <HoursCard
            orderId={id}
            hours={hours}
            reader={actor.personId}
            names={names}
            mayRegister={worksOn(actor, facts)}
            today={dayOf(new Date().toISOString())}
            add={actions.addTime}
            remove={actions.removeTime}
            locale={locale}
          />
        </div>
        <div className="wb-side">
          <CaseFacts detail={detail} names={names} />
          <CaseNote detail={detail} actor={actor} />
          <NotesCard orderId={id} notes={notes} names={names} add={actions.writeNote} locale={locale} />
          <CaseHistory history={history} names={names} />
        </div>
      </div>
    </>
  )
}
