import { notFound } from 'next/navigation'
import { getLocale, getTranslations } from 'next-intl/server'
import { formatDate } from '#components/ui/format.ts'
import { LinkButton } from '#components/ui/link-button.tsx'
import { PageHeading } from '#components/ui/page-heading.tsx'
import { parseId } from '#lib/kernel/ids.ts'
import { orderDetail } from '#lib/orders/queries.ts'
import { answerComposer } from '#lib/web/composer.ts'
import { compositionValues } from '#lib/web/composition-form.ts'
import { requireActor } from '#lib/web/session.ts'

export default async function ReceiptPage({ params }: { params: Promise<{ id: string }> }) {
  const [{ id }, t, paper, locale] = await Promise.all([
    params,
    getTranslations('requester.receipt'),
    getTranslations('requester.paper'),
    getLocale(),
  ])
  const actor = await requireActor(`/bestillinger/${id}/kvittering`)
  const detail = parseId(id) ? await orderDetail(actor, id) : null
  if (!detail || detail.row.status === 'draft') return notFound()
  const { answer } = await answerComposer(actor, compositionValues(detail.specification))
  const expected = answer.kind === 'composed' ? answer.composition.expected : null
  return (
    <div className="st-receipt">
      <PageHeading heading={t('heading')} lead={t('number', { number: detail.row.number })} />
      <h2>{t('next')}</h2>
      <ol>
        {(['step1', 'step2', 'step3', 'step4'] as const).map((step) => (
          <li key={step}>{t(step)}</li>
        ))}
      </ol>
      {expected ? <p>{t('expected', { date: formatDate(expected.on, locale) })}</p> : null}
      <p>{t('mail', { email: actor.email })}</p>
      <LinkButton href={`/bestillinger/${id}`} variant="primary">
        {t('open')}
      </LinkButton>
      <p>
        <a href={`/bestillinger/${id}/pdf`} download>
          {paper('download')}
        </a>
      </p>
    </div>
  )
}
