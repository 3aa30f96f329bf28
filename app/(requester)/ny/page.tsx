import { randomUUID } from 'node:crypto'
import type { Metadata } from 'next'
import { getLocale, getTranslations } from 'next-intl/server'
import { AutoKeep } from '#components/orders/auto-keep.tsx'
import { autoKeepText } from '#components/orders/auto-keep-text.ts'
import { ComposerAnswerPanel } from '#components/orders/composer-answer.tsx'
import { ComposerFields } from '#components/orders/composer-fields.tsx'
import { ComposerForm } from '#components/orders/composer-form.tsx'
import { ContinueForm } from '#components/orders/continue-form.tsx'
import { KeptList } from '#components/orders/kept-list.tsx'
import { LayoutImport } from '#components/orders/layout-import.tsx'
import { ReferralCard } from '#components/orders/referral-card.tsx'
import { RegisterChoice } from '#components/orders/register-choice.tsx'
import { editionOf, keptIdOf, undoOf, withFields } from '#components/orders/undo-of.ts'
import { UndoRedo } from '#components/orders/undo-redo.tsx'
import { Alert } from '#components/ui/alert.tsx'
import { Button } from '#components/ui/button.tsx'
import { EmptyState } from '#components/ui/empty-state.tsx'
import { PageHeading } from '#components/ui/page-heading.tsx'
import { StepIndicator } from '#components/ui/step-indicator.tsx'
import { findRegister } from '#lib/catalogue/catalogue.ts'
import { listKept, loadKept } from '#lib/orders/kept/queries.ts'
import { answerComposer } from '#lib/web/composer.ts'
import { parseLocale } from '#lib/web/locale.ts'
import { requireActor } from '#lib/web/session.ts'
import { buildFromLayout, discardKeptTable, saveDraft } from './actions.ts'

type Props = { searchParams: Promise<Record<string, string | string[] | undefined>> }

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('requester.compose'))('heading') }
}

export default async function ComposePage({ searchParams }: Props) {
  const [values, t, keptText, notices, locale] = await Promise.all([
    searchParams,
    getTranslations('requester.compose'),
    getTranslations('requester.kept'),
    getTranslations('labels.notices'),
    getLocale().then(parseLocale),
  ])
  const actor = await requireActor(withFields('/ny', values))
  if (!actor.organisation) return <EmptyState heading={t('noOrganisation')}>{t('noOrganisationText')}</EmptyState>
  const { catalogue, answer } = await answerComposer(actor, values)
  const register = findRegister(catalogue, String(values.register ?? ''))
  const named = keptIdOf(values.kladde)
  const keptId = named ?? randomUUID()
  const kept = named ? await loadKept(actor, named) : null
  const steps = (['compose', 'check', 'receipt'] as const).map((step, i) => ({
    label: t(`steps.${step}`),
    state: i === 0 ? ('current' as const) : ('todo' as const),
  }))
  return (
    <>
      <StepIndicator steps={steps.slice(0, 2)} />
      <PageHeading heading={t('heading')} lead={t('lead')} />
      {register ? (
        <div className="st-composer">
          <ComposerForm key={editionOf(values.udgave)} label={t('form')} busyText={t('busy')} tooLongText={t('tooLong')}>
            <input type="hidden" name="udgave" value={editionOf(values.udgave)} />
            <input type="hidden" name="kladde" value={keptId} />
            <UndoRedo id={keptId} edition={editionOf(values.udgave)} undoLabel={keptText('undo')} redoLabel={keptText('redo')} />
            <ComposerFields register={register} catalogue={catalogue} values={values} locale={locale} />
            <Button type="submit">{t('update')}</Button>
          </ComposerForm>
          <div className="st-composer-answer">
            <AutoKeep id={keptId} isNamedInAddress version={kept?.version ?? 0} locale={locale} text={await autoKeepText()} />
            <ComposerAnswerPanel
              answer={answer}
              path="/ny"
              undo={undoOf(values.fortryd)}
              edition={editionOf(values.udgave)}
              keptId={keptId}
              catalogue={catalogue}
              locale={locale}
            />
            <ReferralCard text={String(values.title ?? '')} />
            {answer.kind === 'composed' ? (
              <ContinueForm
                action={saveDraft}
                specification={answer.composition.resolved.specification}
                hidden={{ formKey: randomUUID(), kept: keptId }}
                person={actor.personId}
                submitLabel={t('save')}
                hint={t('saveHint')}
                purpose={kept?.typed.purpose ?? ''}
                invoiceReference={kept?.typed.invoiceReference ?? ''}
              />
            ) : null}
          </div>
        </div>
      ) : (
        <>
          {notices.has(String(values.besked)) ? (
            <Alert tone="success" live>
              {notices(String(values.besked))}
            </Alert>
          ) : null}
          <KeptList kept={await listKept(actor)} discard={discardKeptTable} locale={locale} />
          <RegisterChoice catalogue={catalogue} locale={locale} />
          <LayoutImport catalogue={catalogue} action={buildFromLayout} locale={locale} />
        </>
      )}
    </>
  )
}
