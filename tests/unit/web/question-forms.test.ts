import { describe, expect, it } from 'vitest'
import type { Specification } from '#lib/catalogue/specification.ts'
import { isPart, partsOf } from '#lib/orders/questions/question-part.ts'
import { answerField, answerForm, askForm } from '#lib/web/question-forms.ts'

const axis = (variable: string, level: string) => ({ variable, level, codes: null, parents: false })
const SPECIFICATION: Specification = {
  schema: 1,
  title: 'En tabel',
  register: 'diabetes',
  measure: 'persons',
  rate: false,
  period: { fromYear: 2000, toYear: 2001 },
  filters: [],
  rows: [axis('sex', 'sex')],
  columns: [axis('inclusion_year', 'year')],
  totals: true,
}
const target = { orderId: crypto.randomUUID(), expectedVersion: '2' }

describe('the form that asks', () => {
  it('asks one to three questions, each of its part, and leaves out those without words', () => {
    const typed = { ...target, part1: 'period', text1: 'Hvilke år?', part2: 'row:sex', text2: '', part3: '', text3: 'Andet?' }
    expect(askForm.parse(typed).questions).toEqual([
      { part: 'period', text: 'Hvilke år?' },
      { part: null, text: 'Andet?' },
    ])
  })

  it('refuses a part that no table has, and a first question without words', () => {
    const messages = (changes: object) =>
      askForm.safeParse({ ...target, text1: 'Hvad?', ...changes }).error?.issues.map(({ message }) => message)
    expect(messages({ part1: "row:sex' or 1=1" })).toEqual(['unknown-part'])
    expect(messages({ text1: ' ' })).toEqual(['reason-missing'])
  })
})

describe('the form that answers', () => {
  it('reads an answer to each question, however short, and says which one lacks it', () => {
    const [one, two] = [crypto.randomUUID(), crypto.randomUUID()]
    const both = { ...target, [answerField(one)]: 'Ja', [answerField(two)]: 'Nej' }
    expect(answerForm.parse(both).answers).toEqual([
      { questionId: one, text: 'Ja' },
      { questionId: two, text: 'Nej' },
    ])
    const read = answerForm.safeParse({ ...both, [answerField(two)]: ' ' })
    expect(read.error?.issues.map(({ path, message }) => [path[0], message])).toEqual([[answerField(two), 'reply-missing']])
    expect(answerForm.safeParse({ ...both, secret: 'x' }).success).toBe(false)
  })
})

it('every part of a table can be kept with a question', () => {
  const parts = partsOf({ ...SPECIFICATION, filters: [{ variable: 'vital_status', codes: ['1'] }] })
  expect(parts.filter((part) => !isPart(part))).toEqual([])
  expect(parts).toEqual([
    'register',
    'period',
    'measure',
    'row:sex',
    'column:inclusion_year',
    'population',
    'filter:vital_status',
    'totals',
    'figures',
    'purpose',
  ])
})
