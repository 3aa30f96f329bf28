import { getTranslations } from 'next-intl/server'
import { Select } from '#components/ui/select.tsx'
import { TextField } from '#components/ui/text-field.tsx'
import type { Customer } from '#lib/identity/organisations/customer.ts'
import { CUSTOMER_CLASSES, VAT_TREATMENTS } from '#lib/pricing/tariff.ts'

/** The fields of a customer; empty ones for a new. */
export async function CustomerFields({ customer }: { customer: Customer | null }) {
  const t = await getTranslations('admin.customers')
  return (
    <>
      <TextField name="name" label={t('name')} defaultValue={customer?.name ?? ''} maxLength={120} />
      <div className="st-field-row">
        <TextField
          name="cvr"
          label={t('cvr')}
          hint={t('cvrHint')}
          defaultValue={customer?.cvr ?? ''}
          width="s"
          inputMode="numeric"
        />
        <TextField
          name="ean"
          label={t('ean')}
          hint={t('eanHint')}
          defaultValue={customer?.ean ?? ''}
          width="m"
          inputMode="numeric"
        />
      </div>
      <div className="st-field-row">
        <Select
          name="customerClass"
          label={t('class')}
          options={CUSTOMER_CLASSES.map((each) => ({ value: each, label: t(`classes.${each}`) }))}
          defaultValue={customer?.customerClass ?? 'private'}
        />
        <Select
          name="vatTreatment"
          label={t('vat')}
          options={VAT_TREATMENTS.map((each) => ({ value: each, label: t(`vats.${each}`) }))}
          defaultValue={customer?.vatTreatment ?? 'standard'}
        />
      </div>
      <fieldset className="st-fieldset">
        <legend>{t('invoices')}</legend>
        <TextField name="street" label={t('street')} defaultValue={customer?.street ?? ''} maxLength={120} />
        <div className="st-field-row">
          <TextField name="postalCode" label={t('postalCode')} defaultValue={customer?.postalCode ?? ''} width="xs" />
          <TextField name="city" label={t('city')} defaultValue={customer?.city ?? ''} width="m" maxLength={120} />
          <TextField
            name="countryCode"
            label={t('country')}
            hint={t('countryHint')}
            defaultValue={customer?.countryCode ?? 'DK'}
            width="xxs"
            maxLength={2}
          />
        </div>
        <TextField
          name="vatNumber"
          label={t('vatNumber')}
          hint={t('vatNumberHint')}
          defaultValue={customer?.vatNumber ?? ''}
          width="m"
        />
        <TextField
          name="invoiceEmail"
          label={t('invoiceEmail')}
          hint={t('invoiceEmailHint')}
          defaultValue={customer?.invoiceEmail ?? ''}
          type="email"
        />
      </fieldset>
    </>
  )
}
