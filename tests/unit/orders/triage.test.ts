import { describe, expect, it } from 'vitest'
import { decideSpecification, type ResolvedSpecification } from '#lib/catalogue/decide-specification.ts'
import type { Specification } from '#lib/catalogue/specification.ts'
import { appealGuidance } from '#lib/orders/triage/appeal-guidance.ts'
import { CHECK_ITEMS, decideTriage, nextStepOf, TRIAGE_OUTCOMES, type TriageAnswers } from '#lib/orders/triage/checklist.ts'
import { rulesThatApply } from '#lib/orders/triage/rules-that-apply.ts'
import { mostSimilar, sharedVariables } from '#lib/orders/triage/similar-orders.ts'
import { SETTINGS, type SensitiveTopic } from '#lib/platform/settings.ts'
import { sensitiveTopicsForm, triageForm, writeTopics } from '#lib/web/triage-forms.ts'
import { seedCatalogue } from '../../../prisma/seed-data/seed-catalogue.ts'

const catalogue = seedCatalogue()
const axis = (variable: string, level: string, codes: string[] | null = null) => ({ variable, level, codes, parents: false })

function specification(changes: Partial<Specification>): Specification {
  const { toYear } = catalogue.registers.find(({ id }) => id === (changes.register ?? 'lpr'))?.coverage ?? { toYear: 2024 }
  return {
    schema: 1,
    title: 'En tabel',
    register: 'lpr',
    measure: 'contacts',
    rate: false,
    period: { fromYear: toYear, toYear },
    filters: [],
    rows: [axis('sex', 'sex')],
    columns: [],
    totals: true,
    ...changes,
  }
}

function resolve(changes: Partial<Specification>): ResolvedSpecification {
  const decided = decideSpecification(specification(changes), catalogue, { maxCells: Number.POSITIVE_INFINITY })
  if (!decided.ok) throw new Error(JSON.stringify(decided))
  return decided.value
}

const ABORTION: SensitiveTopic = { da: 'Abort', en: 'Abortion', codes: ['O04'], words: ['abort'] }
const all = (answer: 'yes' | 'no' | 'unsure') => Object.fromEntries(CHECK_ITEMS.map((item) => [item, answer])) as TriageAnswers

describe('a triage', () => {
  it('comes to standard only when every point is answered with yes, and names the first that is not', () => {
    expect(decideTriage(all('yes'), 'standard').ok).toBe(true)
    for (const item of CHECK_ITEMS)
      for (const answer of ['no', 'unsure'] as const)
        expect(decideTriage({ ...all('yes'), [item]: answer }, 'standard')).toEqual({
          ok: false,
          kind: 'outcome-contradicted',
          item,
        })
  })

  it('turns nobody away for a doubt alone, and asks nothing when nothing is open', () => {
    for (const outcome of TRIAGE_OUTCOMES.filter((each) => each !== 'standard' && each !== 'dialogue')) {
      expect(decideTriage(all('unsure'), outcome)).toEqual({ ok: false, kind: 'outcome-unfounded' })
      expect(decideTriage({ ...all('yes'), registers: 'no' }, outcome).ok).toBe(true)
    }
    expect(decideTriage(all('yes'), 'dialogue')).toEqual({ ok: false, kind: 'nothing-to-ask' })
    expect(decideTriage({ ...all('yes'), clear: 'unsure' }, 'dialogue').ok).toBe(true)
  })

  it('leads to one command of the order’s life for each outcome', () => {
    expect(TRIAGE_OUTCOMES.map((outcome) => nextStepOf(outcome))).toEqual([
      { command: 'offer', referredTo: null },
      { command: 'ask', referredTo: null },
      { command: 'refer', referredTo: 'danmarks-statistik' },
      { command: 'refer', referredTo: 'forskerservice' },
      { command: 'refer', referredTo: 'aktindsigt' },
      { command: 'decline', referredTo: null },
    ])
  })

  it('is refused by its form when a point is left open, at that point', () => {
    const target = { orderId: crypto.randomUUID(), expectedVersion: '3', note: '', outcome: 'dialogue' }
    const answered = Object.fromEntries(CHECK_ITEMS.map((item) => [`check_${item}`, 'yes']))
    expect(triageForm.parse({ ...target, ...answered }).answers).toEqual(all('yes'))
    const { check_purpose: _, ...without } = answered
    const read = triageForm.safeParse({ ...target, ...without })
    expect(read.error?.issues.map(({ path, message }) => [path[0], message])).toEqual([['check_purpose', 'answer-missing']])
    expect(triageForm.safeParse({ ...target, ...answered, check_secret: 'yes' }).success).toBe(false)
  })
})

describe('the service’s reading', () => {
  const rulesOf = (changes: Partial<Specification>, words = '') => rulesThatApply(resolve(changes), words, [ABORTION])

  it('tells of medicine statistics and of registers of chronic diseases, and of neither elsewhere', () => {
    expect(rulesOf({ register: 'lmdb', measure: 'persons' }).legal).toEqual(['medicine'])
    const diabetes = { register: 'diabetes', measure: 'persons' as const, period: { fromYear: 2000, toYear: 2001 } }
    expect(rulesOf(diabetes).legal).toEqual(['chronic-disease'])
    expect(rulesOf({}).legal).toEqual([])
  })

  it('tells of dominance where others than the person stand behind a number', () => {
    const lmdb = { register: 'lmdb', measure: 'persons' as const }
    expect(rulesOf({ ...lmdb, value: { id: 'price', statistics: ['sum'] } }).isDominanceRuled).toBe(true)
    expect(rulesOf(lmdb).isDominanceRuled).toBe(false)
    expect(rulesOf({ value: { id: 'age', statistics: ['mean'] } }).isDominanceRuled).toBe(false)
  })

  it('finds a sensitive topic by a heading, a limit or the words, but not in a table that holds it among much else', () => {
    const byHeading = rulesOf({ rows: [axis('action_diagnosis', 'code3', ['O04', 'E11'])] })
    const byLimit = rulesOf({ filters: [{ variable: 'action_diagnosis', codes: ['O04'] }] })
    expect([byHeading, byLimit].map(({ topics }) => topics.map(({ by }) => by))).toEqual([['codes'], ['codes']])
    expect(rulesOf({}, 'Viden om provokeret Abort').topics.map(({ by }) => by)).toEqual(['words'])
    expect(rulesOf({ rows: [axis('action_diagnosis', 'chapter')] }).topics).toEqual([])
    expect(rulesOf({}).topics).toEqual([])
  })

  it('tells of breaks within the years alone', () => {
    const breaks = catalogue.registers.find(({ id }) => id === 'lpr')?.notes.filter(({ kind }) => kind === 'break') ?? []
    const year = breaks[0]?.year ?? 0
    const found = (fromYear: number, toYear: number) => rulesOf({ period: { fromYear, toYear } }).breaks.map(({ id }) => id)
    expect(found(year - 1, year)).toEqual(breaks.filter((each) => each.year === year).map(({ id }) => id))
    expect(found(year - 1, year)).not.toEqual([])
    expect(found(year + 1, year + 1)).toEqual([])
  })
})

describe('similar orders', () => {
  const wanted = specification({ rows: [axis('sex', 'sex')], columns: [axis('age', 'age10')] })

  it('share variables of one register; another register has nothing in common', () => {
    expect(sharedVariables(wanted, specification({ rows: [axis('sex', 'sex')], columns: [axis('age', 'age5')] }))).toBe(1)
    expect(sharedVariables(wanted, specification({ rows: [axis('sex', 'sex')] }))).toBe(0.5)
    expect(sharedVariables(wanted, { ...wanted, register: 'diabetes' })).toBe(0)
  })

  it('come with the same table first, then by what they share, and those too different not at all', () => {
    const half = { id: 'half', specification: specification({}) }
    const other = { id: 'other', specification: specification({ rows: [axis('municipality', 'region')] }) }
    const near = { id: 'near', specification: { ...wanted, totals: false } }
    const same = { id: 'same', specification: { ...wanted, title: 'Et andet navn' } }
    expect(mostSimilar(wanted, [half, other, near, same]).map(({ id, isSame }) => [id, isSame])).toEqual([
      ['same', true],
      ['near', false],
      ['half', false],
    ])
  })
})

describe('the administrator’s topics', () => {
  it('are read from lines and written back as they were', () => {
    const { initial } = SETTINGS.sensitiveTopics
    expect(sensitiveTopicsForm.parse({ topics: writeTopics(initial) }).topics).toEqual(initial)
    expect(sensitiveTopicsForm.parse({ topics: '\n' }).topics).toEqual([])
  })

  it.each(['Abort; Abortion; O04; abort; for meget', '; Abortion; O04; ', 'Abort; Abortion; O 04; ', 'Abort; Abortion; ; ab'])(
    'refuse the line %j',
    (topics) => {
      expect(sensitiveTopicsForm.safeParse({ topics }).error?.issues.map(({ message }) => message)).toEqual(['topic-malformed'])
    },
  )
})

it('guidance on appeal names the authority, its address and the order in both languages', () => {
  const { da, en } = appealGuidance({ name: { da: 'Styrelsen', en: 'The Agency' }, email: 'post@example.dk' }, 'SB-2026-000009')
  for (const text of [da, en]) expect(text).toMatch(/post@example\.dk.*SB-2026-000009/s)
  expect(da).toContain('Styrelsen')
  expect(en).toContain('The Agency')
})
