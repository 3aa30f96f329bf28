import { ORDER_STATUSES, type OrderStatus } from '#lib/orders/lifecycle.ts'

/** The queue's status filters as they stand in the address: `?vis=new`. */
export const QUEUE_FILTERS = {
  open: ['received', 'clarifying', 'offered', 'accepted', 'producing', 'checking'],
  new: ['received'],
  waiting: ['clarifying', 'offered'],
  producing: ['accepted', 'producing'],
  checking: ['checking'],
  done: ['released', 'ended'],
  all: ORDER_STATUSES.filter((status) => status !== 'draft'),
} as const satisfies Record<string, readonly OrderStatus[]>
export type QueueFilter = keyof typeof QUEUE_FILTERS
export const QUEUE_FILTER_KEYS = Object.keys(QUEUE_FILTERS) as readonly QueueFilter[]

export const QUEUE_OWNERS = ['everyone', 'mine', 'unassigned'] as const
export type QueueOwner = (typeof QUEUE_OWNERS)[number]

export interface QueueChoices {
  readonly show: QueueFilter
  readonly whose: QueueOwner
  readonly search: string
  /** Counted from 1. */
  readonly page: number
}

/** Reads the queue's choices from an address; what cannot be read is as if not chosen. */
export function parseQueue(params: Readonly<Record<string, string | readonly string[] | undefined>>): QueueChoices {
  const text = (name: string) => (typeof params[name] === 'string' ? params[name] : '')
  return {
    show: QUEUE_FILTER_KEYS.find((key) => key === text('vis')) ?? 'open',
    whose: QUEUE_OWNERS.find((owner) => owner === text('hvis')) ?? 'everyone',
    search: text('soeg').trim().slice(0, 200),
    page: Math.min(100_000, Math.max(1, Number.parseInt(text('side'), 10) || 1)),
  }
}

/** The address of the queue with these choices; those at their first value are left out. */
export function queueHref({ show, whose, search, page }: QueueChoices): string {
  const params = new URLSearchParams({
    ...(show === 'open' ? {} : { vis: show }),
    ...(whose === 'everyone' ? {} : { hvis: whose }),
    ...(search ? { soeg: search } : {}),
    ...(page > 1 ? { side: String(page) } : {}),
  })
  return params.size > 0 ? `/sager?${params}` : '/sager'
}

/** Whether anything but the whole queue is asked for. */
export function isFiltered({ show, whose, search, page }: QueueChoices): boolean {
  return show !== 'all' || whose !== 'everyone' || search !== '' || page > 1
}
