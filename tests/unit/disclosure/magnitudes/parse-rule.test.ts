import { describe, expect, it } from 'vitest'
import { parseRule } from '#scripts/protect/parse-rule.ts'

describe('a rule in words', () => {
  it('is read as the shared instances write it', () => {
    expect(parseRule('p%=10 | (1,75)/(2,85) dominance; contributor=holding')).toEqual({
      ok: true,
      value: {
        primary: {
          pPercent: 10,
          dominance: [
            { n: 1, k: 75 },
            { n: 2, k: 85 },
          ],
        },
        contributor: 'holding',
        value: undefined,
      },
    })
  })

  it.each([
    ['p=12.5', { pPercent: 12.5 }],
    ['p% = 5 %', { pPercent: 5 }],
    ['(3, 90)', { dominance: [{ n: 3, k: 90 }] }],
    ['contributors=3', { leastContributors: 3 }],
    ['contributors >= 4 | p%=10', { leastContributors: 4, pPercent: 10 }],
    ['', {}],
  ])('may be %s', (rule, primary) => {
    expect(parseRule(rule)).toMatchObject({ ok: true, value: { primary } })
  })

  it('may name its parts', () => {
    expect(parseRule({ pPercent: 10, contributor: 'firm', value: 'cost' })).toEqual({
      ok: true,
      value: { primary: { pPercent: 10 }, contributor: 'firm', value: 'cost' },
    })
  })

  it.each([
    ['p%=ten', 'The rule says "p%=ten"'],
    ['dominance', 'The rule says "dominance"'],
    ['(1,120)', 'out of bounds'],
    ['(0,75)', 'out of bounds'],
    ['p%=0', 'out of bounds'],
  ])('is refused in a sentence when it says %s', (rule, sentence) => {
    const parsed = parseRule(rule)
    expect(parsed.ok).toBe(false)
    expect(!parsed.ok && parsed.sentence).toContain(sentence)
    expect(!parsed.ok && parsed.sentence).not.toContain('\n')
  })
})
