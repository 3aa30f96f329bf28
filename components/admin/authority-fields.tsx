import { getTranslations } from 'next-intl/server'
import { DateField } from '#components/ui/date-field.tsx'
import { TextField } from '#components/ui/text-field.tsx'
import type { DatedAuthority } from '#lib/identity/authority/authority.ts'

/** The fields of an identity of the authority, filled in from the one that is corrected or taken over from. */
export async function AuthorityFields({ from, validFrom }: { from: DatedAuthority | null; validFrom: string }) {
  const t = await getTranslations('admin.authority')
  const identity = from?.identity
  const payment = identity?.payment
  return (
    <>
      <DateField name="validFrom" legend={t('validFrom')} defaultValue={validFrom} />
      <TextField name="nameDa" label={t('nameDa')} defaultValue={identity?.name.da ?? ''} maxLength={120} />
      <TextField name="nameEn" label={t('nameEn')} defaultValue={identity?.name.en ?? ''} maxLength={120} />
      <TextField name="logoText" label={t('logoText')} defaultValue={identity?.logoText ?? ''} width="l" maxLength={40} />
      <TextField
        name="cvr"
        label={t('cvr')}
        hint={t('cvrHint')}
        defaultValue={identity?.cvr ?? ''}
        width="s"
        inputMode="numeric"
      />
      <TextField name="street" label={t('street')} defaultValue={identity?.street ?? ''} maxLength={120} />
      <div className="st-field-row">
        <TextField
          name="postalCode"
          label={t('postalCode')}
          defaultValue={identity?.postalCode ?? ''}
          width="xs"
          inputMode="numeric"
        />
        <TextField name="city" label={t('city')} defaultValue={identity?.city ?? ''} width="m" maxLength={120} />
      </div>
      <TextField name="email" label={t('email')} defaultValue={identity?.email ?? ''} type="email" />
      <TextField name="phone" label={t('phone')} defaultValue={identity?.phone ?? ''} width="m" />
      <TextField name="website" label={t('website')} defaultValue={identity?.website ?? ''} />
      <fieldset className="st-fieldset">
        <legend>{t('payment')}</legend>
        <p className="form-hint">{t('paymentHint')}</p>
        <div className="st-field-row">
          <TextField
            name="bankRegistration"
            label={t('bankRegistration')}
            defaultValue={payment?.bankRegistration ?? ''}
            width="xs"
            inputMode="numeric"
          />
          <TextField name="account" label={t('account')} defaultValue={payment?.account ?? ''} width="s" inputMode="numeric" />
          <TextField
            name="dueDays"
            label={t('dueDays')}
            defaultValue={payment ? String(payment.dueDays) : ''}
            width="xs"
            inputMode="numeric"
          />
        </div>
        <TextField name="accountName" label={t('accountName')} defaultValue={payment?.accountName ?? ''} maxLength={120} />
      </fieldset>
    </>
  )
}
