import type { OrderStatus } from '#lib/orders/lifecycle.ts'
import { isOrderNumber } from '#lib/orders/order-number.ts'
import type { Day } from '#lib/sla/day.ts'

/** What the queue can be ordered by: the day a case is due, when it last changed status, its number. */
export const QUEUE_SORTS = ['due', 'changed', 'number'] as const
export type QueueSort = (typeof QUEUE_SORTS)[number]

/** A row's place in an order: its value there and its number, which no two rows share. */
export interface QueuePlace {
  readonly side: 'after' | 'before'
  readonly key: string
  readonly number: string
}

/** A page of the queue as somebody asks for it. */
export interface QueueQuestion {
  readonly statuses: readonly OrderStatus[]
  /** Person who is analyst, producer or checker. */
  readonly personId: string | null
  /** Only cases no analyst has taken. */
  readonly isUnassigned: boolean
  /** Only cases due before this day. */
  readonly dueBefore: Day | null
  readonly search: string
  readonly sort: QueueSort
  readonly isDescending: boolean
  /** Where the page begins or ends; null for the first page. */
  readonly place: QueuePlace | null
}

/** The key of cases without a due day: they come after every day. */
const NO_DAY = 'infinity'

const KEY_SHAPES: Readonly<Record<QueueSort, RegExp>> = {
  due: /^(\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])|infinity)$/,
  changed: /^\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])T([01]\d|2[0-3]):[0-5]\d:[0-5]\d\.\d{3}Z$/,
  number: /^$/,
}

/** Reads a place as it stands in an address, `KEY~NUMBER`; null when it can't be a place in that order. */
export function parsePlace(text: string, sort: QueueSort, side: QueuePlace['side']): QueuePlace | null {
  const [key = '', number = '', ...rest] = text.split('~')
  if (rest.length > 0 || !isOrderNumber(number) || !KEY_SHAPES[sort].test(key)) return null
  return key === '' || key === NO_DAY || isRealDay(key.slice(0, 10)) ? { side, key, number } : null
}

/** The calendar has no 31 February; the database would refuse it. */
function isRealDay(day: string): boolean {
  const parsed = new Date(`${day}T00:00:00Z`)
  return !Number.isNaN(parsed.getTime()) && parsed.toISOString().startsWith(day)
}

export function placeText({ key, number }: Pick<QueuePlace, 'key' | 'number'>): string {
  return `${key}~${number}`
}

interface Sorted {
  readonly number: string
  readonly dueOn: Date | null
  readonly statusChangedAt: Date
}

/** A row's place in an order, for the address of the page that follows or comes before it. */
export function placeOf(row: Sorted, sort: QueueSort, side: QueuePlace['side']): QueuePlace {
  const { number, dueOn, statusChangedAt } = row
  if (sort === 'number') return { side, key: '', number }
  const key = sort === 'changed' ? statusChangedAt.toISOString() : (dueOn?.toISOString().slice(0, 10) ?? NO_DAY)
  return { side, key, number }
}
