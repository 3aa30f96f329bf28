import { type Catalogue, classificationOf } from '../catalogue.ts'
import type { Classification, ClassificationNode } from '../classification.ts'
import { fold } from '../fuzzy-words.ts'
import type { Register, Variable } from '../register.ts'
import type { SpecificationAxis } from '../specification.ts'

/** Words for the sum of everything, in either language. */
const TOTALS = new Set(
  ['i alt', 'ialt', 'total', 'sum', 'alle', 'all', 'hele landet', 'the whole country'].map((word) => fold(word).join(' ')),
)

export type HeadingMatch =
  | { readonly kind: 'axis'; readonly axis: SpecificationAxis }
  /** Nothing but totals and the name of what is counted. */
  | { readonly kind: 'total-only' }
  /** Place of the first heading that nothing known can be. */
  | { readonly kind: 'unknown'; readonly at: number }

interface Known {
  readonly register: Register
  readonly catalogue: Catalogue
  /** Variables that stand elsewhere in the table already. */
  readonly used: ReadonlySet<string>
}

interface Candidate {
  readonly variable: Variable
  readonly level: string
  readonly codes: readonly string[]
  readonly hasParents: boolean
  /** How many of the headings are known, and of the level's codes wanted. */
  readonly known: number
  readonly share: number
  readonly isNamed: boolean
  readonly firstUnknown: number
}

/**
 * The variable and level whose codes or names the headings are. Where several fit, the one the drawer named comes first, then the one
 * of whose level most stands there. Pure.
 */
export function matchHeadings(headings: readonly string[], name: string, known: Known): HeadingMatch {
  const words = headings.map((heading) => fold(heading).join(' '))
  const counted = new Set(['antal', 'number', 'personer', 'persons', 'kontakter', 'contacts'])
  if (words.every((word) => TOTALS.has(word) || counted.has(word) || word === '')) return { kind: 'total-only' }
  const candidates = known.register.variables
    .filter(({ id, axis }) => axis && !known.used.has(id))
    .flatMap((variable) => candidatesOf(variable, classificationOf(known.catalogue, variable), words, name))
  const [best] = candidates.toSorted((a, b) =>
    a.known === b.known
      ? Number(b.isNamed) - Number(a.isNamed) || b.share - a.share || a.codes.length - b.codes.length
      : b.known - a.known,
  )
  if (!best || best.firstUnknown >= 0)
    return { kind: 'unknown', at: best && best.known > 0 ? best.firstUnknown : firstWord(words) }
  const { variable, level, codes, share, hasParents } = best
  return { kind: 'axis', axis: { variable: variable.id, level, codes: share === 1 ? null : [...codes], parents: hasParents } }
}

function candidatesOf(variable: Variable, classification: Classification, words: readonly string[], name: string): Candidate[] {
  const own = [variable.id, variable.label.da, variable.label.en].map((each) => fold(each).join(' '))
  // A single column of headings has its name on top, where it looks like one of them.
  const hasNameOnTop = own.includes(words[0] ?? '')
  const isNamed = hasNameOnTop || own.includes(fold(name).join(' '))
  const nodesBy = new Map<string, ClassificationNode[]>()
  for (const node of classification.nodes.filter((each) => variable.levels.includes(each.level)))
    for (const word of wordsOf(node)) nodesBy.set(word, [...(nodesBy.get(word) ?? []), node])
  return variable.levels.map((level) => {
    const codes = new Set<string>()
    let hasParents = false
    let knownCount = 0
    let firstUnknown = -1
    for (const [at, word] of words.entries()) {
      const found = nodesBy.get(word) ?? []
      const isName = word === '' || (at === 0 && hasNameOnTop)
      const onLevel = found.find((node) => node.level === level)
      const isAbove = found.some((node) => variable.levels.indexOf(node.level) > variable.levels.indexOf(level))
      if (isName) knownCount++
      else if (onLevel) codes.add(onLevel.code)
      else if (isAbove) hasParents = true
      else if (!TOTALS.has(word) && firstUnknown < 0) firstUnknown = at
      if (!isName && (onLevel || isAbove || TOTALS.has(word))) knownCount++
    }
    const all = classification.nodes.filter((node) => node.level === level).length
    const isEmpty = codes.size === 0
    return {
      variable,
      level,
      codes: [...codes],
      hasParents,
      known: isEmpty ? 0 : knownCount,
      share: all === 0 ? 0 : codes.size / all,
      isNamed,
      firstUnknown: isEmpty ? firstWord(words) : firstUnknown,
    }
  })
}

/** What a code can be written as: itself, its name, and both. */
function wordsOf({ code, label }: ClassificationNode): Set<string> {
  const own = fold(code).join(' ')
  const names = [label.da, label.en].map((each) => fold(each).join(' '))
  return new Set([own, ...names, ...names.flatMap((each) => [`${own} ${each}`, `${each} ${own}`])])
}

function firstWord(words: readonly string[]): number {
  return Math.max(
    0,
    words.findIndex((word) => word !== '' && !TOTALS.has(word)),
  )
}
