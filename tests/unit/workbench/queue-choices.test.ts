import { describe, expect, it } from 'vitest'
import { parseQueue, queueHref } from '../../../components/workbench/queue-choices.ts'

describe('the choices of the queue', () => {
  it('come back unchanged from the address they are written to', () => {
    const choices = { show: 'checking', whose: 'mine', search: 'børn & unge', page: 3 } as const
    const params = Object.fromEntries(new URL(queueHref(choices), 'http://host').searchParams)
    expect(parseQueue(params)).toEqual(choices)
  })

  it('fall back to the first page of open cases when the address says nothing that can be read', () => {
    expect(parseQueue({ vis: 'alt', hvis: ['mine', 'alle'], side: '-4' })).toEqual({
      show: 'open',
      whose: 'everyone',
      search: '',
      page: 1,
    })
  })
})
