import { getTranslations } from 'next-intl/server'
import { axisOptions, codeChoices, exampleCodes, hasMoreThanTwoCodes } from '#components/orders/axis-options.ts'
import { Checkbox } from '#components/ui/checkbox.tsx'
import { CheckboxGroup } from '#components/ui/checkbox-group.tsx'
import { Disclosure } from '#components/ui/disclosure.tsx'
import { Select } from '#components/ui/select.tsx'
import { TextArea } from '#components/ui/text-area.tsx'
import { type Catalogue, findVariable } from '#lib/catalogue/catalogue.ts'
import type { Locale } from '#lib/catalogue/local-text.ts'
import type { Register } from '#lib/catalogue/register.ts'

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
  const codes = [values[`${name}codes`] ?? []].flat()
  const groups = String(values[`${name}groups`] ?? '')
  const choices = variable && codeChoices(variable, level, catalogue, locale)
  const hasParents = variable ? variable.levels.indexOf(level) < variable.levels.length - 1 : false
  return (
    <div className="st-axis">
      <Select
        name={name}
        label={label}
        options={axisOptions(register, catalogue, locale)}
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
        <Disclosure summary={codes.length > 0 ? t('codesSome', { count: codes.length }) : t('codesAll')} open={codes.length > 0}>
          {choices ? (
            <div className="st-choices">
              <CheckboxGroup
                name={`${name}codes`}
                legend={t('codes')}
                hint={t('codesHint')}
                choices={choices}
                defaultValue={codes}
              />
            </div>
          ) : (
            <TextArea
              name={`${name}codes`}
              label={t('codesText')}
              hint={t('codesTextHint')}
              rows={3}
              defaultValue={codes.join(', ')}
            />
          )}
        </Disclosure>
      ) : null}
      {variable && hasMoreThanTwoCodes(variable, catalogue) ? (
        <Disclosure summary={t('ownGroups')} open={groups.trim() !== ''}>
          <TextArea
            name={`${name}groups`}
            label={t('ownGroupsText')}
            hint={t(variable.kind === 'age' ? 'ownGroupsHintAge' : 'ownGroupsHint', exampleCodes(variable, catalogue))}
            rows={5}
            defaultValue={groups}
          />
        </Disclosure>
      ) : null}
    </div>
  )
}
