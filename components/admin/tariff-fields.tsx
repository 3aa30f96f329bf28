import { getTranslations } from 'next-intl/server'
import { DateField } from '#components/ui/date-field.tsx'
import { Disclosure } from '#components/ui/disclosure.tsx'
import { TextField } from '#components/ui/text-field.tsx'
import { writeKroner } from '#lib/pricing/parse-kroner.ts'
import { COMPLEXITIES, CUSTOMER_CLASSES, FIXED_KINDS, type Tariff, WORK_KINDS } from '#lib/pricing/tariff.ts'

/** The fields of a new tariff, copied forward from the newest one. */
export async function TariffFields({ from }: { from: Tariff }) {
  const [t, kinds] = await Promise.all([getTranslations('admin.tariffs'), getTranslations('requester.quote.kinds')])
  const hoursText = (hours: number) => String(hours).replace('.', ',')
  return (
    <>
      <DateField name="validFrom" legend={t('validFrom')} hint={t('validFromHint')} />
      <fieldset className="st-fieldset">
        <legend>{t('hourly')}</legend>
        <div className="st-field-row">
          {CUSTOMER_CLASSES.map((each) => (
            <TextField
              key={each}
              name={`hourly_${each}`}
              label={t(`classes.${each}`)}
              defaultValue={writeKroner(from.hourlyRateOre[each])}
              width="s"
              inputMode="decimal"
            />
          ))}
        </div>
      </fieldset>
      <fieldset className="st-fieldset">
        <legend>{t('fixed')}</legend>
        <div className="st-field-row">
          {FIXED_KINDS.map((kind) => (
            <TextField
              key={kind}
              name={`fixed_${kind}`}
              label={kinds(kind)}
              defaultValue={writeKroner(from.fixedOre[kind])}
              width="s"
              inputMode="decimal"
            />
          ))}
        </div>
      </fieldset>
      <Disclosure summary={t('hours')}>
        {WORK_KINDS.map((kind) => (
          <fieldset key={kind} className="st-fieldset">
            <legend>{kinds(kind)}</legend>
            <div className="st-field-row">
              {COMPLEXITIES.map((each) => (
                <TextField
                  key={each}
                  name={`hours_${kind}_${each}`}
                  label={t(`complexities.${each}`)}
                  defaultValue={hoursText(from.estimatedHours[kind][each])}
                  width="xs"
                  inputMode="decimal"
                />
              ))}
            </div>
          </fieldset>
        ))}
      </Disclosure>
      <div className="st-field-row">
        <TextField
          name="freeClarificationHours"
          label={t('free')}
          defaultValue={hoursText(from.freeClarificationHours)}
          width="xs"
          inputMode="decimal"
        />
        <TextField name="capPercent" label={t('cap')} defaultValue={String(from.capPercent)} width="xs" inputMode="numeric" />
        <TextField name="vatPercent" label={t('vat')} defaultValue={String(from.vatPercent)} width="xs" inputMode="numeric" />
      </div>
    </>
  )
}
