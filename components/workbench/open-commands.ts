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
  'propose',
  'assign',
  'retract-change',
  'return',
  'refer',
  'decline',
  'remake',
  'recall',
] as const satisfies readonly OrderCommand[]
export type StaffCommand = (typeof STAFF_COMMANDS)[number]

/**
 * The forms of the panel: the commands the lifecycle gives the person, less those that lead nowhere as things stand - taking a
 * case one has, a second run while one is under way, approving twice.
 */
export function openCommands(
  { commands, facts, runs }: Pick<OrderDetail, 'commands' | 'facts' | 'runs'>,
  personId: string,
): StaffCommand[] {
  const isRunning = runs.some((run) => run.status === 'queued' || run.status === 'running')
  const isApproved = commands.includes('sign-off')
  return STAFF_COMMANDS.filter((command) => {
    if (!commands.includes(command)) return false
    if (command === 'claim') return facts.analystId !== personId
    if (command === 'claim-check') return facts.checkerId !== personId
    if (command === 'run') return !isRunning
    if (command === 'approve') return !isApproved
    return true
  })
}
