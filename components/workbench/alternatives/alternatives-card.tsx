import { getTranslations } from 'next-intl/server'
import { RefusalText } from '#components/labels/refusal-text.tsx'
import { Alert } from '#components/ui/alert.tsx'
import { Card } from '#components/ui/card.tsx'
import { Form } from '#components/ui/form.tsx'
import { LinkButton } from '#components/ui/link-button.tsx'
import { SubmitButton } from '#components/ui/submit-button.tsx'
import type { TriedAlternatives } from '#lib/production/alternatives/queries.ts'
import type { RunChoices } from '#lib/production/run-choices.ts'
import type { FormAction } from '#lib/web/form-state.ts'
import { AlternativesTable } from './alternatives-table.tsx'
import { type ChoiceAxis, ChoicesForm } from './choices-form.tsx'

export interface AlternativesProps {
  readonly order: { readonly id: string; readonly version: number }
  /** The own table that the run in force protects; null when the service counted. */
  readonly uploadId: string | null
  readonly choices: RunChoices
  readonly tried: TriedAlternatives | null
  readonly axes: readonly ChoiceAxis[]
  /** Whether the reader makes the table and may run it again. */
  readonly mayRun: boolean
  readonly actions: Readonly<Record<'askAlternatives' | 'runWith', FormAction>>
  readonly locale: string
}

/** Other ways to protect the table: what each would hide, one click to switch, and what is to be hidden last. */
export async function AlternativesCard(props: AlternativesProps) {
  const { order, tried, mayRun, actions } = props
  const t = await getTranslations('analyst.alternatives')
  if (!mayRun && !tried) return null
  const isUnderWay = tried?.status === 'waiting' || tried?.status === 'computing'
  return (
    <Card heading={t('heading')} id="alternativer">
      <p>{t('lead')}</p>
      {tried?.status === 'done' ? <AlternativesTable {...props} alternatives={tried.alternatives} /> : null}
      {tried?.status === 'failed' ? (
        <Alert tone="error">
          <p>
            <RefusalText kind={tried.failure ?? 'other'} />
          </p>
        </Alert>
      ) : null}
      {isUnderWay ? (
        <>
          <p role="status">{t('underWay')}</p>
          <LinkButton href={`/sager/${order.id}/tabel#alternativer`}>{t('reload')}</LinkButton>
        </>
      ) : null}
      {mayRun && !tried ? (
        <Form action={actions.askAlternatives} hidden={{ orderId: order.id }} label={t('ask')}>
          <SubmitButton variant="secondary">{t('ask')}</SubmitButton>
        </Form>
      ) : null}
      {mayRun ? <ChoicesForm {...props} /> : null}
    </Card>
  )
}
