import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { getLocale, getTranslations } from 'next-intl/server'
import { DeliveryAbout } from '#components/delivery/delivery-about.tsx'
import { DeliveryFigures } from '#components/delivery/delivery-figures.tsx'
import { PublishCard } from '#components/delivery/publish-card.tsx'
import { CommandConsequence } from '#components/labels/command-label.tsx'
import { Breadcrumb } from '#components/ui/breadcrumb.tsx'
import { Card } from '#components/ui/card.tsx'
import { Confirm } from '#components/ui/confirm.tsx'
import { EmptyState } from '#components/ui/empty-state.tsx'
import { Form } from '#components/ui/form.tsx'
import { formatDate } from '#components/ui/format.ts'
import { PageHeading } from '#components/ui/page-heading.tsx'
import { SubmitButton } from '#components/ui/submit-button.tsx'
import { TextArea } from '#components/ui/text-area.tsx'
import { loadCatalogue } from '#lib/catalogue/queries.ts'
import { dbContextOf } from '#lib/identity/actor.ts'
import { parseId } from '#lib/kernel/ids.ts'
import { orderDetail } from '#lib/orders/queries.ts'
import { inTransaction } from '#lib/platform/db.ts'
import { env } from '#lib/platform/env.ts'
import { deliveryDocument } from '#lib/release/delivery-document.ts'
import { loadPublication } from '#lib/release/library/queries.ts'
import { loadDelivery } from '#lib/release/queries.ts'
import { dayOf } from '#lib/sla/day.ts'
import { currentAuthority } from '#lib/web/current-authority.ts'
import { parseLocale } from '#lib/web/locale.ts'
import { requireActor } from '#lib/web/session.ts'
import { publish, reportDeliveryError, unpublish } from '../actions.ts'

type Props = {
  params: Promise<{ id: string }>
  searchParams: Promise<Record<string, string | string[] | undefined>>
}

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('requester.delivery'))('crumb') }
}

export default async function DeliveryPage({ params, searchParams }: Props) {
  const [{ id }, query, t, orders, locale] = await Promise.all([
    params,
    searchParams,
    getTranslations('requester.delivery'),
    getTranslations('requester.order'),
    getLocale().then(parseLocale),
  ])
  const actor = await requireActor(`/bestillinger/${id}/levering`)
  const detail = parseId(id) ? await orderDetail(actor, id) : null
  if (!detail) return notFound()
  const delivery = await loadDelivery(actor, id)
  if (!delivery) return <EmptyState heading={t('notYet')}>{t('notYetText')}</EmptyState>
  const catalogue = await inTransaction(dbContextOf(actor), loadCatalogue)
  const { releaseId, contentHash, releasedAt, table } = delivery
  const input = {
    body: table.body,
    contentHash,
    specification: detail.specification,
    catalogue,
    releaseId,
    releasedOn: dayOf(releasedAt.toISOString()),
  }
  const document = deliveryDocument(input, locale)
  const now = new Date()
  const owner = actor.organisations.find((each) => each.id === detail.facts.organisationId)
  const publication = await loadPublication(actor, id)
  return (
    <>
      <Breadcrumb
        crumbs={[
          { label: orders('crumb'), href: '/bestillinger' },
          { label: detail.row.number, href: `/bestillinger/${id}` },
        ]}
        current={t('crumb')}
      />
      <PageHeading
        heading={document.title}
        lead={t('lead', { date: formatDate(releasedAt, locale), number: detail.row.number })}
      />
      <DeliveryFigures input={input} files={delivery.files} address={`/bestillinger/${id}/fil`} asked={query} locale={locale} />
      <DeliveryAbout
        document={document}
        catalogue={catalogue}
        registerId={table.body.registerId}
        releaseId={releaseId}
        number={detail.row.number}
        releasedAt={releasedAt}
        publisher={(await currentAuthority()).name[locale]}
        origin={new URL(env().NEXTAUTH_URL).origin}
        locale={locale}
      />
      {owner ? (
        <PublishCard
          orderId={id}
          organisation={owner.name}
          publication={publication}
          today={dayOf(now.toISOString())}
          now={now}
          mayPublish={owner.mayAccept}
          publish={publish}
          unpublish={unpublish}
          locale={locale}
        />
      ) : null}
      {detail.commands.includes('report-error') ? (
        <Card heading={t('error')}>
          <p>{t('errorText')}</p>
          <Confirm label={orders('reportError')} consequence="">
            <p>
              <CommandConsequence command="report-error" />
            </p>
            <Form
              action={reportDeliveryError}
              hidden={{ orderId: id, expectedVersion: detail.facts.version }}
              label={orders('reportError')}
            >
              <TextArea name="reason" label={orders('errorReason')} rows={3} />
              <SubmitButton>{orders('reportError')}</SubmitButton>
            </Form>
          </Confirm>
        </Card>
      ) : null}
    </>
  )
}
