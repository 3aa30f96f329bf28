import { ORDER_STATUSES } from '#lib/orders/lifecycle.ts'
import type { QueueQuestion } from '#lib/orders/queue/question.ts'
import { addDays, type Day } from '#lib/sla/day.ts'

const OPEN = ['received', 'clarifying', 'offered', 'accepted', 'producing', 'checking'] as const
const ALL = ORDER_STATUSES.filter((status) => status !== 'draft')

const FIRST: QueueQuestion = {
  statuses: OPEN,
  personId: null,
  isUnassigned: false,
  dueBefore: null,
  search: '',
  sort: 'due',
  isDescending: false,
  place: null,
}
const NEWEST = { statuses: ALL, sort: 'changed', isDescending: true } as const

/** What analysts ask of the queue, from the everyday to the worst; the test on plans and the bench ask the same. */
export const QUESTIONS = (personId: string, today: Day): Readonly<Record<string, QueueQuestion>> => ({
  'open, by due day': FIRST,
  'open, next page': { ...FIRST, place: { side: 'after', key: today, number: 'SB-2021-050000' } },
  'open, last page': { ...FIRST, place: { side: 'before', key: 'infinity', number: 'SB-9999-999999' } },
  'open, newest change first': { ...FIRST, sort: 'changed', isDescending: true },
  'late or due soon': { ...FIRST, dueBefore: addDays(today, 4) },
  'nobody has taken': { ...FIRST, isUnassigned: true },
  mine: { ...FIRST, personId },
  'to be checked': { ...FIRST, statuses: ['checking'] },
  'all, newest change first': { ...FIRST, ...NEWEST },
  'all, far behind': { ...FIRST, ...NEWEST, place: { side: 'after', key: '2023-06-01T00:00:00.000Z', number: 'SB-2021-050000' } },
  'all, by due day': { ...FIRST, statuses: ALL },
  'all of mine': { ...FIRST, ...NEWEST, personId },
  'ended, by number': { ...FIRST, statuses: ['ended'], sort: 'number' },
  'search for a number': { ...FIRST, ...NEWEST, search: 'SB-2021-004711' },
  'search for a title': { ...FIRST, ...NEWEST, search: 'nummer 4711' },
  'search for a customer': { ...FIRST, ...NEWEST, search: 'Kunde 77' },
  'search for a word in every title': { ...FIRST, ...NEWEST, search: 'tabel' },
  'search for a word in every title, open': { ...FIRST, search: 'alder' },
  'search for words that one title has': { ...FIRST, ...NEWEST, search: 'tabel nummer 81234 alder' },
  'search for two letters': { ...FIRST, ...NEWEST, search: 'kø' },
  'search for one letter': { ...FIRST, ...NEWEST, search: 'z' },
  'search that finds nothing': { ...FIRST, ...NEWEST, search: 'xyzzy' },
})
