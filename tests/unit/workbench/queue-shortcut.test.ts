import { describe, expect, it } from 'vitest'
import { nextRow, QUEUE_SHORTCUTS, queueAct } from '../../../components/workbench/queue-shortcut.ts'

const press = (key: string, held: Partial<Record<'ctrlKey' | 'altKey' | 'metaKey', boolean>> = {}) => ({
  key,
  ctrlKey: false,
  altKey: false,
  metaKey: false,
  ...held,
})

describe('keys in the queue', () => {
  it('do one thing each, and nothing where text is typed or the browser has the key', () => {
    expect(new Set(QUEUE_SHORTCUTS.map(({ key }) => key)).size).toBe(QUEUE_SHORTCUTS.length)
    for (const { act, key } of QUEUE_SHORTCUTS) {
      expect(queueAct(press(key), false)).toBe(act)
      expect(queueAct(press(key), true)).toBeNull()
      for (const held of ['ctrlKey', 'altKey', 'metaKey'] as const)
        expect(queueAct(press(key, { [held]: true }), false)).toBeNull()
    }
    expect(queueAct(press('q'), false)).toBeNull()
  })

  it('go from row to row and stop at the ends', () => {
    expect([nextRow(-1, 1, 3), nextRow(-1, -1, 3), nextRow(0, 1, 3), nextRow(2, 1, 3), nextRow(0, -1, 3)]).toEqual([
      0,
      2,
      1,
      null,
      null,
    ])
    expect(nextRow(-1, 1, 0)).toBeNull()
  })
})
