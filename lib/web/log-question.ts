import { z } from 'zod'
import { EVENT_TYPES } from '#lib/audit/event.ts'
import type { LogQuestion } from '#lib/orders/commands/log.ts'

/** How the log's page and its file ask: all in the address, and nothing in it can be wrong enough to fail. */
const asked = z.object({
  person: z.string().trim().max(120).catch(''),
  bestilling: z.string().trim().max(40).catch(''),
  handelse: z.string().max(60).catch(''),
  fra: z.iso.date().nullable().catch(null),
  til: z.iso.date().nullable().catch(null),
  efter: z
    .string()
    .regex(/^\d{1,18}$/)
    .nullable()
    .catch(null),
})
export type LogAddress = z.infer<typeof asked>

export function readLogAddress(values: Readonly<Record<string, unknown>>): LogAddress {
  return asked.parse({ person: '', bestilling: '', handelse: '', fra: null, til: null, efter: null, ...values })
}

/** The question behind an address: `handelse` is one kind of event, or a group such as `delivery.`. */
export function logQuestion(address: LogAddress, take: number): LogQuestion {
  const { handelse } = address
  const types = handelse === '' ? [] : EVENT_TYPES.filter((type) => type === handelse || type.startsWith(`${handelse}.`))
  return {
    person: address.person,
    orderNumber: address.bestilling,
    types,
    from: address.fra,
    to: address.til,
    beforeSeq: address.efter,
    take,
  }
}

/** The address of the same question from another event on, or of its file. */
export function logHref(path: string, address: LogAddress, changes: Partial<LogAddress> = {}): string {
  const entries = Object.entries({ ...address, ...changes }).filter((entry): entry is [string, string] => Boolean(entry[1]))
  return entries.length > 0 ? `${path}?${new URLSearchParams(entries)}` : path
}
