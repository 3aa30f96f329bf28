import { type Catalogue, classificationOf } from './catalogue.ts'
import { fold } from './fuzzy-words.ts'
import type { LocalText } from './local-text.ts'
import { type FoldedNames, scoreWords } from './word-score.ts'

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
    const score = scoreWords(words, candidate)
    if (score > 0) hits.push({ ...candidate.found, score })
  }
  return hits.sort((a, b) => b.score - a.score).slice(0, limit)
}

type Named = Omit<CatalogueHit, 'score'>

/** A thing to be found with its code and names already folded. */
interface Candidate extends FoldedNames {
  readonly found: Named
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
