import { getTranslations } from 'next-intl/server'
import type { ReactNode } from 'react'
import type { ButtonVariant } from '#components/ui/button.tsx'
import { Confirm } from '#components/ui/confirm.tsx'
import { Form } from '#components/ui/form.tsx'
import { SubmitButton } from '#components/ui/submit-button.tsx'
import type { OrderCommand } from '#lib/orders/lifecycle.ts'
import type { FormState } from '#lib/web/form-state.ts'

export type FormAction = (state: FormState, form: FormData) => Promise<FormState>

interface Props {
  readonly command: OrderCommand
  readonly action: FormAction
  readonly hidden: Readonly<Record<string, string | number>>
  readonly children?: ReactNode
  /** The step expected next stands open; the others are folded away. */
  readonly isNext?: boolean
  readonly variant?: ButtonVariant
}

/** One command as a form that says its consequence before it is given. */
export async function CommandForm({ command, action, hidden, children, isNext = false, variant }: Props) {
  const t = await getTranslations('labels.command')
  const label = t(`${command}.label`)
  const form = (
    <Form action={action} hidden={hidden} label={label}>
      {children}
      <SubmitButton variant={variant ?? (isNext ? 'primary' : 'secondary')}>{label}</SubmitButton>
    </Form>
  )
  if (!isNext) {
    return (
      <Confirm label={label} consequence={t(`${command}.consequence`)}>
        {form}
      </Confirm>
    )
  }
  return (
    <div className="st-next">
      <p>{t(`${command}.consequence`)}</p>
      {form}
    </div>
  )
}
