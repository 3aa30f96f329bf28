import { describe, expect, it } from 'vitest'
import { FIRST_LINE, headFaults, headLine, lineHash } from '#lib/audit/head.ts'

/** Lines of heads with these sequence numbers, each following the one before. */
function linesOf(seqs: readonly number[]): string[] {
  const lines: string[] = []
  for (const seq of seqs) {
    const previous = lines.length === 0 ? FIRST_LINE : lineHash(lines.at(-1) ?? '')
    lines.push(headLine({ at: '2026-11-26T12:00:00.000Z', seq: String(seq), hash: String(seq).padStart(64, 'a'), previous }))
  }
  return lines
}

const faultsOf = (lines: readonly string[]) => headFaults(lines).faults.map(({ line, fault }) => `${line} ${fault}`)

describe('heads of the log written down', () => {
  it('follow one another, each with the hash of the line before', () => {
    expect(faultsOf(linesOf([5, 9, 30]))).toEqual([])
    expect(headFaults([])).toEqual({ heads: [], faults: [] })
  })

  it('show a line that was changed, removed or put in', () => {
    const [first = '', second = '', third = ''] = linesOf([5, 9, 30])
    expect(faultsOf([first, third])).toEqual(['2 broken-link'])
    expect(faultsOf([first.replace('"5"', '"4"'), second, third])).toEqual(['2 broken-link'])
    expect(faultsOf([first, second, second, third])).toEqual(['3 broken-link'])
  })

  it('show a log that became shorter, and a line that was cut off', () => {
    expect(faultsOf(linesOf([9, 5]))).toEqual(['2 goes-back'])
    const [first = '', second = ''] = linesOf([5, 9])
    expect(faultsOf([first, second.slice(0, 40)])).toEqual(['2 unreadable'])
  })
})
