import Link from 'next/link'
import { getTranslations } from 'next-intl/server'
import { codeChoices } from '#components/orders/axis-options.ts'
import { CodePicker } from '#components/orders/code-picker.tsx'
import { codeWords } from '#components/orders/code-rows.ts'
import { codeTreeText } from '#components/orders/code-tree-text.ts'
import { CheckboxGroup } from '#components/ui/checkbox-group.tsx'
import { Disclosure } from '#components/ui/disclosure.tsx'
import { TextField } from '#components/ui/text-field.tsx'
import { type Catalogue, classificationOf } from '#lib/catalogue/catalogue.ts'
import type { Locale } from '#lib/catalogue/local-text.ts'
import { codesBelow, findCodes, placeCodes } from '#lib/catalogue/pick-codes.ts'
import type { Register, Variable } from '#lib/catalogue/register.ts'

interface Props {
  readonly name: string
  /** The finest level that can be chosen; the variable's own finest where it is left out. */
  readonly finestLevel?: string
  readonly summary: string
  readonly legend: string
  readonly hint?: string
  readonly codes: readonly string[]
  readonly register: Register
  readonly variable: Variable
  readonly catalogue: Catalogue
  readonly values: Readonly<Record<string, string | readonly string[] | undefined>>
  readonly locale: Locale
}

const MOST_WITHOUT_SCRIPTS = 60

/** Which codes of a variable: boxes when they are few, otherwise its tree. */
export async function CodeFields(props: Props) {
  const { name, finestLevel, summary, legend, hint, codes, register, variable, catalogue, locale } = props
  const levels = variable.levels.slice(finestLevel === undefined ? 0 : Math.max(0, variable.levels.indexOf(finestLevel)))
  const choices = codeChoices(variable, levels, catalogue, locale)
  if (choices && codes.every((code) => choices.some((choice) => choice.value === code))) {
    return (
      <Disclosure summary={summary} open={codes.length > 0}>
        <div className="st-choices">
          <CheckboxGroup name={name} legend={legend} hint={hint} choices={choices} defaultValue={codes} />
        </div>
      </Disclosure>
    )
  }
  return (
    <CodePicker
      key={`${variable.id} ${finestLevel}`}
      source={{
        register: register.id,
        variable: variable.id,
        ...(finestLevel !== undefined && { level: finestLevel }),
        language: locale,
      }}
      name={name}
      label={variable.label[locale]}
      summary={summary}
      chosen={placeCodes(classificationOf(catalogue, variable), levels, codes, locale)}
      text={await codeTreeText()}
    >
      <WithoutScripts {...props} levels={levels} />
    </CodePicker>
  )
}

/** A field to search with and boxes for what it finds, or the coarsest codes; ticked ones are added to those that are written. */
async function WithoutScripts({
  name,
  codes,
  register,
  variable,
  catalogue,
  values,
  locale,
  levels,
}: Props & { levels: readonly string[] }) {
  const t = await getTranslations('requester.codes')
  const query = String(values[`find_${name}`] ?? '')
  const classification = classificationOf(catalogue, variable)
  const items =
    query === ''
      ? (codesBelow(classification, levels, null, { from: 0, most: MOST_WITHOUT_SCRIPTS }, locale)?.items ?? [])
      : findCodes(classification, levels, query, MOST_WITHOUT_SCRIPTS, locale).items
  const choices = items
    .filter(({ code }) => !codes.includes(code))
    .map((item) => ({ value: item.code, label: codeWords(item), hint: item.path.join(' › ') || undefined }))
  return (
    <>
      <TextField name={`find_${name}`} label={t('search')} hint={t('searchPlainHint')} defaultValue={query} maxLength={100} />
      {choices.length > 0 ? <CheckboxGroup name={name} legend={t('addTicked')} choices={choices} /> : null}
      <p>
        <Link href={`/katalog/${register.id}/${variable.id}`}>{t('allCodes')}</Link>
      </p>
    </>
  )
}
