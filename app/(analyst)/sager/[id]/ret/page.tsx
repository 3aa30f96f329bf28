import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { getLocale, getTranslations } from 'next-intl/server'
import { ComposerAnswerPanel } from '#components/orders/composer-answer.tsx'
import { ComposerFields } from '#components/orders/composer-fields.tsx'
import { ComposerForm } from '#components/orders/composer-form.tsx'
import { editionOf, undoOf, withFields } from '#components/orders/undo-of.ts'
import { Breadcrumb } from '#components/ui/breadcrumb.tsx'
import { Button } from '#components/ui/button.tsx'
import { PageHeading } from '#components/ui/page-heading.tsx'
import { ProposeForm } from '#components/workbench/propose-form.tsx'
import { findRegister } from '#lib/catalogue/catalogue.ts'
import { parseId } from '#lib/kernel/ids.ts'
import { orderDetail } from '#lib/orders/queries.ts'
import { answerComposer } from '#lib/web/composer.ts'
import { compositionValues } from '#lib/web/composition-form.ts'
import { parseLocale } from '#lib/web/locale.ts'
import { requireStaff } from '#lib/web/session.ts'
import { weighChanges } from '#lib/web/weigh-change.ts'
import { propose } from '../actions.ts'

type Props = { params: Promise<{ id: string }>; searchParams: Promise<Record<string, string | string[] | undefined>> }

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('analyst.propose'))('heading') }
}

export default async function ProposePage({ params, searchParams }: Props) {
  const [{ id }, asked, t, compose, queue, locale] = await Promise.all([
    params,
    searchParams,
    getTranslations('analyst.propose'),
    getTranslations('requester.compose'),
    getTranslations('analyst.queue'),
    getLocale().then(parseLocale),
  ])
  const path = `/sager/${id}/ret`
  const actor = await requireStaff('analyst', withFields(path, asked))
  const detail = parseId(id) ? await orderDetail(actor, id) : null
  if (!detail?.commands.includes('propose')) return notFound()
  const { facts, row, specification: before } = detail
  const values = asked.register === undefined ? compositionValues(before) : asked
  const { catalogue, answer } = await answerComposer(actor, values, facts.organisationId)
  const register = findRegister(catalogue, before.register)
  if (!register) return notFound()
  const edition = editionOf(asked.udgave)
  const after = answer.kind === 'composed' ? answer.composition.resolved.specification : null
  const [weighed] = after ? await weighChanges(actor, facts.organisationId, [{ before, after }]) : []
  return (
    <>
      <Breadcrumb
        crumbs={[
          { label: queue('heading'), href: '/sager' },
          { label: row.number, href: `/sager/${id}` },
        ]}
        current={t('heading')}
      />
      <PageHeading heading={t('heading')} lead={t('lead')} />
      <div className="st-composer">
        <ComposerForm key={edition} label={compose('form')} busyText={compose('busy')} tooLongText={compose('tooLong')}>
          <input type="hidden" name="udgave" value={edition} />
          <ComposerFields register={register} catalogue={catalogue} values={values} locale={locale} />
          <Button type="submit">{compose('update')}</Button>
        </ComposerForm>
        <div className="st-composer-answer">
          {after && weighed ? (
            <ProposeForm
              action={propose}
              target={{ orderId: id, expectedVersion: facts.version }}
              before={before}
              after={after}
              weighed={weighed}
              locale={locale}
            />
          ) : null}
          <ComposerAnswerPanel
            answer={answer}
            path={path}
            undo={undoOf(asked.fortryd)}
            edition={edition}
            keptId={id}
            catalogue={catalogue}
            locale={locale}
          />
        </div>
      </div>
    </>
  )
}
