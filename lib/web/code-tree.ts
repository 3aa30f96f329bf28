import type { Classification } from '#lib/catalogue/classification.ts'
import { indexClassification } from '#lib/catalogue/index-classification.ts'
import type { Locale } from '#lib/catalogue/local-text.ts'

export interface CodeBranch {
  readonly code: string
  readonly label: string
  readonly children: readonly CodeBranch[]
}

/** The codes on the levels a variable offers, each under its nearest ancestor on offer; order as in the classification. */
export function codeTree(classification: Classification, levels: readonly string[], locale: Locale): CodeBranch[] {
  const index = indexClassification(classification)
  const offered = new Set(levels)
  const branches = new Map<string, { code: string; label: string; children: CodeBranch[] }>()
  const nodes = classification.nodes.filter((node) => offered.has(node.level))
  for (const node of nodes) branches.set(node.code, { code: node.code, label: node.label[locale], children: [] })
  const roots: CodeBranch[] = []
  for (const node of nodes) {
    const branch = branches.get(node.code)
    const parent = index
      .lineage(node.code)
      .slice(1)
      .map((each) => branches.get(each.code))
      .find((each) => each !== undefined)
    if (branch) (parent?.children ?? roots).push(branch)
  }
  return roots
}
