import Link from 'next/link'
import { getTranslations } from 'next-intl/server'
import { CommandConsequence } from '#components/labels/command-label.tsx'
import { RefusalText } from '#components/labels/refusal-text.tsx'
import { Alert } from '#components/ui/alert.tsx'
import { Card } from '#components/ui/card.tsx'
import { Confirm } from '#components/ui/confirm.tsx'
import { Form } from '#components/ui/form.tsx'
import { formatInstant } from '#components/ui/format.ts'
import { StatusTag, type StatusTone } from '#components/ui/status-tag.tsx'
import { SubmitButton } from '#components/ui/submit-button.tsx'
import type { Catalogue } from '#lib/catalogue/catalogue.ts'
import type { Locale } from '#lib/catalogue/local-text.ts'
import type { OrderDetail, RunView } from '#lib/orders/queries.ts'
import { uploadRecordOf } from '#lib/production/upload-record.ts'
import { CoarserList } from './coarser-list.tsx'
import { RunProgress } from './run-progress.tsx'
import { RunRecord } from './run-record.tsx'
import { RUN_PHASES, runStatusOf } from './run-status.ts'
import type { StaffActions } from './staff-actions.ts'

interface Props {
  readonly detail: OrderDetail
  readonly actor: { readonly personId: string }
  readonly actions: StaffActions
}

interface ListProps extends Props {
  readonly catalogue: Catalogue
  readonly locale: Locale
}

const TONES = {
  queued: 'info',
  running: 'info',
  done: 'success',
  failed: 'error',
  cancelled: 'neutral',
} as const satisfies Record<string, StatusTone>

/** Every run of a case, newest first: how it goes, what it gave, or why it gave nothing. */
export async function RunList({ detail, actor, actions, catalogue, locale }: ListProps) {
  const [t, compare] = await Promise.all([getTranslations('analyst.runs'), getTranslations('analyst.compare')])
  if (!detail.facts.producerId && detail.runs.length === 0) return null
  return (
    <Card heading={t('heading')} id="koersler">
      {detail.runs.length === 0 ? <p>{t('none')}</p> : null}
      {detail.runs.map((run, i) => {
        const status = runStatusOf(run.status)
        const upload = uploadRecordOf(run.record)
        const isInForce = detail.facts.table?.runId === run.id
        return (
          <article key={run.id} className="wb-run">
            <div className="wb-run-heading">
              <h3>{t('run', { when: formatInstant(run.createdAt, locale) })}</h3>
              <StatusTag tone={TONES[status]}>{t(`status.${status}`)}</StatusTag>
              {isInForce ? <StatusTag tone="info">{t('inForce')}</StatusTag> : null}
            </div>
            {upload ? <p>{t('ownTable', { fileName: upload.fileName })}</p> : null}
            {status === 'queued' || status === 'running' ? (
              <LiveRun detail={detail} run={run} actor={actor} actions={actions} />
            ) : null}
            {run.failure ? (
              <FailedRun detail={detail} run={run} isNewest={i === 0} actions={actions} catalogue={catalogue} locale={locale} />
            ) : null}
            {isInForce ? (
              <p>
                <Link href={`/sager/${detail.facts.id}/tabel`}>{t('seeTable')}</Link>
                {detail.runs.filter((each) => each.status === 'done').length > 1 ? (
                  <>
                    {' · '}
                    <Link href={`/sager/${detail.facts.id}/sammenlign`}>{compare('link')}</Link>
                  </>
                ) : null}
              </p>
            ) : null}
            {run.record ? <RunRecord run={run} record={run.record} /> : null}
          </article>
        )
      })}
    </Card>
  )
}

async function LiveRun({ detail, run, actor, actions }: Props & { run: RunView }) {
  const t = await getTranslations('analyst.runs')
  const phases = Object.fromEntries(RUN_PHASES.map((phase) => [phase, t(`phase.${phase}`)]))
  return (
    <>
      <RunProgress
        address={`/sager/${detail.facts.id}/koersel?run=${run.id}`}
        start={{ status: run.status, phase: run.phase, progress: run.progress }}
        label={t('progress')}
        phases={phases}
      />
      <noscript>
        <meta httpEquiv="refresh" content="3" />
      </noscript>
      {run.cancelRequested ? <p>{t('cancelling')}</p> : null}
      {!run.cancelRequested && actor.personId === detail.facts.producerId ? (
        <Confirm label={t('cancel')} consequence={t('cancelConsequence')}>
          <Form action={actions.cancel} hidden={{ runId: run.id }} label={t('cancel')}>
            <SubmitButton variant="warning">{t('cancel')}</SubmitButton>
          </Form>
        </Confirm>
      ) : null}
    </>
  )
}

async function FailedRun({
  detail,
  run,
  isNewest,
  actions,
  catalogue,
  locale,
}: {
  detail: OrderDetail
  run: RunView
  isNewest: boolean
  actions: StaffActions
  catalogue: Catalogue
  locale: Locale
}) {
  const t = await getTranslations('analyst.runs')
  const { kind = 'other', coarser, ...rest }: NonNullable<RunView['failure']> = run.failure ?? { kind: 'other' }
  const facts = Object.fromEntries(
    Object.entries(rest).flatMap(([name, value]) =>
      typeof value === 'string' || typeof value === 'number' ? [[name, value] as const] : [],
    ),
  )
  const isCancelled = run.status === 'cancelled'
  return (
    <>
      {isCancelled ? null : (
        <Alert tone="error" heading={t('failed')}>
          <p>
            <RefusalText kind={kind} facts={facts} />
          </p>
          <CoarserList coarser={coarser} registerId={detail.specification.register} catalogue={catalogue} locale={locale} />
        </Alert>
      )}
      {isNewest && detail.commands.includes('run') ? (
        <Form
          action={actions.run}
          hidden={{ orderId: detail.facts.id, expectedVersion: detail.facts.version }}
          label={t('again')}
        >
          <SubmitButton variant="secondary">{t('again')}</SubmitButton>
          <p className="form-hint">
            <CommandConsequence command="run" />
          </p>
        </Form>
      ) : null}
    </>
  )
}
