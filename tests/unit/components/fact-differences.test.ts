import { describe, expect, it } from 'vitest'
import { factDifferences } from '#components/orders/proposal/fact-differences.ts'
import { isSameTable } from '#lib/orders/proposals/same-table.ts'

const fact = (term: string, ...lines: string[]) => ({ term, lines, parts: [] })

describe('the difference between two tables', () => {
  it('names only what differs, with what is new and what is gone', () => {
    const before = [fact('Periode', '2000'), fact('Rækker', 'Køn', 'Alder'), fact('Rate', 'Ja')]
    const after = [fact('Periode', '2000–2004'), fact('Rækker', 'Køn', 'Alder'), fact('Udvaskning', '1 år')]
    expect(factDifferences(before, after)).toEqual([
      { term: 'Periode', before: ['2000'], after: ['2000–2004'] },
      { term: 'Udvaskning', before: [], after: ['1 år'] },
      { term: 'Rate', before: ['Ja'], after: [] },
    ])
  })

  it('sees two lines that changed places, and nothing where nothing changed', () => {
    expect(factDifferences([fact('Rækker', 'a', 'b')], [fact('Rækker', 'b', 'a')])).toHaveLength(1)
    expect(factDifferences([fact('Rækker', 'a, b')], [fact('Rækker', 'a', 'b')])).toHaveLength(1)
    expect(factDifferences([fact('Rækker', 'a')], [fact('Rækker', 'a')])).toEqual([])
  })
})

it('tables are the same whatever the order of their fields, and not when a list changes its order', () => {
  const table = { schema: 1, register: 'lpr', rows: ['a', 'b'] } as never
  expect(isSameTable(table, { rows: ['a', 'b'], register: 'lpr', schema: 1 } as never)).toBe(true)
  expect(isSameTable(table, { schema: 1, register: 'lpr', rows: ['b', 'a'] } as never)).toBe(false)
})
