import { type Catalogue, classificationOf } from './catalogue.ts'
import { fold, wordDistance } from './fuzzy-words.ts'
import type { LocalText } from './local-text.ts'

/** Something in the catalogue that a search found. `code` is null for registers and variables, `variable` for registers. */
export interface CatalogueHit {
  readonly register: string
  readonly variable: string | null
  readonly code: string | null
  readonly level: string | null
  readonly label: LocalText
  /** From 0 to 100; higher is closer. */
  readonly score: number
}

/**
 * Finds registers, variables and codes by name or code in either language, forgiving small spelling mistakes
 * (one for words from four letters, two from eight). Best first; ties keep the order of the catalogue.
 */
export function searchCatalogue(catalogue: Catalogue, query: string, limit: number): CatalogueHit[] {
  const words = fold(query)
  if (words.length === 0) return []
  const hits: CatalogueHit[] = []
  for (const candidate of candidatesOf(catalogue)) {
    const score = scoreOf(words, candidate)
    if (score > 0) hits.push({ ...candidate.found, score })
  }
  return hits.sort((a, b) => b.score - a.score).slice(0, limit)
}

type Named = Omit<CatalogueHit, 'score'>

/** A thing to be found with its code and names already folded. */
interface Candidate {
  readonly found: Named
  readonly code: string
  readonly names: readonly string[]
}

const known = new WeakMap<Catalogue, readonly Candidate[]>()

/** Everything that can be found, folded once per catalogue object: folding costs far more than comparing. */
function candidatesOf(catalogue: Catalogue): readonly Candidate[] {
  const existing = known.get(catalogue)
  if (existing) return existing
  const folded = Array.from(namedThings(catalogue), (found) => ({
    found,
    code: found.code === null ? '' : fold(found.code).join(''),
    names: [...new Set([...fold(found.label.da), ...fold(found.label.en)])],
  }))
  known.set(catalogue, folded)
  return folded
}

function* namedThings(catalogue: Catalogue): Generator<Named> {
  for (const register of catalogue.registers) {
    yield { register: register.id, variable: null, code: null, level: null, label: register.label }
    for (const variable of register.variables) {
      yield { register: register.id, variable: variable.id, code: null, level: null, label: variable.label }
      for (const node of classificationOf(catalogue, variable).nodes) {
        if (!variable.levels.includes(node.level)) continue
        yield { register: register.id, variable: variable.id, code: node.code, level: node.level, label: node.label }
      }
    }
  }
}

/** Every word asked for must be found; the score is the mean over the words, with a full score for a code written out. */
function scoreOf(words: readonly string[], { code, names }: Candidate): number {
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
