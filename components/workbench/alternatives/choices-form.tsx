import { getTranslations } from 'next-intl/server'
import { CheckboxGroup } from '#components/ui/checkbox-group.tsx'
import { Disclosure } from '#components/ui/disclosure.tsx'
import { Form } from '#components/ui/form.tsx'
import { RadioGroup } from '#components/ui/radio-group.tsx'
import { SubmitButton } from '#components/ui/submit-button.tsx'
import type { AlternativesProps } from './alternatives-card.tsx'

/** A dimension of the table as the choices show it. */
export interface ChoiceAxis {
  readonly id: string
  readonly label: string
  /** Labels of the levels it could stand on. */
  readonly levels: Readonly<Record<string, string>>
  readonly headings: readonly { readonly code: string; readonly label: string }[]
}

/** Headings offered per dimension; a longer list would be no choice. */
const MOST_HEADINGS = 120

/** Runs the table again with other choices: how hiding is counted, and what is to be hidden last. */
export async function ChoicesForm({ order, uploadId, choices, axes, actions }: AlternativesProps) {
  const t = await getTranslations('analyst.alternatives')
  const chosen = choices.last.map(({ dimension, code }) => `${dimension}:${code}`)
  return (
    <Disclosure summary={t('choose')} open={chosen.length > 0}>
      <Form
        action={actions.runWith}
        hidden={{ orderId: order.id, expectedVersion: order.version, ...(uploadId && { uploadId }) }}
        label={t('choose')}
      >
        <RadioGroup
          name="cost"
          legend={t('cost')}
          defaultValue={choices.cost}
          choices={(['value', 'count'] as const).map((value) => ({ value, label: t(`costChoice.${value}`) }))}
        />
        <CheckboxGroup
          name="marginsLast"
          legend={t('last')}
          hint={t('lastHint')}
          defaultValue={choices.marginsLast ? ['on'] : []}
          choices={[{ value: 'on', label: t('marginsLast') }]}
        />
        {axes.map(({ id, label, headings }) => (
          <Disclosure key={id} summary={label} open={chosen.some((each) => each.startsWith(`${id}:`))}>
            <div className="wb-headings">
              <CheckboxGroup
                name="last"
                legend={t('lastOf', { name: label })}
                defaultValue={chosen}
                choices={headings
                  .slice(0, MOST_HEADINGS)
                  .map(({ code, label: heading }) => ({ value: `${id}:${code}`, label: heading }))}
              />
            </div>
          </Disclosure>
        ))}
        <p>{t('consequence')}</p>
        <SubmitButton>{t('run')}</SubmitButton>
      </Form>
    </Disclosure>
  )
}
