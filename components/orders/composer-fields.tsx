import { getTranslations } from 'next-intl/server'
import { AxisFields } from '#components/orders/axis-fields.tsx'
import { FilterFields } from '#components/orders/filter-fields.tsx'
import { LinkFields } from '#components/orders/link-fields.tsx'
import { StandardisationFields } from '#components/orders/standardisation-fields.tsx'
import { ValueFields } from '#components/orders/value-fields.tsx'
import { Checkbox } from '#components/ui/checkbox.tsx'
import { Disclosure } from '#components/ui/disclosure.tsx'
import { RadioGroup } from '#components/ui/radio-group.tsx'
import { Select } from '#components/ui/select.tsx'
import { TextField } from '#components/ui/text-field.tsx'
import type { Catalogue } from '#lib/catalogue/catalogue.ts'
import { standardisedVariable } from '#lib/catalogue/decide-standardisation.ts'
import type { Locale } from '#lib/catalogue/local-text.ts'
import type { Register } from '#lib/catalogue/register.ts'

type Values = Readonly<Record<string, string | readonly string[] | undefined>>

const one = (value: string | readonly string[] | undefined) => (typeof value === 'string' ? value : (value?.at(-1) ?? ''))

/** The fields of the composer for one register, filled with what the address says. */
export async function ComposerFields({
  register,
  catalogue,
  values,
  locale,
}: {
  register: Register
  catalogue: Catalogue
  values: Values
  locale: Locale
}) {
  const t = await getTranslations('requester.compose')
  const years = Array.from({ length: register.coverage.toYear - register.coverage.fromYear + 1 }, (_, i) =>
    String(register.coverage.fromYear + i),
  )
  const hasRate =
    one(values.rate) === 'on' ||
    one(values.personYears) === 'on' ||
    one(values.standard) !== '' ||
    one(values.rateRatios) === 'on'
  const yearOptions = years.map((year) => ({ value: year, label: year }))
  return (
    <>
      <input type="hidden" name="register" value={register.id} />
      <TextField
        name="title"
        label={t('title')}
        hint={t('titleHint')}
        defaultValue={one(values.title)}
        width="xl"
        maxLength={150}
      />
      <fieldset className="st-fieldset">
        <legend>{t('period')}</legend>
        <div className="st-field-row">
          <Select name="fromYear" label={t('fromYear')} options={yearOptions} defaultValue={one(values.fromYear) || years[0]} />
          <Select name="toYear" label={t('toYear')} options={yearOptions} defaultValue={one(values.toYear) || years.at(-1)} />
        </div>
      </fieldset>
      {register.measures.length > 1 ? (
        <RadioGroup
          name="measure"
          legend={t('measure')}
          defaultValue={one(values.measure) || register.measures[0]}
          choices={register.measures.map((measure) => ({
            value: measure,
            label: t(`measures.${measure}`),
            hint: t(`measureHints.${measure}`),
          }))}
        />
      ) : (
        <input type="hidden" name="measure" value={register.measures[0]} />
      )}
      {one(values.measure) === 'cases' ? (
        <Select
          name="washOut"
          label={t('washOut')}
          hint={t('washOutHint')}
          options={washOutYears(register).map((count) => ({ value: String(count), label: t('washOutYears', { count }) }))}
          defaultValue={one(values.washOut) || '0'}
        />
      ) : null}
      {register.survival ? (
        <Checkbox
          name="survival"
          label={t('survival')}
          hint={t('survivalHint', { what: register.survival.label[locale] })}
          defaultChecked={one(values.survival) === 'on'}
        />
      ) : null}
      {register.values ? <ValueFields register={register} values={values} locale={locale} /> : null}
      <AxisFields side="row" register={register} catalogue={catalogue} values={values} locale={locale} />
      <AxisFields side="column" register={register} catalogue={catalogue} values={values} locale={locale} />
      {register.links ? <LinkFields register={register} catalogue={catalogue} values={values} locale={locale} /> : null}
      <FilterFields register={register} catalogue={catalogue} values={values} locale={locale} />
      <Disclosure summary={t('more')} open={hasRate || one(values.totals) === 'off'}>
        <Select
          name="totals"
          label={t('totals')}
          options={[
            { value: 'on', label: t('totalsOn') },
            { value: 'off', label: t('totalsOff') },
          ]}
          defaultValue={one(values.totals) || 'on'}
        />
        {register.denominator ? <Checkbox name="rate" label={t('rate')} hint={t('rateHint')} defaultChecked={hasRate} /> : null}
        {standardisedVariable(register) ? (
          <Checkbox
            name="personYears"
            label={t('personYears')}
            hint={t('personYearsHint')}
            defaultChecked={one(values.personYears) === 'on'}
          />
        ) : null}
        {standardisedVariable(register) ? <StandardisationFields values={values} /> : null}
        {register.denominator ? (
          <Checkbox
            name="rateRatios"
            label={t('rateRatios')}
            hint={t('rateRatiosHint')}
            defaultChecked={one(values.rateRatios) === 'on'}
          />
        ) : null}
      </Disclosure>
    </>
  )
}

const MOST_WASH_OUT_YEARS = 10

/** The years of wash-out that leave at least a year to count in. */
function washOutYears({ coverage }: Register): number[] {
  const most = Math.min(MOST_WASH_OUT_YEARS, coverage.toYear - coverage.fromYear)
  return Array.from({ length: most + 1 }, (_, years) => years)
}
