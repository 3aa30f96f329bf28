import { randomUUID } from 'node:crypto'
import type { Metadata } from 'next'
import { getLocale, getTranslations } from 'next-intl/server'
import { ComposerAnswerPanel } from '#components/orders/composer-answer.tsx'
import { ComposerFields } from '#components/orders/composer-fields.tsx'
import { ComposerForm } from '#components/orders/composer-form.tsx'
import { ContinueForm } from '#components/orders/continue-form.tsx'
import { ReferralCard } from '#components/orders/referral-card.tsx'
import { RegisterChoice } from '#components/orders/register-choice.tsx'
import { editionOf, undoOf, withFields } from '#components/orders/undo-of.ts'
import { Button } from '#components/ui/button.tsx'
import { EmptyState } from '#components/ui/empty-state.tsx'
import { PageHeading } from '#components/ui/page-heading.tsx'
import { StepIndicator } from '#components/ui/step-indicator.tsx'
import { findRegister } from '#lib/catalogue/catalogue.ts'
import { answerComposer } from '#lib/web/composer.ts'
import { parseLocale } from '#lib/web/locale.ts'
import { requireActor } from '#lib/web/session.ts'
import { saveDraft } from './actions.ts'

type Props = { searchParams: Promise<Record<string, string | string[] | undefined>> }

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('requester.compose'))('heading') }
}

export default async function ComposePage({ searchParams }: Props) {
  const [values, t, locale] = await Promise.all([
    searchParams,
    getTranslations('requester.compose'),
    getLocale().then(parseLocale),
  ])
  const actor = await requireActor(withFields('/ny', values))
  if (!actor.organisation) return <EmptyState heading={t('noOrganisation')}>{t('noOrganisationText')}</EmptyState>
  const { catalogue, answer } = await answerComposer(actor, values)
  const register = findRegister(catalogue, String(values.register ?? ''))
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
          <ComposerForm key={editionOf(values.udgave)} label={t('form')} busyText={t('busy')}>
            <input type="hidden" name="udgave" value={editionOf(values.udgave)} />
            <ComposerFields register={register} catalogue={catalogue} values={values} locale={locale} />
            <Button type="submit">{t('update')}</Button>
          </ComposerForm>
          <div className="st-composer-answer">
            <ComposerAnswerPanel
              answer={answer}
              path="/ny"
              undo={undoOf(values.fortryd)}
              edition={editionOf(values.udgave)}
              catalogue={catalogue}
              locale={locale}
            />
            <ReferralCard text={String(values.title ?? '')} />
            {answer.kind === 'composed' ? (
              <ContinueForm
                action={saveDraft}
                specification={answer.composition.resolved.specification}
                hidden={{ formKey: randomUUID() }}
                person={actor.personId}
                submitLabel={t('save')}
                hint={t('saveHint')}
              />
            ) : null}
          </div>
        </div>
      ) : (
        <RegisterChoice catalogue={catalogue} locale={locale} />
      )}
    </>
  )
}
