import { getTranslations } from 'next-intl/server'
import { RefusalText } from '#components/labels/refusal-text.tsx'
import { Alert } from '#components/ui/alert.tsx'
import { Card } from '#components/ui/card.tsx'
import { Confirm } from '#components/ui/confirm.tsx'
import { DescriptionList } from '#components/ui/description-list.tsx'
import { Disclosure } from '#components/ui/disclosure.tsx'
import { Form } from '#components/ui/form.tsx'
import { formatInstant, formatNumber } from '#components/ui/format.ts'
import { SubmitButton } from '#components/ui/submit-button.tsx'
import type { UploadRow } from '#lib/production/uploads/queries.ts'
import type { UploadAxis } from '#lib/production/uploads/upload-axis.ts'
import type { UploadReading } from '#lib/production/uploads/upload-reading.ts'
import type { FormAction } from '#lib/web/form-state.ts'
import { axisName } from './heading-words.ts'
import { MappingForm } from './mapping-form.tsx'
import { UploadFindings } from './upload-findings.tsx'
import { UploadWait } from './upload-wait.tsx'

interface Props {
  readonly upload: UploadRow & { readonly reading: UploadReading | null }
  readonly order: { readonly id: string; readonly version: number; readonly specificationVersion: number }
  readonly axes: readonly UploadAxis[]
  readonly isProducer: boolean
  readonly actions: Readonly<Record<'map' | 'remove' | 'protect', FormAction>>
  readonly locale: string
}

/** The file that lies there: being read, refused, lacking answers, or ready to be protected. */
export async function UploadState(props: Props) {
  const { upload, order, isProducer, actions, locale } = props
  const t = await getTranslations('analyst.upload')
  const { reading } = upload
  const isWaiting = upload.status === 'waiting' || upload.status === 'reading'
  return (
    <>
      <Card heading={t('current')}>
        <FileFacts upload={upload} locale={locale} />
        {isWaiting ? (
          <>
            <UploadWait address={`/sager/${order.id}/egen-tabel/stand`} text={t('wait')} />
            <noscript>
              <meta httpEquiv="refresh" content="3" />
            </noscript>
          </>
        ) : null}
        {upload.status === 'refused' && upload.failure ? (
          <Alert tone="error" heading={t('status.refused')}>
            <p>
              <RefusalText kind={upload.failure.kind} facts={plainFacts(upload.failure)} />
            </p>
          </Alert>
        ) : null}
        {reading && !isWaiting ? <ReadingSummary {...props} reading={reading} /> : null}
        {isProducer ? (
          <Confirm label={t('remove')} consequence={t('removeConsequence')}>
            <Form action={actions.remove} hidden={{ uploadId: upload.id }} label={t('remove')}>
              <SubmitButton variant="warning">{t('remove')}</SubmitButton>
            </Form>
          </Confirm>
        ) : null}
      </Card>
      {reading && !isWaiting ? <UploadFindings reading={reading} axes={props.axes} locale={locale} /> : null}
    </>
  )
}

async function FileFacts({ upload, locale }: { upload: UploadRow; locale: string }) {
  const t = await getTranslations('analyst.upload')
  return (
    <DescriptionList
      items={[
        { term: t('name'), description: upload.fileName },
        { term: t('size'), description: t('kb', { kb: formatNumber(Math.ceil(upload.bytes / 1000), locale) }) },
        { term: t('when'), description: formatInstant(upload.createdAt, locale) },
        { term: t('state'), description: t(`status.${upload.status}`) },
        { term: t('hash'), description: <span className="st-hash">{upload.sha256}</span> },
      ]}
    />
  )
}

async function ReadingSummary({ upload, order, axes, reading, isProducer, actions, locale }: Props & { reading: UploadReading }) {
  const t = await getTranslations('analyst.upload')
  const isOutdated = upload.specificationVersion !== order.specificationVersion
  const isReady = upload.status === 'ready' && !isOutdated
  const form = (
    <MappingForm uploadId={upload.id} fence={upload.fence} reading={reading} axes={axes} action={actions.map} locale={locale} />
  )
  return (
    <>
      <p>
        {t('readAs')}: {await readAs(reading)}. {t('rows')}: {formatNumber(reading.rows, locale)}.
      </p>
      {isReady ? <ReadyTable reading={reading} locale={locale} /> : null}
      {isReady && isProducer ? (
        <Form
          action={actions.protect}
          hidden={{ orderId: order.id, expectedVersion: order.version, uploadId: upload.id }}
          label={t('run')}
        >
          <p>{t('runConsequence')}</p>
          <SubmitButton>{t('run')}</SubmitButton>
        </Form>
      ) : null}
      {isReady ? null : (
        <Alert tone="warning" heading={t('unsettled')}>
          <p>{isOutdated ? t('outdated') : t('unsettledText')}</p>
          {reading.mappingProblems.length + reading.missingDimensions.length > 0 ? (
            <ul>
              {reading.mappingProblems.map((problem) => (
                <li key={problem}>{t(`mappingProblem.${problem}`)}</li>
              ))}
              {reading.missingDimensions.map((id) => (
                <li key={id}>{t('missingDimension', { dimension: axisName(axes, id, locale) })}</li>
              ))}
            </ul>
          ) : null}
        </Alert>
      )}
      {isProducer && isReady ? <Disclosure summary={t('mapping')}>{form}</Disclosure> : null}
      {isProducer && !isReady ? form : null}
    </>
  )
}

async function ReadyTable({ reading: { cells }, locale }: { reading: UploadReading; locale: string }) {
  const t = await getTranslations('analyst.upload')
  if (!cells) return null
  const show = (value: number) => formatNumber(value, locale)
  const { total, given, zeros, marginsChecked, marginsComputed, sum } = cells
  return (
    <Alert tone="success" heading={t('ready')}>
      <p>
        {t('readyText', {
          total: show(total),
          given: show(given),
          computed: show(marginsComputed),
          checked: show(marginsChecked),
        })}
      </p>
      {zeros > 0 ? <p>{t('zeros', { zeros })}</p> : null}
      <p>{t('sum', { sum: show(sum) })}</p>
    </Alert>
  )
}

async function readAs({ format, writtenAs, mapping }: UploadReading): Promise<string> {
  const t = await getTranslations('analyst.upload')
  if (format === 'xlsx') return t('xlsx', { sheet: mapping.sheet ?? '' })
  const names = { ';': 'semicolon', ',': 'comma', '\t': 'tab' } as const
  const separator = names[(writtenAs?.separator ?? ';') as keyof typeof names]
  return t('csv', { encoding: writtenAs?.encoding ?? '', separator: t(`separator.${separator}`) })
}

function plainFacts(failure: Record<string, unknown>): Record<string, string | number> {
  return Object.fromEntries(
    Object.entries(failure).flatMap(([name, value]) =>
      typeof value === 'string' || typeof value === 'number' ? [[name, value] as const] : [],
    ),
  )
}
