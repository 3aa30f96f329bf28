import { describe, expect, it } from 'vitest'
import { remembered } from '#lib/web/remembered.ts'

describe('an answer that is remembered', () => {
  it('is asked for once by all who ask while it is under way, and again when its time is over', async () => {
    let asked = 0
    let now = 0
    const answerOf = remembered(
      async (key) => `${key} ${++asked}`,
      1_000,
      () => now,
    )
    expect(await Promise.all([answerOf('a'), answerOf('a'), answerOf('b')])).toEqual(['a 1', 'a 1', 'b 2'])
    now = 999
    expect(await answerOf('a')).toBe('a 1')
    now = 1_000
    expect(await answerOf('a')).toBe('a 3')
    expect(await answerOf('b')).toBe('b 4')
  })

  it('that failed is asked for again by the next, and by nobody twice', async () => {
    let asked = 0
    const answerOf = remembered(
      async () => {
        if (++asked === 1) throw new Error('away')
        return asked
      },
      1_000,
      () => 0,
    )
    await expect(answerOf('a')).rejects.toThrow('away')
    expect(await answerOf('a')).toBe(2)
    expect(await answerOf('a')).toBe(2)
  })
})
