import { getTranslations } from 'next-intl/server'
import { axisOptions, exampleCodes, hasMoreThanTwoCodes } from '#components/orders/axis-options.ts'
import { CodeFields } from '#components/orders/code-fields.tsx'
import { groupBuilderText } from '#components/orders/code-tree-text.ts'
import { GroupBuilder } from '#components/orders/group-builder.tsx'
import { Checkbox } from '#components/ui/checkbox.tsx'
import { Select } from '#components/ui/select.tsx'
import { type Catalogue, findVariable } from '#lib/catalogue/catalogue.ts'
import type { Locale } from '#lib/catalogue/local-text.ts'
import type { Register } from '#lib/catalogue/register.ts'
import { wordsOf } from '#lib/web/composition-form.ts'

type Values = Readonly<Record<string, string | readonly string[] | undefined>>

interface Props {
  readonly register: Register
  readonly catalogue: Catalogue
  readonly values: Values
  readonly locale: Locale
}

const SLOTS = [1, 2, 3] as const

/** What stands on one side of the table: one field for each variable in use, and one more to add another. */
export async function AxisFields({ side, ...props }: Props & { side: 'row' | 'column' }) {
  const t = await getTranslations('requester.compose')
  const used = SLOTS.filter((slot) => props.values[`${side}${slot}`])
  const shown = SLOTS.slice(0, Math.min(3, used.length + 1))
  return (
    <fieldset className="st-fieldset">
      <legend>{t(side === 'row' ? 'rows' : 'columns')}</legend>
      {shown.map((slot) => (
        <AxisSlot
          key={slot}
          name={`${side}${slot}`}
          label={t(slot === 1 ? 'variable' : 'variableMore', { number: slot })}
          {...props}
        />
      ))}
    </fieldset>
  )
}

async function AxisSlot({ name, label, register, catalogue, values, locale }: Props & { name: string; label: string }) {
  const t = await getTranslations('requester.compose')
  const chosen = String(values[name] ?? '')
  const [variableId = '', level = ''] = chosen.split('.')
  const variable = findVariable(register, variableId)
  const codes = wordsOf(values[`${name}codes`])
  const groups = String(values[`${name}groups`] ?? '')
  const hasParents = variable ? variable.levels.indexOf(level) < variable.levels.length - 1 : false
  return (
    <div className="st-axis">
      <Select
        name={name}
        label={label}
        options={axisOptions(register, catalogue, locale, Boolean(values.link))}
        emptyLabel={t('noVariable')}
        defaultValue={chosen}
      />
      {variable && hasParents && groups.trim() === '' ? (
        <Checkbox
          name={`${name}parents`}
          label={t('parents')}
          hint={t('parentsHint')}
          defaultChecked={values[`${name}parents`] === 'on'}
        />
      ) : null}
      {variable && groups.trim() === '' ? (
        <CodeFields
          name={`${name}codes`}
          finestLevel={level}
          summary={codes.length > 0 ? t('codesSome', { count: codes.length }) : t('codesAll')}
          legend={t('codes')}
          hint={t('codesHint')}
          codes={codes}
          {...{ register, variable, catalogue, values, locale }}
        />
      ) : null}
      {variable && hasMoreThanTwoCodes(variable, catalogue) ? (
        <GroupBuilder
          key={variable.id}
          source={{ register: register.id, variable: variable.id, language: locale }}
          name={`${name}groups`}
          label={variable.label[locale]}
          summary={t('ownGroups')}
          answered={groups}
          text={
            await groupBuilderText(
              t(variable.kind === 'age' ? 'ownGroupsHintAge' : 'ownGroupsHint', exampleCodes(variable, catalogue)),
            )
          }
        />
      ) : null}
    </div>
  )
}
