import { getLocale, getTranslations } from 'next-intl/server'
import { TariffEffectCard } from '#components/admin/tariff-effect-card.tsx'
import { TariffFields } from '#components/admin/tariff-fields.tsx'
import { Breadcrumb } from '#components/ui/breadcrumb.tsx'
import { Button } from '#components/ui/button.tsx'
import { Card } from '#components/ui/card.tsx'
import { Form } from '#components/ui/form.tsx'
import { formatDate } from '#components/ui/format.ts'
import { GetForm } from '#components/ui/get-form.tsx'
import { PageHeading } from '#components/ui/page-heading.tsx'
import { Select } from '#components/ui/select.tsx'
import { SubmitButton } from '#components/ui/submit-button.tsx'
import { TextField } from '#components/ui/text-field.tsx'
import { dbContextOf } from '#lib/identity/actor.ts'
import { previewTariff } from '#lib/orders/previews/queries.ts'
import { regulated } from '#lib/orders/previews/tariff-effect.ts'
import { inTransaction } from '#lib/platform/db.ts'
import { loadTariffs } from '#lib/pricing/queries.ts'
import type { Tariff } from '#lib/pricing/tariff.ts'
import { tariffForm } from '#lib/web/admin-forms.ts'
import { type AskedFields, hiddenOf, readAsked } from '#lib/web/asked-form.ts'
import { requireStaff } from '#lib/web/session.ts'
import { saveTariff } from '../../actions.ts'

/** A percentage typed with comma or point, between -50 and 100; 0 for anything else. */
function typedPercent(text: unknown): number {
  const percent = typeof text === 'string' && /^-?\d{1,3}([.,]\d)?$/.test(text) ? Number(text.replace(',', '.')) : 0
  return percent >= -50 && percent <= 100 ? percent : 0
}

export default async function NewTariffPage({ searchParams }: { searchParams: Promise<AskedFields> }) {
  const [asked, t, locale] = await Promise.all([searchParams, getTranslations('admin.tariffs'), getLocale()])
  const actor = await requireStaff('administrator', '/admin/takster/ny')
  const tariffs = (await inTransaction(dbContextOf(actor), loadTariffs)).map((each) => each.tariff)
  const copied = tariffs.find(({ version }) => version === asked.fra) ?? tariffs.at(-1)
  if (!copied) return null
  const percent = typedPercent(asked.procent)
  const { value, state } = readAsked(asked, tariffForm)
  const effect = value ? await previewTariff(actor, value) : null
  return (
    <>
      <Breadcrumb crumbs={[{ label: t('heading'), href: '/admin/takster' }]} current={t('new')} />
      <PageHeading heading={t('new')} lead={t('newLead')} />
      {effect && value ? (
        <>
          <TariffEffectCard effect={effect} />
          <Card heading={t('confirmHeading', { date: formatDate(value.validFrom, locale) })}>
            <p>{t('consequence')}</p>
            <Form action={saveTariff} hidden={hiddenOf(state)} label={t('save')}>
              <SubmitButton>{t('save')}</SubmitButton>
            </Form>
          </Card>
        </>
      ) : (
        <CopyFrom tariffs={tariffs} from={copied.version} percent={percent} />
      )}
      <Card heading={t('fields')}>
        <GetForm state={state} path="/admin/takster/ny" label={t('new')}>
          <input type="hidden" name="vis" value="1" />
          <TariffFields from={regulated(copied, percent)} />
          <Button type="submit" variant={effect ? 'secondary' : 'primary'}>
            {t('preview')}
          </Button>
        </GetForm>
      </Card>
    </>
  )
}

/** Where the new tariff is copied from, and by how much its amounts are regulated on the way. */
async function CopyFrom({ tariffs, from, percent }: { tariffs: readonly Tariff[]; from: string; percent: number }) {
  const [t, locale] = await Promise.all([getTranslations('admin.tariffs'), getLocale()])
  return (
    <Card heading={t('copy')}>
      <form method="get" className="st-form">
        <div className="st-field-row">
          <Select
            name="fra"
            label={t('copyFrom')}
            options={tariffs.toReversed().map(({ version, validFrom }) => ({
              value: version,
              label: `${version} (${formatDate(validFrom, locale)})`,
            }))}
            defaultValue={from}
          />
          <TextField
            name="procent"
            label={t('regulate')}
            defaultValue={String(percent).replace('.', ',')}
            width="xs"
            inputMode="decimal"
          />
        </div>
        <p className="form-hint">{t('regulateHint')}</p>
        <Button type="submit">{t('copyDo')}</Button>
      </form>
    </Card>
  )
}
