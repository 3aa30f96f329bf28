import type { Metadata } from 'next'
import { getLocale, getTranslations } from 'next-intl/server'
import { NoticeText } from '#components/labels/notice-text.tsx'
import { Breadcrumb } from '#components/ui/breadcrumb.tsx'
import { PageHeading } from '#components/ui/page-heading.tsx'
import { AbsenceCard } from '#components/workbench/absence-card.tsx'
import { DeskTable } from '#components/workbench/desk-table.tsx'
import { HandOnCard } from '#components/workbench/hand-on-card.tsx'
import { analystDesks } from '#lib/orders/absence/queries.ts'
import { dayOf } from '#lib/sla/day.ts'
import { requireStaff } from '#lib/web/session.ts'
import * as actions from './actions.ts'

type Props = { searchParams: Promise<{ besked?: string | string[] }> }

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('analyst.absence'))('heading') }
}

export default async function ColleaguesPage({ searchParams }: Props) {
  const [{ besked }, t, queue, locale] = await Promise.all([
    searchParams,
    getTranslations('analyst.absence'),
    getTranslations('analyst.queue'),
    getLocale(),
  ])
  const actor = await requireStaff('analyst', '/sager/kolleger')
  const today = dayOf(new Date().toISOString())
  const desks = await analystDesks(actor, today)
  const own = desks.find(({ personId }) => personId === actor.personId) ?? null
  return (
    <>
      <Breadcrumb crumbs={[{ label: queue('heading'), href: '/sager' }]} current={t('heading')} />
      <PageHeading heading={t('heading')} lead={t('lead')} />
      <NoticeText notice={besked} />
      <DeskTable desks={desks} locale={locale} />
      {own ? (
        <>
          <AbsenceCard own={own} desks={desks} today={today} register={actions.register} end={actions.end} locale={locale} />
          <HandOnCard own={own} desks={desks} handOn={actions.handOn} locale={locale} />
        </>
      ) : null}
    </>
  )
}
