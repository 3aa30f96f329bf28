import { describe, expect, it } from 'vitest'
import { isFiltered, parseQueue, questionOf, queueHref, withFilter } from '../../../components/workbench/queue-choices.ts'

const PERSON = '0f0f0f0f-0000-4000-8000-00000000000a'
const again = (href: string) => parseQueue(Object.fromEntries(new URL(href, 'http://host').searchParams))

describe('the choices of the queue', () => {
  it('come back unchanged from the address they are written to', () => {
    const choices = {
      show: 'checking',
      whose: { personId: PERSON },
      time: 'soon',
      search: 'børn & unge',
      sort: 'changed',
      isDescending: true,
      place: { side: 'before', key: '2026-11-27T08:00:00.120Z', number: 'SB-2026-000123' },
    } as const
    expect(again(queueHref(choices))).toEqual(choices)
  })

  it('fall back to the first page of open cases, the most urgent first, when the address says nothing that can be read', () => {
    const read = parseQueue({
      vis: 'alt',
      hvis: ['mine', 'alle'],
      efter: '2026-02-31~SB-2026-000001',
      orden: 'navn',
      frist: 'snart',
    })
    expect(read).toEqual({
      show: 'open',
      whose: 'everyone',
      time: 'any',
      search: '',
      sort: 'due',
      isDescending: false,
      place: null,
    })
    expect(queueHref(read)).toBe('/sager?vis=open')
  })

  it('refuse a place that is none in the chosen order, whatever it holds', () => {
    for (const efter of ["2026-11-27~SB-2026-000001'--", '~SB-2026-000001', '2026-11-27T08:00:00.000Z~SB-2026-000001', 'x~y~z'])
      expect(parseQueue({ efter }).place).toBeNull()
    expect(parseQueue({ orden: 'number', efter: '~SB-2026-000001' }).place).toMatchObject({ number: 'SB-2026-000001' })
    expect(parseQueue({ efter: 'infinity~SB-2026-000001' }).place).toMatchObject({ key: 'infinity' })
  })

  it('show what is over with the last change first, and keep an order that was chosen', () => {
    const open = parseQueue({})
    expect(withFilter(open, 'done')).toMatchObject({ sort: 'changed', isDescending: true })
    expect(withFilter(parseQueue({ orden: 'number' }), 'done')).toMatchObject({ sort: 'number', isDescending: false })
    expect(queueHref(withFilter(open, 'done'))).toBe('/sager?vis=done')
  })

  it('ask for the reader’s own cases, for those past a day, and for nobody’s', () => {
    const ask = (params: Record<string, string>) => questionOf(parseQueue(params), PERSON, '2026-11-27')
    expect(ask({ hvis: 'mine' })).toMatchObject({ personId: PERSON, isUnassigned: false, dueBefore: null })
    expect(ask({ hvis: 'unassigned' })).toMatchObject({ personId: null, isUnassigned: true })
    expect(ask({ frist: 'late' }).dueBefore).toBe('2026-11-27')
    expect(ask({ frist: 'soon' }).dueBefore).toBe('2026-12-01')
    expect(isFiltered(parseQueue({ vis: 'all' }))).toBe(false)
    expect(isFiltered(parseQueue({ vis: 'all', frist: 'late' }))).toBe(true)
  })
})
