import { TOTAL_CODE } from '#lib/catalogue/resolved-specification.ts'
import type { UploadAxis } from './upload-axis.ts'

/** What a file's word means on an axis. A guess is shown to the analyst and counts only once she has confirmed it. */
export type CodeMatch =
  | { readonly kind: 'found'; readonly node: number }
  | { readonly kind: 'guess'; readonly code: string }
  | { readonly kind: 'unknown' }

/** How a file might write the total without saying so. */
const PERHAPS_TOTAL = new Set([
  '',
  '.',
  'alle',
  'all',
  'samlet',
  'hele landet',
  'whole country',
  'begge køn',
  'both sexes',
  'sum',
  'tot',
  '_all_',
])

/** Finds a file's words among the codes and labels of an axis; `chosen` are the analyst's own answers and go first. */
export function codeMatcher(axis: UploadAxis, chosen: Readonly<Record<string, string>> = {}): (word: string) => CodeMatch {
  const byCode = new Map(axis.codes.map((code, node) => [code, node]))
  const byLabel = new Map<string, number>()
  for (const [node, labels] of axis.labels.entries())
    for (const label of labels) {
      const key = fold(label)
      const other = byLabel.get(key)
      // Two headings of one name can't be told apart by it.
      byLabel.set(key, other === undefined || other === node ? node : -1)
    }
  const known = new Map<string, CodeMatch>()
  const match = (word: string): CodeMatch => {
    const node = byCode.get(Object.hasOwn(chosen, word) ? (chosen[word] ?? '') : word) ?? byLabel.get(fold(word))
    if (node !== undefined && node >= 0) return { kind: 'found', node }
    const guess = guessOf(word, axis, byCode)
    return guess === null ? { kind: 'unknown' } : { kind: 'guess', code: guess }
  }
  return (word) => {
    const before = known.get(word)
    if (before) return before
    const found = match(word)
    known.set(word, found)
    return found
  }
}

/** The one code a word may stand for: leading zeros lost, a letter before it (SKS), or a word for everything. */
function guessOf(word: string, axis: UploadAxis, byCode: ReadonlyMap<string, number>): string | null {
  if (PERHAPS_TOTAL.has(fold(word))) return TOTAL_CODE
  const bare = word.replace(/^0+(?=.)/, '')
  const close = axis.codes.filter((code) => code.replace(/^0+(?=.)/, '') === bare)
  if (close.length === 1) return close[0] ?? null
  if (/^D[A-Z]\d/.test(word) && byCode.has(word.slice(1))) return word.slice(1)
  return null
}

/** Letters alone decide: case, spaces and dashes of another kind do not. */
export function fold(word: string): string {
  return word
    .toLocaleLowerCase('da')
    .replace(/[‐‑–—]/g, '-')
    .replace(/\s+/g, ' ')
    .trim()
}
