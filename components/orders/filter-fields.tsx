import { getTranslations } from 'next-intl/server'
import { codeChoices, filterLevel } from '#components/orders/axis-options.ts'
import { CheckboxGroup } from '#components/ui/checkbox-group.tsx'
import { Disclosure } from '#components/ui/disclosure.tsx'
import { TextArea } from '#components/ui/text-area.tsx'
import type { Catalogue } from '#lib/catalogue/catalogue.ts'
import type { Locale } from '#lib/catalogue/local-text.ts'
import type { Register, Variable } from '#lib/catalogue/register.ts'

type Values = Readonly<Record<string, string | readonly string[] | undefined>>

interface Props {
  readonly catalogue: Catalogue
  readonly values: Values
  readonly locale: Locale
}

/** Who is counted at all: for each variable that can delimit, the codes to keep; none ticked keeps everybody. */
export async function FilterFields({ register, ...props }: Props & { register: Register }) {
  const t = await getTranslations('requester.compose')
  const variables = register.variables.filter((variable) => variable.filter && variable.id !== register.periodVariable)
  return (
    <fieldset className="st-fieldset">
      <legend>{t('filters')}</legend>
      <p className="form-hint">{t('filtersHint')}</p>
      {variables.map((variable) => (
        <FilterField key={variable.id} variable={variable} {...props} />
      ))}
    </fieldset>
  )
}

async function FilterField({ variable, catalogue, values, locale }: Props & { variable: Variable }) {
  const t = await getTranslations('requester.compose')
  const name = `filter_${variable.id}`
  const codes = [values[name] ?? []].flat()
  const choices = codeChoices(variable, filterLevel(variable, catalogue), catalogue, locale)
  // A code of a finer level than the boxes show can only be kept as text.
  const fits = choices !== null && codes.every((code) => choices.some((choice) => choice.value === code))
  const label = variable.label[locale]
  const summary =
    codes.length > 0 ? t('filterSome', { variable: label, count: codes.length }) : t('filterAll', { variable: label })
  return (
    <Disclosure summary={summary} open={codes.length > 0}>
      {choices && fits ? (
        <div className="st-choices">
          <CheckboxGroup name={name} legend={label} choices={choices} defaultValue={codes} />
        </div>
      ) : (
        <TextArea name={name} label={label} hint={t('codesTextHint')} rows={2} defaultValue={codes.join(', ')} />
      )}
    </Disclosure>
  )
}
