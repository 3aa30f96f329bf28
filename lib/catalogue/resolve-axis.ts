import { ok, type Result, refuse } from '#lib/kernel/result.ts'
import { type Catalogue, classificationOf } from './catalogue.ts'
import type { ClassificationNode } from './classification.ts'
import { type ClassificationIndex, indexClassification } from './index-classification.ts'
import { resolveOwnGroups } from './own-groups.ts'
import type { Register, Variable } from './register.ts'
import { type AxisNode, type ResolvedFilter, TOTAL_CODE } from './resolved-specification.ts'
import type { Specification, SpecificationAxis } from './specification.ts'
import type { SpecificationRefusal } from './specification-refusal.ts'

const TOTAL_NODE: AxisNode = { code: TOTAL_CODE, level: null, parent: -1, finestCodes: [] }

type Period = Specification['period']

/**
 * The headings of one axis: the total, the levels above when asked for, and the categories. Categories that the period
 * or a filter on the same variable rules out are left away when all are wanted; named ones always stand.
 */
export function resolveAxis(
  axis: SpecificationAxis,
  variable: Variable,
  register: Register,
  catalogue: Catalogue,
  period: Period,
  filters: readonly ResolvedFilter[],
): Result<AxisNode[], SpecificationRefusal> {
  if (!variable.levels.includes(axis.level)) {
    return refuse('unknown-level', { variable: variable.id, level: axis.level, offered: variable.levels })
  }
  const index = indexClassification(classificationOf(catalogue, variable))
  const isPossible = possibleCodes(variable, register, period, filters)
  if (axis.groups) {
    if (axis.codes !== null || axis.parents) return refuse('groups-and-codes', { variable: variable.id })
    const groups = resolveOwnGroups(axis.groups, variable, index, isPossible)
    return groups.ok ? ok([TOTAL_NODE, ...groups.value]) : groups
  }
  const categories =
    axis.codes === null
      ? ok(index.atLevel(axis.level).filter((node) => isValidIn(node, period) && index.finestUnder(node.code).some(isPossible)))
      : namedCategories(axis.codes, axis.level, variable, index, period, isPossible)
  if (!categories.ok) return categories
  if (categories.value.length === 0) return refuse('nothing-selected', { variable: variable.id })
  return ok(unfold(categories.value, index, axis.parents ? variable.levels : [axis.level]))
}

/** Whether a finest code can hold anything, given the period and the filters on the same variable. */
function possibleCodes(variable: Variable, register: Register, period: Period, filters: readonly ResolvedFilter[]) {
  const allowed = filters.find((filter) => filter.variable.id === variable.id)
  const kept = allowed && new Set(allowed.finestCodes)
  const isPeriod = variable.id === register.periodVariable
  return (code: string) => {
    if (kept && !kept.has(code)) return false
    return !isPeriod || (Number(code) >= period.fromYear && Number(code) <= period.toYear)
  }
}

function namedCategories(
  codes: readonly string[],
  level: string,
  variable: Variable,
  index: ClassificationIndex,
  period: Period,
  isPossible: (code: string) => boolean,
): Result<ClassificationNode[], SpecificationRefusal> {
  const nodes: ClassificationNode[] = []
  const seen = new Set<string>()
  for (const code of codes) {
    const named = index.node(code)
    if (!named || !variable.levels.slice(variable.levels.indexOf(level)).includes(named.level)) {
      return refuse('unknown-code', { variable: variable.id, code, level })
    }
    if (!isValidIn(named, period)) {
      return refuse('code-outside-period', {
        variable: variable.id,
        code,
        validFrom: named.validFrom ?? null,
        validTo: named.validTo ?? null,
      })
    }
    for (const node of categoriesUnder(named, level, index, period)) {
      if (seen.has(node.code)) return refuse('code-twice', { variable: variable.id, code: node.code })
      seen.add(node.code)
      nodes.push(node)
    }
  }
  return nodes.some((node) => index.finestUnder(node.code).some(isPossible))
    ? ok(nodes)
    : refuse('nothing-selected', { variable: variable.id })
}

/** What a named code stands for on the axis's level: itself, or of a coarser code all that lie under it and hold in the period. */
function categoriesUnder(
  named: ClassificationNode,
  level: string,
  index: ClassificationIndex,
  period: Period,
): readonly ClassificationNode[] {
  if (named.level === level) return [named]
  const under = index
    .finestUnder(named.code)
    .flatMap((finest) => index.lineage(finest).find((node) => node.level === level) ?? [])
  return [...new Set(under)].filter((node) => isValidIn(node, period))
}

function isValidIn(node: ClassificationNode, period: Period): boolean {
  return (node.validFrom ?? '0000') <= `${period.toYear}-12-31` && (node.validTo ?? '9999') >= `${period.fromYear}-01-01`
}

interface Branch {
  readonly node: ClassificationNode
  readonly children: Map<string, Branch>
}

/** Lays the categories out under the levels wanted, parents first; siblings keep the order in which they first appear. */
function unfold(categories: readonly ClassificationNode[], index: ClassificationIndex, levels: readonly string[]): AxisNode[] {
  const roots = new Map<string, Branch>()
  for (const category of categories) {
    let siblings = roots
    for (const node of index.lineage(category.code).toReversed()) {
      if (!levels.includes(node.level)) continue
      const branch: Branch = siblings.get(node.code) ?? { node, children: new Map() }
      siblings.set(node.code, branch)
      siblings = branch.children
    }
  }
  const nodes: AxisNode[] = [TOTAL_NODE]
  const visit = (branches: Map<string, Branch>, parent: number) => {
    for (const { node, children } of branches.values()) {
      const position = nodes.length
      nodes.push({
        code: node.code,
        level: node.level,
        parent,
        finestCodes: children.size === 0 ? index.finestUnder(node.code) : [],
      })
      visit(children, position)
    }
  }
  visit(roots, 0)
  return nodes
}
