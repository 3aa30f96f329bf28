import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { getLocale, getTranslations } from 'next-intl/server'
import { NoticeText } from '#components/labels/notice-text.tsx'
import { partLabels } from '#components/orders/part-label.ts'
import { ProposalList } from '#components/orders/proposal/proposal-list.tsx'
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
import { TriageCard } from '#components/workbench/triage/triage-card.tsx'
import { TriagePanel } from '#components/workbench/triage/triage-panel.tsx'
import { parseId } from '#lib/kernel/ids.ts'
import { colleaguesOf } from '#lib/orders/assign/queries.ts'
import { worksOn } from '#lib/orders/hours/commands.ts'
import { partsOf } from '#lib/orders/questions/question-part.ts'
import { dayOf } from '#lib/sla/day.ts'
import { parseLocale } from '#lib/web/locale.ts'
import { openCase } from '#lib/web/open-case.ts'
import { requireStaff } from '#lib/web/session.ts'
import * as actions from './actions.ts'

type Props = {
  params: Promise<{ id: string }>
  searchParams: Promise<{ besked?: string | string[]; handling?: string | string[]; del?: string | string[] }>
}

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('analyst.order'))('overview') }
}

export default async function CasePage({ params, searchParams }: Props) {
  const [{ id }, { besked, handling, del }, t, locale] = await Promise.all([
    params,
    searchParams,
    getTranslations('analyst.order'),
    getLocale().then(parseLocale),
  ])
  const actor = await requireStaff('analyst', `/sager/${id}`)
  const opened = parseId(id) ? await openCase(actor, id) : null
  if (!opened) return notFound()
  const { detail, hours, notes, triages, names, judged, reading, next, appeal, texts, proposals, returned } = opened
  const { facts, history } = detail
  const labelOf = await partLabels(judged.catalogue, detail.specification.register, locale)
  // What nobody has looked through yet is looked through before anything is done about it.
  const isToTriage = next === null && detail.commands.includes('triage')
  const triagePanel = reading ? (
    <TriagePanel
      detail={detail}
      judged={judged}
      reading={reading}
      triages={triages}
      names={names}
      action={actions.triage}
      locale={locale}
    />
  ) : null
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
          {isToTriage ? triagePanel : null}
          <ActionPanel
            detail={detail}
            actor={actor}
            judged={judged}
            chosen={typeof handling === 'string' ? handling : ''}
            actions={actions}
            colleagues={detail.commands.includes('assign') ? await colleaguesOf(actor) : []}
            triaged={next?.command ?? null}
            turnedAway={{ referredTo: next?.referredTo ?? null, appeal }}
            texts={texts}
            asked={{ labelOf, parts: partsOf(detail.specification), chosen: typeof del === 'string' ? del : '' }}
            locale={locale}
          />
          <RunList detail={detail} actor={actor} actions={actions} catalogue={judged.catalogue} locale={locale} />
          <ProposalList proposals={proposals} isWaiting={detail.row.status === 'clarifying'} locale={locale} />
          <QuestionList questions={detail.questions} labelOf={labelOf} />
          {reading && !isToTriage ? triagePanel : null}
          {reading ? null : <SpecificationCard detail={detail} judged={judged} locale={locale} />}
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
          {reading || notes === null ? null : <TriageCard triages={triages} version={facts.specificationVersion} names={names} />}
          <NotesCard orderId={id} notes={notes} names={names} add={actions.writeNote} locale={locale} />
          <CaseHistory history={history} names={names} />
        </div>
      </div>
    </>
  )
}
