import { getLocale, getTranslations } from 'next-intl/server'
import { RefusalText } from '#components/labels/refusal-text.tsx'
import { Alert } from '#components/ui/alert.tsx'
import { Card } from '#components/ui/card.tsx'
import { DescriptionList } from '#components/ui/description-list.tsx'
import { Disclosure } from '#components/ui/disclosure.tsx'
import { Form } from '#components/ui/form.tsx'
import { formatInstant } from '#components/ui/format.ts'
import { SubmitButton } from '#components/ui/submit-button.tsx'
import type { FormAction } from '#components/workbench/command-form.tsx'
import { RunProgress } from '#components/workbench/run-progress.tsx'
import type { OrderDetail, RunView } from '#lib/orders/queries.ts'

const PHASES = ['queued', 'tabulating', 'protecting', 'auditing', 'done', 'failed', 'cancelled'] as const

/** The order's runs, newest first; the one under way with its progress and a way to stop it. */
export async function RunList({ detail, cancel }: { detail: OrderDetail; cancel: FormAction }) {
  const t = await getTranslations('analyst')
  const phases = Object.fromEntries(PHASES.map((phase) => [phase, t(`run.phases.${phase}`)]))
  if (detail.runs.length === 0) return null
  return (
    <Card heading={t('order.runs')}>
      {detail.runs.map((run) => (
        <div key={run.id} className="st-run">
          {run.status === 'queued' || run.status === 'running' ? (
            <>
              <RunProgress
                orderId={detail.facts.id}
                runId={run.id}
                label={t('run.progress')}
                phases={phases}
                first={{ phase: run.phase, progress: run.progress }}
              />
              {run.cancelRequested ? (
                <p>{t('run.cancelling')}</p>
              ) : (
                <Form action={cancel} hidden={{ runId: run.id }} label={t('run.phases.cancelled')}>
                  <SubmitButton variant="secondary">{t('run.phases.cancelled')}</SubmitButton>
                </Form>
              )}
            </>
          ) : (
            <RunFacts run={run} phase={phases[run.status] ?? run.status} />
          )}
        </div>
      ))}
    </Card>
  )
}

async function RunFacts({ run, phase }: { run: RunView; phase: string }) {
  const [t, locale] = await Promise.all([getTranslations('analyst.run'), getLocale()])
  return (
    <>
      {run.failure && run.status === 'failed' ? (
        <Alert tone="error" heading={t('failure')}>
          <RefusalText kind={run.failure.kind} facts={plainFacts(run.failure)} />
        </Alert>
      ) : null}
      <DescriptionList
        items={[
          { term: t('status'), description: phase },
          { term: t('when'), description: formatInstant(run.createdAt, locale) },
          { term: t('version'), description: String(run.specificationVersion) },
          { term: t('snapshot'), description: run.snapshotId },
        ]}
      />
      {run.record ? (
        <Disclosure summary={t('record')}>
          <pre className="st-record">{JSON.stringify(run.record, null, 2).slice(0, 8000)}</pre>
        </Disclosure>
      ) : null}
    </>
  )
}

function plainFacts(failure: Readonly<Record<string, unknown>>): Record<string, string | number> {
  return Object.fromEntries(
    Object.entries(failure).filter(
      (entry): entry is [string, string | number] => typeof entry[1] === 'string' || typeof entry[1] === 'number',
    ),
  )
}
