import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { createTranslator } from 'next-intl'
import { describe, expect, test } from 'vitest'
import { EVENT_TYPES } from '#lib/audit/event.ts'
import { HANDOVER_KINDS } from '#lib/notify/handover.ts'
import { ORDER_COMMANDS, ORDER_STATUSES, RESOLUTIONS } from '#lib/orders/lifecycle.ts'
import { errorFacts } from '#lib/web/error-facts.ts'

type Messages = { [key: string]: string | Messages }

function read(locale: string, file: string): Messages {
  return JSON.parse(readFileSync(path.join('messages', locale, file), 'utf8')) as Messages
}

function flatten(messages: Messages, prefix = ''): Map<string, string> {
  const flat = new Map<string, string>()
  for (const [key, value] of Object.entries(messages)) {
    if (typeof value === 'string') flat.set(`${prefix}${key}`, value)
    else for (const [name, text] of flatten(value, `${prefix}${key}.`)) flat.set(name, text)
  }
  return flat
}

/** Names and tags a message uses: what a translator may not drop or add. */
function argumentsOf(text: string): string[] {
  const names = [...text.matchAll(/\{\s*([A-Za-z]\w*)\s*[,}]/g)].map((match) => match[1] ?? '')
  const tags = [...text.matchAll(/<([a-z]\w*)>/g)].map((match) => `<${match[1]}>`)
  const inOptions = text.includes(', select,') || text.includes(', plural,')
  // Inside options whole words stand in braces too: only the names that stand with a kind or alone in plain text count.
  const kept = inOptions
    ? [...text.matchAll(/\{\s*([A-Za-z]\w*)\s*,\s*(select|plural|number|date|time)/g)].map((match) => `${match[1]}:${match[2]}`)
    : names
  return [...new Set([...kept, ...tags])].sort()
}

const FILES = readdirSync('messages/da').sort()

test('both languages have the same files', () => {
  expect(readdirSync('messages/en').sort()).toEqual(FILES)
  expect(FILES).toContain('labels.json')
})

describe.each(FILES)('%s', (file) => {
  const da = flatten(read('da', file))
  const en = flatten(read('en', file))

  test('says the same things in both languages', () => {
    expect([...en.keys()].sort()).toEqual([...da.keys()].sort())
  })

  test('names the same facts in both languages', () => {
    const differing = [...da]
      .filter(([key, text]) => argumentsOf(text).join() !== argumentsOf(en.get(key) ?? '').join())
      .map(([key]) => key)
    expect(differing).toEqual([])
  })

  test('leaves no text empty', () => {
    expect([...da, ...en].filter(([, text]) => text.trim() === '').map(([key]) => key)).toEqual([])
  })
})

describe.each(['da', 'en'])('labels in %s', (locale) => {
  const labels = read(locale, 'labels.json')
  const flat = flatten(labels)

  test('every status, ending, command, event and message has its words', () => {
    const wanted = [
      ...ORDER_STATUSES.flatMap((status) => [`status.${status}`, `statusForAnalyst.${status}`, `statusNext.${status}`]),
      ...RESOLUTIONS.map((resolution) => `resolution.${resolution}`),
      ...ORDER_COMMANDS.flatMap((command) => [`command.${command}.label`, `command.${command}.consequence`]),
      ...EVENT_TYPES.map((type) => `event.${type}`),
      ...HANDOVER_KINDS.map((kind) => `handover.${kind}`),
    ]
    expect(wanted.filter((key) => !flat.has(key))).toEqual([])
  })

  test('every kind of refusal in the code has its words', () => {
    expect(refusalKinds().filter((kind) => !flat.has(`errors.${kind}`))).toEqual([])
  })

  test('every mistake reads without a fact it was not given', () => {
    const problems: string[] = []
    const t = createTranslator({
      locale,
      messages: { labels },
      namespace: 'labels.errors',
      onError: (error) => problems.push(error.message),
    })
    for (const key of Object.keys(labels.errors ?? {}))
      expect(t(key as never, errorFacts() as never)).not.toMatch(/[{}]|undefined/)
    expect(problems).toEqual([])
  })

  test('every need that can stay unmet has its own sentence', () => {
    const t = createTranslator({ locale, messages: { labels }, namespace: 'labels.errors' })
    const needs = [
      'valid-specification',
      'reason',
      'open-offer',
      'offer-in-force',
      'standard-order',
      'lapse-due',
      'open-question',
      'open-proposal',
      'no-open-proposal',
      'safe-table',
    ]
    const more = ['approved-check', 'within-error-window', 'error-window-over', 'was-delivered']
    const texts = [...needs, ...more].map((need) => t('need-unmet' as never, errorFacts({ need }) as never))
    expect(new Set([...texts, t('need-unmet' as never, errorFacts() as never)]).size).toBe(texts.length + 1)
  })
})

/** Kinds found in the source: what `refuse` is called with, and the words schemas answer with. */
function refusalKinds(): string[] {
  const kinds = new Set<string>()
  for (const file of readdirSync('lib', { recursive: true, encoding: 'utf8' })) {
    if (!file.endsWith('.ts') || file.startsWith('generated')) continue
    const text = readFileSync(path.join('lib', file), 'utf8')
    for (const match of text.matchAll(/refuse\(\s*'([a-z-]+)'/g)) kinds.add(match[1] ?? '')
    if (file.startsWith('web/'))
      for (const match of text.matchAll(/'([a-z]+-missing|date-invalid|text-too-long)'/g)) kinds.add(match[1] ?? '')
  }
  return [...kinds].sort()
}
