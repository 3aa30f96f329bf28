import type { OrderCommand } from '#lib/orders/lifecycle.ts'
import type { OrderDetail } from '#lib/orders/queries.ts'

/** The commands the workbench has a form for, the one most often expected first. */
export const STAFF_COMMANDS = [
  'sign-off',
  'approve',
  'claim-check',
  'submit-for-check',
  'run',
  'start',
  'offer',
  'claim',
  'ask',
  'return',
  'refer',
  'decline',
  'remake',
  'recall',
] as const satisfies readonly OrderCommand[]
export type StaffCommand = (typeof STAFF_COMMANDS)[number]

/**
 * The forms of the panel: the commands the lifecycle gives the person, less those that lead nowhere as things stand - taking a
 * case one has, sending a table to check that is not made, approving twice, signing off what is not approved.
 */
export function openCommands({ commands, facts }: Pick<OrderDetail, 'commands' | 'facts'>, personId: string): StaffCommand[] {
  const isApproved = commands.includes('sign-off')
  return STAFF_COMMANDS.filter((command) => {
    if (!commands.includes(command)) return false
    if (command === 'claim') return facts.analystId !== personId
    if (command === 'claim-check') return facts.checkerId !== personId
    if (command === 'approve') return !isApproved
    return true
  })
}
