import type { Classification, ClassificationNode } from './classification.ts'
import { fold } from './fuzzy-words.ts'
import { indexClassification } from './index-classification.ts'
import type { Locale } from './local-text.ts'
import { type FoldedNames, scoreWords } from './word-score.ts'

/** A code as it stands in a tree to pick from. Only the levels on offer are seen: what lies between them is passed over. */
export interface CodeItem {
  readonly code: string
  readonly label: string
  /** How many codes lie directly under it. */
  readonly below: number
  /** The codes above it, coarsest first. */
  readonly path: readonly string[]
  /** Its place in the tree read from top to bottom; -1 for what the classification doesn't know. */
  readonly at: number
}

export interface CodePage {
  readonly items: readonly CodeItem[]
  /** How many more there are after these. */
  readonly more: number
}

/** The codes directly under a code, or the coarsest ones under none, from a place in their list on. Null for an unknown code. */
export function codesBelow(
  classification: Classification,
  levels: readonly string[],
  under: string | null,
  { from, most }: { readonly from: number; readonly most: number },
  locale: Locale,
): CodePage | null {
  const tree = offeredTree(classification, levels)
  if (under !== null && !tree.placeOf.has(under)) return null
  const children = tree.below.get(under) ?? []
  const items = children.slice(from, from + most).map((node) => itemOf(node, tree, locale))
  return { items, more: Math.max(0, children.length - from - items.length) }
}

/** The codes that words find best, each with those above it, in the order of the tree; `more` counts those found beside them. */
export function findCodes(
  classification: Classification,
  levels: readonly string[],
  query: string,
  most: number,
  locale: Locale,
): CodePage & { readonly found: readonly string[] } {
  const tree = offeredTree(classification, levels)
  const words = fold(query)
  if (words.length === 0) return { items: [], more: 0, found: [] }
  const hits = foldedNames(classification)
    .map(({ node, folded }) => ({ node, score: tree.placeOf.has(node.code) ? scoreWords(words, folded) : 0 }))
    .filter(({ score }) => score > 0)
    .sort((a, b) => b.score - a.score)
  const best = hits.slice(0, most).map(({ node }) => node)
  const shown = new Map<string, ClassificationNode>()
  for (const hit of best) for (const node of [...tree.above(hit), hit]) shown.set(node.code, node)
  const items = [...shown.values()].map((node) => itemOf(node, tree, locale)).sort((a, b) => a.at - b.at)
  return { items, more: hits.length - best.length, found: best.map(({ code }) => code) }
}

/** Codes that were chosen, as they stand in the tree; one that isn't there stands last under its own name, so that it can be taken away. */
export function placeCodes(
  classification: Classification,
  levels: readonly string[],
  codes: readonly string[],
  locale: Locale,
): CodeItem[] {
  const tree = offeredTree(classification, levels)
  const index = indexClassification(classification)
  return [...new Set(codes)].map((code) => {
    const node = index.node(code)
    return node && tree.placeOf.has(code) ? itemOf(node, tree, locale) : { code, label: code, below: 0, path: [], at: -1 }
  })
}

interface OfferedTree {
  /** Under each code the codes directly below; under null the coarsest ones. */
  readonly below: ReadonlyMap<string | null, readonly ClassificationNode[]>
  readonly placeOf: ReadonlyMap<string, number>
  /** The nodes above one, coarsest first. */
  readonly above: (node: ClassificationNode) => readonly ClassificationNode[]
}

const trees = new WeakMap<Classification, Map<string, OfferedTree>>()

/** Built once for a classification object and its levels on offer. */
function offeredTree(classification: Classification, levels: readonly string[]): OfferedTree {
  const known = trees.get(classification) ?? new Map<string, OfferedTree>()
  trees.set(classification, known)
  const key = levels.join(' ')
  const tree = known.get(key) ?? buildTree(classification, levels)
  known.set(key, tree)
  return tree
}

function buildTree(classification: Classification, levels: readonly string[]): OfferedTree {
  const index = indexClassification(classification)
  const above = (node: ClassificationNode) =>
    index
      .lineage(node.code)
      .slice(1)
      .filter((each) => levels.includes(each.level))
      .toReversed()
  const offered = classification.nodes.filter((node) => levels.includes(node.level))
  const below = Map.groupBy<string | null, ClassificationNode>(offered, (node) => above(node).at(-1)?.code ?? null)
  const placeOf = new Map<string, number>()
  const visit = (nodes: readonly ClassificationNode[]) => {
    for (const node of nodes) {
      if (placeOf.has(node.code)) continue
      placeOf.set(node.code, placeOf.size)
      visit(below.get(node.code) ?? [])
    }
  }
  visit(below.get(null) ?? [])
  return { below, placeOf, above }
}

function itemOf(node: ClassificationNode, tree: OfferedTree, locale: Locale): CodeItem {
  return {
    code: node.code,
    label: node.label[locale],
    below: tree.below.get(node.code)?.length ?? 0,
    path: tree.above(node).map(({ code }) => code),
    at: tree.placeOf.get(node.code) ?? -1,
  }
}

const names = new WeakMap<Classification, readonly { node: ClassificationNode; folded: FoldedNames }[]>()

/** Folded once per classification object: folding costs far more than comparing. */
function foldedNames(classification: Classification) {
  const known = names.get(classification)
  if (known) return known
  const folded = classification.nodes.map((node) => ({
    node,
    folded: { code: fold(node.code).join(''), names: [...new Set([...fold(node.label.da), ...fold(node.label.en)])] },
  }))
  names.set(classification, folded)
  return folded
}
