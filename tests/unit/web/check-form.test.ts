import { describe, expect, it } from 'vitest'
import { CHECK_POINTS, checkForm } from '#lib/web/check-form.ts'

const verdict = {
  orderId: '6d25c57e-af3c-4e82-a983-cf4e4b07353d',
  expectedVersion: '7',
  contentHash: 'a'.repeat(64),
  comment: '',
}

describe('the form of an approval', () => {
  it('is refused at the points when any one of them is not ticked', () => {
    for (const left of CHECK_POINTS) {
      const looked = CHECK_POINTS.filter((point) => point !== left)
      const parsed = checkForm.safeParse({ ...verdict, looked })
      expect(parsed.error?.issues[0]).toMatchObject({ path: ['looked'], message: 'check-points-missing' })
    }
    expect(checkForm.safeParse(verdict).error?.issues[0]?.path).toEqual(['looked'])
  })

  it('gives the command the order, its version, the bytes and the comment, when all are ticked', () => {
    expect(checkForm.parse({ ...verdict, looked: [...CHECK_POINTS] })).toEqual({ ...verdict, expectedVersion: 7 })
  })

  it('is refused without the hash of the content that was seen', () => {
    expect(checkForm.safeParse({ ...verdict, contentHash: '', looked: [...CHECK_POINTS] }).success).toBe(false)
  })
})
