import { getTranslations } from 'next-intl/server'
import { CommandConsequence } from '#components/labels/command-label.tsx'
import { KeepTyped } from '#components/orders/keep-typed.tsx'
import { TableDifference } from '#components/orders/proposal/table-difference.tsx'
import { Card } from '#components/ui/card.tsx'
import { Form } from '#components/ui/form.tsx'
import { SubmitButton } from '#components/ui/submit-button.tsx'
import { TextArea } from '#components/ui/text-area.tsx'
import type { Locale } from '#lib/catalogue/local-text.ts'
import type { Specification } from '#lib/catalogue/specification.ts'
import { isSameTable } from '#lib/orders/proposals/same-table.ts'
import { writeComposition } from '#lib/web/composition-form.ts'
import type { FormAction } from '#lib/web/form-state.ts'
import type { WeighedChange } from '#lib/web/weigh-change.ts'

interface Props {
  readonly action: FormAction
  readonly target: { readonly orderId: string; readonly expectedVersion: number }
  readonly before: Specification
  readonly after: Specification
  readonly weighed: WeighedChange
  readonly locale: Locale
}

/** The change as the customer will see it, and why it is suggested. */
export async function ProposeForm({ action, target, before, after, weighed, locale }: Props) {
  const [t, command] = await Promise.all([getTranslations('analyst.propose'), getTranslations('labels.command')])
  return (
    <Card heading={t('difference')}>
      {isSameTable(before, after) ? (
        <p>{t('unchanged')}</p>
      ) : (
        <>
          <TableDifference before={before} after={after} weighed={weighed} withPrice locale={locale} />
          <Form action={action} hidden={target} label={command('propose.label')}>
            {writeComposition(after).map(([name, value]) => (
              <input key={`${name}=${value}`} type="hidden" name={name} value={value} />
            ))}
            <TextArea name="message" label={t('message')} hint={t('messageHint')} rows={3} />
            <KeepTyped name={`propose:${target.orderId}`} />
            <p>
              <CommandConsequence command="propose" />
            </p>
            <SubmitButton>{command('propose.label')}</SubmitButton>
          </Form>
        </>
      )}
    </Card>
  )
}
