import { getTranslations } from 'next-intl/server'
import { RetentionHistory, RetentionTrial } from '#components/admin/retention-runs.tsx'
import { Alert } from '#components/ui/alert.tsx'
import { Card } from '#components/ui/card.tsx'
import { Form } from '#components/ui/form.tsx'
import { LinkButton } from '#components/ui/link-button.tsx'
import { PageHeading } from '#components/ui/page-heading.tsx'
import { SubmitButton } from '#components/ui/submit-button.tsx'
import { TextField } from '#components/ui/text-field.tsx'
import { dbContextOf } from '#lib/identity/actor.ts'
import { listRetentionRuns, loadRetention, type RetentionRunRow } from '#lib/orders/retention/queries.ts'
import { isSameRules, LEAST_DAYS, RETENTION_KINDS } from '#lib/orders/retention/rules.ts'
import { inTransaction } from '#lib/platform/db.ts'
import { requireStaff } from '#lib/web/session.ts'
import { keepRetention, tryRules } from '../actions.ts'

type Props = { searchParams: Promise<{ gemt?: string; proeve?: string }> }

export default async function RetentionPage({ searchParams }: Props) {
  const [{ gemt, proeve }, t, admin] = await Promise.all([
    searchParams,
    getTranslations('admin.retention'),
    getTranslations('admin'),
  ])
  const actor = await requireStaff('administrator', '/admin/opbevaring')
  const [rules, runs] = await Promise.all([inTransaction(dbContextOf(actor), loadRetention), listRetentionRuns(actor)])
  const trial = runs.find(({ id, isTrial }) => isTrial && id === proeve) ?? null
  const shown = trial?.rules ?? rules
  return (
    <>
      <PageHeading heading={t('heading')} lead={t('lead')} />
      {gemt ? (
        <Alert tone="success" live>
          {admin('saved')}
        </Alert>
      ) : null}
      {trial ? <Trial trial={trial} isInForce={isSameRules(trial.rules, rules)} /> : null}
      <Card heading={t('rules')}>
        <p>{t('rulesText')}</p>
        <Form key={trial?.id ?? 'rules'} action={tryRules} label={t('rules')}>
          {RETENTION_KINDS.map((kind) => (
            <TextField
              key={kind}
              name={`days_${kind}`}
              label={t(`kinds.${kind}`)}
              hint={`${t(`since.${kind}`)} ${t('least', { days: LEAST_DAYS[kind] })}`}
              defaultValue={shown[kind] === null ? '' : String(shown[kind])}
              width="xs"
              inputMode="numeric"
              suffix={t('daysSuffix')}
            />
          ))}
          <SubmitButton variant={trial?.found ? 'secondary' : 'primary'}>{t('try')}</SubmitButton>
        </Form>
      </Card>
      <RetentionHistory runs={runs.filter(({ isTrial }) => !isTrial)} />
    </>
  )
}

async function Trial({ trial, isInForce }: { trial: RetentionRunRow; isInForce: boolean }) {
  const t = await getTranslations('admin.retention')
  return (
    <Card heading={t('trial')}>
      <RetentionTrial run={trial} />
      {trial.found === null ? (
        <LinkButton href={`/admin/opbevaring?proeve=${trial.id}`}>{t('reload')}</LinkButton>
      ) : isInForce ? (
        <p>{t('inForce')}</p>
      ) : (
        <Form action={keepRetention} hidden={{ runId: trial.id }} label={t('save')}>
          <p>{t('consequence')}</p>
          <SubmitButton variant="warning">{t('save')}</SubmitButton>
        </Form>
      )}
    </Card>
  )
}
