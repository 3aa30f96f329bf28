import { BALL_HOLDER, LIFECYCLE, ORDER_COMMANDS, ORDER_STATUSES, type OrderCommand, PARTIES } from '#lib/orders/lifecycle.ts'
import { CLOCK, type ClockEffect } from '#lib/sla/legs.ts'

/** The order's life as two Markdown tables, written from the code: what leads where, and who may do it. */
export function lifecycleTables(): string {
  return `${statusTable()}\n\n${permissionGrid()}`
}

function statusTable(): string {
  const lines = ORDER_STATUSES.map((status) => {
    const commands = ORDER_COMMANDS.flatMap((command) => {
      const transition = LIFECYCLE[status][command]
      if (!transition) return []
      const target =
        transition.to === 'resume'
          ? 'where it came from'
          : transition.resolution
            ? `${transition.to}: ${transition.resolution}`
            : transition.to
      const needs = transition.needs.length > 0 ? ` [${transition.needs.join(', ')}]` : ''
      return [`\`${command}\` → ${target}${needs}`]
    })
    return `| ${status} | ${BALL_HOLDER[status]} | ${clockWords(CLOCK[status])} | ${commands.join('<br>')} |`
  })
  return [
    '| status | holds the ball | clock | commands, where they lead and what they need |',
    '|---|---|---|---|',
    ...lines,
  ].join('\n')
}

function clockWords(clock: ClockEffect): string {
  if (clock.effect === 'runs') return `runs (${clock.leg})`
  return clock.effect === 'pauses' ? 'paused' : 'off'
}

function permissionGrid(): string {
  const partiesOf = (command: OrderCommand) => new Set(ORDER_STATUSES.flatMap((status) => LIFECYCLE[status][command]?.by ?? []))
  const lines = ORDER_COMMANDS.map((command) => {
    const parties = partiesOf(command)
    return `| \`${command}\` | ${PARTIES.map((party) => (parties.has(party) ? '●' : '')).join(' | ')} |`
  })
  return [`| command | ${PARTIES.join(' | ')} |`, `|---|${PARTIES.map(() => '---').join('|')}|`, ...lines].join('\n')
}
