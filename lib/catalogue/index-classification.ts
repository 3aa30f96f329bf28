import type { Classification, ClassificationNode } from './classification.ts'

/** A classification prepared for look-ups. Lists keep the order of the classification's nodes. */
export interface ClassificationIndex {
  readonly finestLevel: string
  readonly node: (code: string) => ClassificationNode | undefined
  /** Nodes of one level; empty when there is no such level. */
  readonly atLevel: (level: string) => readonly ClassificationNode[]
  /** The node itself and its ancestors, nearest first. */
  readonly lineage: (code: string) => readonly ClassificationNode[]
  /** Codes on the finest level that lie under a node, the node itself when it is finest. */
  readonly finestUnder: (code: string) => readonly string[]
}

const known = new WeakMap<Classification, ClassificationIndex>()

/** Builds the look-ups once per classification object. */
export function indexClassification(classification: Classification): ClassificationIndex {
  const existing = known.get(classification)
  if (existing) return existing
  const index = buildIndex(classification)
  known.set(classification, index)
  return index
}

function buildIndex(classification: Classification): ClassificationIndex {
  const byCode = new Map(classification.nodes.map((node) => [node.code, node]))
  const byLevel = Map.groupBy(classification.nodes, (node) => node.level)
  const finestLevel = classification.levels[0]?.id ?? ''
  const lineage = (code: string) => lineageOf(byCode, code)
  const finest = new Map<string, string[]>()
  for (const leaf of byLevel.get(finestLevel) ?? []) {
    for (const node of lineage(leaf.code)) {
      const codes = finest.get(node.code)
      if (codes) codes.push(leaf.code)
      else finest.set(node.code, [leaf.code])
    }
  }
  return {
    finestLevel,
    node: (code) => byCode.get(code),
    atLevel: (level) => byLevel.get(level) ?? [],
    lineage,
    finestUnder: (code) => finest.get(code) ?? [],
  }
}

/** Stops after as many steps as there are nodes, so that a circle in broken data can't hang a process. */
function lineageOf(byCode: ReadonlyMap<string, ClassificationNode>, code: string): ClassificationNode[] {
  const lineage: ClassificationNode[] = []
  let node = byCode.get(code)
  while (node && lineage.length <= byCode.size) {
    lineage.push(node)
    node = node.parent === null ? undefined : byCode.get(node.parent)
  }
  return lineage
}
