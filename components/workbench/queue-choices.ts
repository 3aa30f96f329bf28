import { ORDER_STATUSES, type OrderStatus } from '#lib/orders/lifecycle.ts'
import {
  parsePlace,
  placeText,
  QUEUE_SORTS,
  type QueuePlace,
  type QueueQuestion,
  type QueueSort,
} from '#lib/orders/queue/question.ts'
import { addDays, type Day } from '#lib/sla/day.ts'

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
/** Whose cases: one of the words, or a colleague by id. */
export type QueueOwner = (typeof QUEUE_OWNERS)[number] | { readonly personId: string }

export const QUEUE_TIMES = ['any', 'late', 'soon'] as const
export type QueueTime = (typeof QUEUE_TIMES)[number]

/** A case is due soon when this many days or fewer are left. */
const SOON_DAYS = 3

export interface QueueChoices {
  readonly show: QueueFilter
  readonly whose: QueueOwner
  readonly time: QueueTime
  readonly search: string
  readonly sort: QueueSort
  readonly isDescending: boolean
  /** Where the page begins or ends; null for the first. */
  readonly place: QueuePlace | null
}

/** Rows of one page. */
export const QUEUE_PAGE_ROWS = 25

type Params = Readonly<Record<string, string | readonly string[] | undefined>>

/** Reads the queue's choices from an address; what cannot be read is as if not chosen. */
export function parseQueue(params: Params): QueueChoices {
  const text = (name: string) => (typeof params[name] === 'string' ? params[name] : '')
  const show = QUEUE_FILTER_KEYS.find((key) => key === text('vis')) ?? 'open'
  const usual = usualSort(show)
  const [sortText = '', direction] = text('orden').split('-')
  const sort = QUEUE_SORTS.find((each) => each === sortText)
  const isDescending = sort === undefined ? usual.isDescending : direction === 'desc'
  const chosen = sort ?? usual.sort
  return {
    show,
    whose: ownerOf(text('hvis')),
    time: QUEUE_TIMES.find((time) => time === text('frist')) ?? 'any',
    search: text('soeg').trim().slice(0, 200),
    sort: chosen,
    isDescending,
    place: parsePlace(text('efter'), chosen, 'after') ?? parsePlace(text('foer'), chosen, 'before'),
  }
}

function ownerOf(text: string): QueueOwner {
  if (/^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/.test(text)) return { personId: text }
  return QUEUE_OWNERS.find((owner) => owner === text) ?? 'everyone'
}

/** Open cases stand with what is due first; what is over, with what changed last. */
function usualSort(show: QueueFilter): Pick<QueueChoices, 'sort' | 'isDescending'> {
  return show === 'done' || show === 'all' ? { sort: 'changed', isDescending: true } : { sort: 'due', isDescending: false }
}

export function ownerText(whose: QueueOwner): string {
  return typeof whose === 'string' ? whose : whose.personId
}

/** The choices as they stand in an address without the page. The filter is always said: an address without it opens one's own view. */
export function queueParams({ show, whose, time, search, sort, isDescending }: QueueChoices): URLSearchParams {
  const usual = usualSort(show)
  return new URLSearchParams({
    vis: show,
    ...(whose === 'everyone' ? {} : { hvis: ownerText(whose) }),
    ...(time === 'any' ? {} : { frist: time }),
    ...(search ? { soeg: search } : {}),
    ...(sort === usual.sort && isDescending === usual.isDescending ? {} : { orden: `${sort}${isDescending ? '-desc' : ''}` }),
  })
}

/** The address of the queue with these choices. */
export function queueHref(choices: QueueChoices): string {
  const params = queueParams(choices)
  const { place } = choices
  if (place) params.set(place.side === 'after' ? 'efter' : 'foer', placeText(place))
  return `/sager?${params}`
}

/** Where an open page asks whether it would be different now. */
export function queueNewsHref(choices: QueueChoices): string {
  return queueHref(choices).replace('/sager?', '/sager/nyt?')
}

/** The choices with another filter, from their first page and in the filter's usual order where the order was the usual one. */
export function withFilter(choices: QueueChoices, show: QueueFilter): QueueChoices {
  const before = usualSort(choices.show)
  const isUsual = choices.sort === before.sort && choices.isDescending === before.isDescending
  return { ...choices, ...(isUsual ? usualSort(show) : {}), show, place: null }
}

/** The address of a view that was kept; what can no longer be read in it is as if not chosen. */
export function viewHref(query: string): string {
  return queueHref(parseQueue(Object.fromEntries(new URLSearchParams(query))))
}

/** Whether anything but the whole queue is asked for. */
export function isFiltered({ show, whose, time, search, place }: QueueChoices): boolean {
  return show !== 'all' || whose !== 'everyone' || time !== 'any' || search !== '' || place !== null
}

/** The choices as a question to the database, for the person who asks on this day. */
export function questionOf(choices: QueueChoices, reader: string, today: Day): QueueQuestion {
  const { show, whose, time, search, sort, isDescending, place } = choices
  return {
    statuses: QUEUE_FILTERS[show],
    personId: typeof whose === 'string' ? (whose === 'mine' ? reader : null) : whose.personId,
    isUnassigned: whose === 'unassigned',
    dueBefore: time === 'any' ? null : time === 'late' ? today : addDays(today, SOON_DAYS + 1),
    search,
    sort,
    isDescending,
    place,
  }
}
