import { describe, expect, it } from 'vitest'
import type { Classification } from '#lib/catalogue/classification.ts'
import { SEED_AUTHORITIES } from '#lib/identity/authority/seed-authorities.ts'
import { coversAhead, incompleteAhead } from '#lib/web/attention.ts'
import { reportOf } from '#lib/web/catalogue-report.ts'
import { exampleTariff } from '../pricing/example-tariff.ts'

describe('what waits for an administrator', () => {
  it('is a tariff that ends within 90 days, and none that goes on', () => {
    const ending = exampleTariff({ validFrom: '2026-01-01', validTo: '2026-12-31' })
    expect(coversAhead([ending], '2026-11-26')).toBe(false)
    expect(coversAhead([ending], '2026-09-01')).toBe(true)
    expect(coversAhead([ending, exampleTariff({ validFrom: '2027-01-01', validTo: null })], '2026-11-26')).toBe(true)
    expect(coversAhead([], '2026-11-26')).toBe(false)
  })

  it('is an authority without number or account, now or soon', () => {
    const versions = SEED_AUTHORITIES.map((each, at) => ({ ...each, id: String(at), createdAt: new Date(at) }))
    expect(incompleteAhead(versions, '2026-11-26')).toBe(1)
    expect(incompleteAhead(versions, '2026-09-01')).toBe(0)
    expect(incompleteAhead(versions, '2027-03-01')).toBe(1)
  })
})

describe('a classification in the report', () => {
  it('names the codes that end within a year and the registers that use it', () => {
    const text = { da: 'Region', en: 'Region' }
    const node = (code: string, validTo?: string) => ({
      code,
      level: 'region',
      parent: null,
      label: text,
      ...(validTo ? { validTo } : {}),
    })
    const classification: Classification = {
      id: 'region',
      label: text,
      version: '1',
      validFrom: null,
      validTo: null,
      source: text,
      levels: [{ id: 'region', label: text }],
      nodes: [node('1084', '2026-12-31'), node('1083'), node('old', '2020-12-31'), node('late', '2030-12-31')],
    }
    const { ending, codes, usedBy } = reportOf(classification, { registers: [] }, '2026-11-26', 'da')
    expect(ending).toEqual([{ code: '1084', label: 'Region', on: '2026-12-31' }])
    expect([codes, usedBy]).toEqual([4, []])
  })
})
