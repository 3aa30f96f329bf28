import { getTranslations } from 'next-intl/server'
import { FilterField } from '#components/orders/filter-fields.tsx'
import { Checkbox } from '#components/ui/checkbox.tsx'
import { Disclosure } from '#components/ui/disclosure.tsx'
import { Select } from '#components/ui/select.tsx'
import { TextField } from '#components/ui/text-field.tsx'
import { type Catalogue, findRegister } from '#lib/catalogue/catalogue.ts'
import type { Locale } from '#lib/catalogue/local-text.ts'
import type { Register } from '#lib/catalogue/register.ts'
import { LINK_DIRECTIONS } from '#lib/catalogue/specification.ts'
import { LINK_DEFAULTS, LINK_FILTER_PREFIX } from '#lib/web/link-form.ts'

type Values = Readonly<Record<string, string | readonly string[] | undefined>>

interface Props {
  readonly register: Register
  readonly catalogue: Catalogue
  readonly values: Values
  readonly locale: Locale
}

const one = (value: string | readonly string[] | undefined) => (typeof value === 'string' ? value : (value?.at(-1) ?? ''))

const MOST_YEARS_BACK = 20

/** Whether what is counted is divided by events of a register, which events, and when they count. */
export async function LinkFields({ register, catalogue, values, locale }: Props) {
  const t = await getTranslations('requester.compose.link')
  const linked = findRegister(catalogue, one(values.link))
  const isOfYears = register.rowStandsFor === 'person-year'
  const offered = (register.links?.registers ?? []).flatMap((id) => findRegister(catalogue, id) ?? [])
  return (
    <Disclosure summary={t(isOfYears ? 'prevalence' : 'linkage')} open={linked !== undefined}>
      <Select
        name="link"
        label={t('register')}
        hint={t(isOfYears ? 'prevalenceHint' : 'linkageHint')}
        emptyLabel={t('none')}
        options={offered.map(({ id, label }) => ({ value: id, label: label[locale] }))}
        defaultValue={one(values.link)}
      />
      <input type="hidden" name="linkUnit" value={isOfYears ? 'years' : 'days'} />
      {linked ? (
        <>
          {isOfYears ? <YearFields linked={linked} values={values} /> : <DayFields values={values} />}
          <fieldset className="st-fieldset">
            <legend>{t('events')}</legend>
            <p className="form-hint">{t('eventsHint')}</p>
            {linked.variables
              .filter((variable) => variable.filter && variable.id !== linked.periodVariable)
              .map((variable) => (
                <FilterField
                  key={variable.id}
                  prefix={LINK_FILTER_PREFIX}
                  register={linked}
                  variable={variable}
                  catalogue={catalogue}
                  values={values}
                  locale={locale}
                />
              ))}
          </fieldset>
        </>
      ) : null}
    </Disclosure>
  )
}

async function YearFields({ linked, values }: { linked: Register; values: Values }) {
  const t = await getTranslations('requester.compose.link')
  const most = Math.min(MOST_YEARS_BACK, linked.coverage.toYear - linked.coverage.fromYear + 1)
  return (
    <>
      <Select
        name="linkBack"
        label={t('back')}
        hint={t('backHint')}
        options={Array.from({ length: most + 1 }, (_, count) => ({ value: String(count), label: t('backYears', { count }) }))}
        defaultValue={one(values.linkBack) || String(LINK_DEFAULTS.back)}
      />
      <Checkbox
        name="linkYear"
        label={t('duringYear')}
        hint={t('duringYearHint')}
        defaultChecked={one(values.linkYear) === 'on'}
      />
    </>
  )
}

async function DayFields({ values }: { values: Values }) {
  const t = await getTranslations('requester.compose.link')
  return (
    <div className="st-field-row">
      <TextField
        name="linkDays"
        label={t('days')}
        defaultValue={one(values.linkDays) || String(LINK_DEFAULTS.days)}
        width="s"
        inputMode="numeric"
      />
      <Select
        name="linkDirection"
        label={t('direction')}
        options={LINK_DIRECTIONS.map((direction) => ({ value: direction, label: t(`directions.${direction}`) }))}
        defaultValue={one(values.linkDirection) || LINK_DIRECTIONS[0]}
      />
    </div>
  )
}
