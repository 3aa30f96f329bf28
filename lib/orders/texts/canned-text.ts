import { ok, type Refusal, type Result, refuse } from '#lib/kernel/result.ts'
import { checkPlaceholders, fillPlaceholders, type PlaceholderRefusal } from '#lib/notify/placeholders.ts'

/** What a text is for: where analysts find it. The guidance on appeal goes along with every decision to decline by itself. */
export const TEXT_PURPOSES = ['question', 'offer', 'decline', 'appeal'] as const
export type TextPurpose = (typeof TEXT_PURPOSES)[number]

/** The names a text may hold in braces, each filled with the order's own facts when the text is used. */
export const TEXT_PLACEHOLDERS = ['number', 'title', 'requester', 'organisation', 'analyst', 'authority', 'email'] as const
export type TextFacts = Readonly<Record<(typeof TEXT_PLACEHOLDERS)[number], string>>

export interface CannedText {
  readonly purpose: TextPurpose
  readonly name: string
  readonly da: string
  readonly en: string
}

export type TextRefusal = PlaceholderRefusal | Refusal<'text-too-long' | 'text-missing' | 'name-missing'>

const LONGEST = 4000

/** Reads a text as typed: both languages, and nothing in braces but the names that are known. */
export function decideText(typed: CannedText): Result<CannedText, TextRefusal> {
  const name = typed.name.replace(/\s+/g, ' ').trim()
  if (name.length < 2 || name.length > 100) return refuse('name-missing')
  const [da, en] = [typed.da, typed.en].map((text) => text.replace(/\r\n?/g, '\n').trim())
  for (const text of [da ?? '', en ?? '']) {
    if (text.length < 3) return refuse('text-missing')
    if (text.length > LONGEST) return refuse('text-too-long')
    const checked = checkPlaceholders(text, TEXT_PLACEHOLDERS)
    if (!checked.ok) return checked
  }
  return ok({ purpose: typed.purpose, name, da: da ?? '', en: en ?? '' })
}

/** A text as it would be sent about an order. */
export function fillText<T extends CannedText>(text: T, facts: Readonly<Record<'da' | 'en', TextFacts>>): T {
  return { ...text, da: fillPlaceholders(text.da, facts.da), en: fillPlaceholders(text.en, facts.en) }
}
