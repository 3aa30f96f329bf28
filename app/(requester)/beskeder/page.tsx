import type { Metadata } from 'next'
import Link from 'next/link'
import { getLocale, getTranslations } from 'next-intl/server'
import { EmptyState } from '#components/ui/empty-state.tsx'
import { Form } from '#components/ui/form.tsx'
import { formatInstant } from '#components/ui/format.ts'
import { PageHeading } from '#components/ui/page-heading.tsx'
import { StatusTag } from '#components/ui/status-tag.tsx'
import { SubmitButton } from '#components/ui/submit-button.tsx'
import { dbContextOf } from '#lib/identity/actor.ts'
import { messageSubject } from '#lib/notify/mail-text.ts'
import { noticesOf } from '#lib/notify/queries.ts'
import { parseLocale } from '#lib/web/locale.ts'
import { requireActor } from '#lib/web/session.ts'
import { markRead } from './actions.ts'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('requester.notices'))('heading') }
}

export default async function NoticesPage() {
  const [t, locale] = await Promise.all([getTranslations('requester.notices'), getLocale().then(parseLocale)])
  const actor = await requireActor('/beskeder')
  const notices = await noticesOf(dbContextOf(actor), 100)
  return (
    <>
      <PageHeading heading={t('heading')} />
      {notices.length === 0 ? <EmptyState heading={t('empty')}>{t('emptyText')}</EmptyState> : null}
      {notices.some((notice) => !notice.isRead) ? (
        <Form action={markRead} label={t('read')}>
          <SubmitButton variant="secondary">{t('read')}</SubmitButton>
        </Form>
      ) : null}
      <ol className="st-notices">
        {notices.map((notice) => (
          <li key={notice.id}>
            {notice.isRead ? null : <StatusTag tone="info">{t('new')}</StatusTag>}{' '}
            {notice.orderId ? (
              <Link href={`/ordrer/${notice.orderId}`}>{messageSubject(notice.kind, locale, notice.number)}</Link>
            ) : (
              messageSubject(notice.kind, locale, notice.number)
            )}{' '}
            <span className="form-hint">{formatInstant(notice.createdAt, locale)}</span>
          </li>
        ))}
      </ol>
    </>
  )
}
