import { notFound } from 'next/navigation'
import { getLocale, getTranslations } from 'next-intl/server'
import { AutoKeep } from '#components/orders/auto-keep.tsx'
import { autoKeepText } from '#components/orders/auto-keep-text.ts'
import { ComposerAnswerPanel } from '#components/orders/composer-answer.tsx'
import { ComposerFields } from '#components/orders/composer-fields.tsx'
import { ComposerForm } from '#components/orders/composer-form.tsx'
import { ContinueForm } from '#components/orders/continue-form.tsx'
import { KeptChanges } from '#components/orders/kept-changes.tsx'
import { editionOf, keptIdOf, undoOf, withFields } from '#components/orders/undo-of.ts'
import { UndoRedo } from '#components/orders/undo-redo.tsx'
import { Breadcrumb } from '#components/ui/breadcrumb.tsx'
import { Button } from '#components/ui/button.tsx'
import { PageHeading } from '#components/ui/page-heading.tsx'
import { findRegister } from '#lib/catalogue/catalogue.ts'
import { parseId } from '#lib/kernel/ids.ts'
import { loadKept } from '#lib/orders/kept/queries.ts'
import { orderDetail } from '#lib/orders/queries.ts'
import { answerComposer } from '#lib/web/composer.ts'
import { compositionValues } from '#lib/web/composition-form.ts'
import { parseLocale } from '#lib/web/locale.ts'
import { requireActor } from '#lib/web/session.ts'
import { discardChanges, reviseDraft } from '../actions.ts'

type Props = { params: Promise<{ id: string }>; searchParams: Promise<Record<string, string | string[] | undefined>> }

export default async function RevisePage({ params, searchParams }: Props) {
  const [{ id }, asked, t, compose, keptText, locale] = await Promise.all([
    params,
    searchParams,
    getTranslations('requester.order'),
    getTranslations('requester.compose'),
    getTranslations('requester.kept'),
    getLocale().then(parseLocale),
  ])
  const actor = await requireActor(withFields(`/bestillinger/${id}/rediger`, asked))
  const detail = parseId(id) ? await orderDetail(actor, id) : null
  if (!detail?.commands.includes('revise')) return notFound()
  const isAsked = asked.register !== undefined
  const values = isAsked ? asked : compositionValues(detail.specification)
  const keptId = keptIdOf(asked.kladde) ?? id
  const kept = await loadKept(actor, keptId)
  const { catalogue, answer } = await answerComposer(actor, values)
  const register = findRegister(catalogue, detail.specification.register)
  if (!register) return notFound()
  return (
    <>
      <Breadcrumb
        crumbs={[
          { label: t('crumb'), href: '/bestillinger' },
          { label: detail.row.number, href: `/bestillinger/${id}` },
        ]}
        current={t('edit')}
      />
      <PageHeading heading={t('editHeading')} lead={detail.row.number} />
      {kept && !isAsked ? <KeptChanges kept={kept} discard={discardChanges} locale={locale} /> : null}
      <div className="st-composer">
        <ComposerForm
          key={editionOf(asked.udgave)}
          label={compose('form')}
          busyText={compose('busy')}
          tooLongText={compose('tooLong')}
        >
          <input type="hidden" name="udgave" value={editionOf(asked.udgave)} />
          <input type="hidden" name="kladde" value={keptId} />
          <UndoRedo id={keptId} edition={editionOf(asked.udgave)} undoLabel={keptText('undo')} redoLabel={keptText('redo')} />
          <ComposerFields register={register} catalogue={catalogue} values={values} locale={locale} />
          <Button type="submit">{compose('update')}</Button>
        </ComposerForm>
        <div className="st-composer-answer">
          <AutoKeep
            id={keptId}
            isNamedInAddress={false}
            version={kept?.version ?? 0}
            locale={locale}
            text={await autoKeepText()}
          />
          <ComposerAnswerPanel
            answer={answer}
            path={`/bestillinger/${id}/rediger`}
            undo={undoOf(asked.fortryd)}
            edition={editionOf(asked.udgave)}
            keptId={keptId}
            catalogue={catalogue}
            locale={locale}
          />
          {answer.kind === 'composed' ? (
            <ContinueForm
              action={reviseDraft}
              specification={answer.composition.resolved.specification}
              hidden={{ orderId: id, expectedVersion: detail.facts.version, kept: keptId }}
              person={actor.personId}
              submitLabel={t('saveChanges')}
              hint={detail.row.status === 'clarifying' ? t('changeHint') : compose('saveHint')}
              purpose={(isAsked && kept?.typed.purpose) || detail.purpose}
              invoiceReference={(isAsked && kept?.typed.invoiceReference) || detail.invoiceReference}
            />
          ) : null}
        </div>
      </div>
    </>
  )
}
