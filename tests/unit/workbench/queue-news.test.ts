import { describe, expect, it } from 'vitest'
import { parseNews, queueNews } from '../../../components/workbench/queue-news.ts'

const seen = (...cases: [string, number][]) => cases.map(([id, version]) => ({ id, version }))

describe('news of the queue', () => {
  it('are none while the same cases stand at the same versions, in whatever order', () => {
    expect(queueNews(seen(['a', 1], ['b', 2]), seen(['b', 2], ['a', 1]))).toEqual({ changed: new Set(), added: 0 })
  })

  it('name cases that changed or left the page, and count those that came', () => {
    const news = queueNews(seen(['a', 1], ['b', 2], ['c', 3]), seen(['a', 2], ['c', 3], ['d', 1]))
    expect(news).toEqual({ changed: new Set(['a', 'b']), added: 1 })
  })

  it('are not read from an answer that is something else: a sign-in page or a proxy’s words', () => {
    for (const body of [null, 'Log ind', {}, { cases: 'x' }, { cases: [{ id: 'a' }] }, { cases: [{ id: 1, version: 1 }] }])
      expect(parseNews(body)).toBeNull()
    expect(parseNews({ cases: seen(['a', 1]) })).toEqual(seen(['a', 1]))
  })
})
