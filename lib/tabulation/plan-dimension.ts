import { type Catalogue, classificationOf } from '#lib/catalogue/catalogue.ts'
import { indexClassification } from '#lib/catalogue/index-classification.ts'
import type { Variable } from '#lib/catalogue/register.ts'
import { leafPositions, type ResolvedAxis } from '#lib/catalogue/resolved-specification.ts'
import { type CodeSet, codeSet } from './code-set.ts'
import type { CubeDimension } from './cube.ts'
import type { PlanLink } from './plan-link.ts'

/** One dimension of the cube and how stored values find their place in it. */
export interface PlanDimension extends CubeDimension {
  readonly source: Variable['source']
  /** What is counted for each row, where the dimension is a number of linked events. */
  readonly link?: PlanLink
  readonly categories: readonly PlanCategory[]
  /** Codes that exist but were not chosen: rows with them are left out of the table. */
  readonly notChosen: CodeSet
  /** Where missing values and values that no code covers are counted. `refused` when the variable has no code for them. */
  readonly missing:
    | { readonly kind: 'node'; readonly node: number }
    | { readonly kind: 'left-out' }
    | { readonly kind: 'refused' }
}

export interface PlanCategory {
  /** Position among the dimension's codes. */
  readonly node: number
  readonly holds: CodeSet
}

/** Lays out one axis. `additive` says whether every counted unit stands in exactly one category. */
export function planDimension(
  axis: ResolvedAxis,
  catalogue: Catalogue,
  additive: boolean,
  link: PlanLink | null = null,
): PlanDimension {
  const { variable, nodes } = axis
  const classification = classificationOf(catalogue, variable)
  const leaves = leafPositions(axis)
  const chosen = new Map(leaves.flatMap((node) => (nodes[node]?.finestCodes ?? []).map((code) => [code, node] as const)))
  const index = indexClassification(classification)
  const unchosen = index.atLevel(index.finestLevel).filter((node) => !chosen.has(node.code) && node.code !== variable.missing)
  return {
    id: variable.id,
    codes: nodes.map((node) => node.code),
    parents: Int32Array.from(nodes, (node) => node.parent),
    additive: additive || leaves.length === 1,
    source: variable.source,
    ...(link && { link }),
    categories: leaves.map((node) => ({
      node,
      holds: codeSet(
        (nodes[node]?.finestCodes ?? []).filter((code) => code !== variable.missing),
        variable,
        classification,
      ),
    })),
    notChosen: codeSet(
      unchosen.map((node) => node.code),
      variable,
      classification,
    ),
    missing: missingPlace(variable, chosen),
  }
}

function missingPlace(variable: Variable, chosen: ReadonlyMap<string, number>): PlanDimension['missing'] {
  if (variable.missing === null) return { kind: 'refused' }
  const node = chosen.get(variable.missing)
  return node === undefined ? { kind: 'left-out' } : { kind: 'node', node }
}
