import { getTranslations } from 'next-intl/server'
import { CodeFields } from '#components/orders/code-fields.tsx'
import type { Catalogue } from '#lib/catalogue/catalogue.ts'
import type { Locale } from '#lib/catalogue/local-text.ts'
import type { Register, Variable } from '#lib/catalogue/register.ts'
import { FILTER_PREFIX, wordsOf } from '#lib/web/composition-form.ts'

type Values = Readonly<Record<string, string | readonly string[] | undefined>>

interface Props {
  readonly register: Register
  readonly catalogue: Catalogue
  readonly values: Values
  readonly locale: Locale
}

/** Who is counted at all: for each variable that can delimit, the codes to keep; none ticked keeps everybody. */
export async function FilterFields(props: Props) {
  const t = await getTranslations('requester.compose')
  const { register } = props
  const variables = register.variables.filter((variable) => variable.filter && variable.id !== register.periodVariable)
  return (
    <fieldset className="st-fieldset">
      <legend>{t('filters')}</legend>
      <p className="form-hint">{t('filtersHint')}</p>
      {variables.map((variable) => (
        <FilterField key={variable.id} prefix={FILTER_PREFIX} variable={variable} {...props} />
      ))}
    </fieldset>
  )
}

/** One variable to delimit by; `prefix` tells which of the form's filters it belongs to. */
export async function FilterField({ prefix, variable, ...props }: Props & { prefix: string; variable: Variable }) {
  const t = await getTranslations('requester.compose')
  const name = `${prefix}${variable.id}`
  const codes = wordsOf(props.values[name])
  const label = variable.label[props.locale]
  const summary =
    codes.length > 0 ? t('filterSome', { variable: label, count: codes.length }) : t('filterAll', { variable: label })
  return <CodeFields name={name} summary={summary} legend={label} codes={codes} variable={variable} {...props} />
}
