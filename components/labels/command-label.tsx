import { useTranslations } from 'next-intl'
import type { OrderCommand } from '#lib/orders/lifecycle.ts'

/** The words on the button of a command. */
export function CommandLabel({ command }: { command: OrderCommand }) {
  return useTranslations('labels.command')(`${command}.label`)
}

/** What giving the command leads to, said before it is given. */
export function CommandConsequence({ command }: { command: OrderCommand }) {
  return useTranslations('labels.command')(`${command}.consequence`)
}
