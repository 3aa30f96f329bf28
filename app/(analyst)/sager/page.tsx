import type { Metadata } from 'next'
import { redirect } from 'next/navigation'
import { getLocale, getTranslations } from 'next-intl/server'
import { NoticeText } from '#components/labels/notice-text.tsx'
import { Disclosure } from '#components/ui/disclosure.tsx'
import { EmptyState } from '#components/ui/empty-state.tsx'
import { Form } from '#components/ui/form.tsx'
import { formatShortDate } from '#components/ui/format.ts'
import { LinkButton } from '#components/ui/link-button.tsx'
import { PageHeading } from '#components/ui/page-heading.tsx'
import { SubmitButton } from '#components/ui/submit-button.tsx'
import { AssignFields } from '#components/workbench/assign-fields.tsx'
import { dueText } from '#components/workbench/due-text.ts'
import {
  isFiltered,
  parseQueue,
  QUEUE_PAGE_ROWS,
  type QueueChoices,
  questionOf,
  queueHref,
  queueNewsHref,
  queueParams,
  viewHref,
} from '#components/workbench/queue-choices.ts'
import { QueueFilters } from '#components/workbench/queue-filters.tsx'
import { QueueKeys } from '#components/workbench/queue-keys.tsx'
import { QueueWatch } from '#components/workbench/queue-news-bar.tsx'
import { QueuePages } from '#components/workbench/queue-pages.tsx'
import { type HeadingLink, type QueueLine, QueueTable, type QueueTableTexts } from '#components/workbench/queue-table.tsx'
import { QueueViews } from '#components/workbench/queue-views.tsx'
import { QueueWords } from '#components/workbench/queue-words.tsx'
import type { Actor } from '#lib/identity/actor.ts'
import { namesOf } from '#lib/identity/queries.ts'
import { awayUntil } from '#lib/orders/absence/queries.ts'
import { colleaguesOf } from '#lib/orders/assign/queries.ts'
import { BALL_HOLDER } from '#lib/orders/lifecycle.ts'
import { clocksOf, type OrderRow } from '#lib/orders/queries.ts'
import { listQueue } from '#lib/orders/queue/queries.ts'
import type { QueueSort } from '#lib/orders/queue/question.ts'
import { queueViews } from '#lib/orders/views/queries.ts'
import { dayOf } from '#lib/sla/day.ts'
import { requireStaff } from '#lib/web/session.ts'
import * as actions from './actions.ts'

type Props = { searchParams: Promise<Record<string, string | string[] | undefined>> }

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('analyst.queue'))('heading') }
}

export default async function QueuePage({ searchParams }: Props) {
  const [params, t, assign, locale] = await Promise.all([
    searchParams,
    getTranslations('analyst.queue'),
    getTranslations('analyst.assign'),
    getLocale(),
  ])
  const actor = await requireStaff('analyst', '/sager')
  const views = await queueViews(actor)
  const opening = views.find(({ isDefault }) => isDefault)
  if (opening && Object.keys(params).length === 0) return redirect(viewHref(opening.query))
  const choices = parseQueue(params)
  const today = dayOf(new Date().toISOString())
  const [page, colleagues] = await Promise.all([
    listQueue(actor, questionOf(choices, actor.personId, today), QUEUE_PAGE_ROWS),
    colleaguesOf(actor),
  ])
  const lines = await linesOf(actor, page.rows, locale)
  return (
    <QueueWords>
      <PageHeading heading={t('heading')} lead={t('lead')} />
      <NoticeText notice={params.besked} />
      <QueueViews views={views} choices={choices} actions={actions} />
      <QueueFilters choices={choices} colleagues={colleagues} />
      <div className="wb-queue-tools">
        <QueueKeys />
        <LinkButton href="/sager/kolleger" variant="tertiary">
          {t('colleaguesLink')}
        </LinkButton>
      </div>
      <p aria-live="polite">{t(page.isMore ? 'totalMore' : 'total', { count: page.total })}</p>
      {lines.length === 0 ? <QueueWatch address={queueNewsHref(choices)} /> : null}
      {lines.length > 0 ? (
        <Form action={actions.assignAll} hidden={{ query: queueParams(choices).toString() }} label={assign('several')}>
          <QueueTable
            rows={lines}
            texts={textsOf(t, assign('pickHeading'))}
            headings={headingsOf(choices)}
            news={queueNewsHref(choices)}
          />
          <Disclosure summary={assign('several')}>
            <AssignFields colleagues={colleagues} />
            <SubmitButton variant="secondary">{assign('several')}</SubmitButton>
          </Disclosure>
        </Form>
      ) : isFiltered(choices) ? (
        <EmptyState heading={t('emptyFilter')} action={<LinkButton href="/sager?vis=all">{t('clear')}</LinkButton>}>
          {t('emptyFilterText')}
        </EmptyState>
      ) : (
        <EmptyState heading={t('empty')}>{t('emptyText')}</EmptyState>
      )}
      <QueuePages choices={choices} previous={page.previous} next={page.next} />
    </QueueWords>
  )
}

/** The page's cases in words: whose turn it is, who has it, when it is due. */
async function linesOf(actor: Actor, rows: readonly OrderRow[], locale: string): Promise<QueueLine[]> {
  const [t, due, labels] = await Promise.all([
    getTranslations('analyst.queue'),
    getTranslations('analyst.due'),
    getTranslations('labels.ballHolder'),
  ])
  const people = rows.flatMap((row) => row.analystId ?? [])
  const today = dayOf(new Date().toISOString())
  const [clocks, names, away] = await Promise.all([
    clocksOf(actor, rows),
    namesOf(actor, people),
    awayUntil(actor, people, today),
  ])
  const analystOf = ({ analystId }: OrderRow) => {
    const name = analystId && names.get(analystId)
    if (!name) return t('nobody')
    const to = away.get(analystId)
    return to ? t('awayName', { name, to: formatShortDate(to, locale) }) : name
  }
  return rows.map((row) => ({
    id: row.id,
    version: row.version,
    number: row.number,
    title: row.title,
    organisation: row.organisationName,
    status: row.status,
    resolution: row.resolution,
    ball: labels(BALL_HOLDER[row.status]),
    analyst: analystOf(row),
    due: dueText(clocks.get(row.id) ?? null, row.status, today, locale, due),
  }))
}

function textsOf(t: Awaited<ReturnType<typeof getTranslations<'analyst.queue'>>>, pick: string): QueueTableTexts {
  return {
    pick,
    caption: t('caption'),
    hint: t('sortHint'),
    changed: t('news.mark'),
    number: t('columns.number'),
    title: t('columns.title'),
    organisation: t('columns.organisation'),
    status: t('columns.status'),
    ball: t('columns.ball'),
    analyst: t('columns.analyst'),
    due: t('columns.due'),
  }
}

/** A heading orders all cases by it; chosen again, the other way round. */
function headingsOf(choices: QueueChoices): Readonly<Record<'number' | 'due', HeadingLink>> {
  const heading = (sort: QueueSort): HeadingLink => {
    const isChosen = choices.sort === sort
    const isDescending = isChosen && !choices.isDescending
    return {
      href: queueHref({ ...choices, sort, isDescending, place: null }),
      sorted: !isChosen ? null : choices.isDescending ? 'descending' : 'ascending',
    }
  }
  return { number: heading('number'), due: heading('due') }
}
