import { wordDistance } from './fuzzy-words.ts'

/** A thing to be found, with its code and names already folded. */
export interface FoldedNames {
  readonly code: string
  readonly names: readonly string[]
}

/**
 * How well folded words find a thing, from 0 to 100: every word asked for must be found; the score is the mean over the words, with
 * a full score for a code written out. Small spelling mistakes are forgiven, one for words from four letters, two from eight.
 */
export function scoreWords(words: readonly string[], { code, names }: FoldedNames): number {
  if (code !== '' && words.join('') === code) return 100
  let sum = 0
  for (const word of words) {
    const best = Math.max(code.startsWith(word) ? 80 : 0, ...names.map((name) => wordScore(word, name)))
    if (best === 0) return 0
    sum += best
  }
  return sum / words.length
}

function wordScore(word: string, name: string): number {
  if (word === name) return 95
  if (name.startsWith(word)) return 85
  if (word.length >= 4 && name.includes(word)) return 60
  const allowed = word.length >= 8 ? 2 : word.length >= 4 ? 1 : 0
  if (allowed === 0) return 0
  const distance = wordDistance(word, name, allowed)
  return distance <= allowed ? 55 - 10 * distance : 0
}
