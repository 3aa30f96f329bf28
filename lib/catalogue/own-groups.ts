import { ok, type Result, refuse } from '#lib/kernel/result.ts'
import type { Catalogue } from './catalogue.ts'
import { codeLabel } from './code-label.ts'
import type { ClassificationIndex } from './index-classification.ts'
import type { Locale } from './local-text.ts'
import type { Variable } from './register.ts'
import type { AxisNode } from './resolved-specification.ts'
import type { OwnGroup, Specification } from './specification.ts'
import type { SpecificationRefusal } from './specification-refusal.ts'

/** The code of a requester's own group in a table: no classification uses it. */
export function ownGroupCode(position: number): string {
  return `own-${position + 1}`
}

/**
 * The finest codes a word of a group stands for: a code of any level, a range `first-last` of codes that stand on one level in
 * the classification's order, or `first+` for all from there on. Null when it is none of them.
 */
export function finestCodesNamed(word: string, index: ClassificationIndex): readonly string[] | null {
  if (index.node(word)) return index.finestUnder(word)
  if (word.endsWith('+')) return finestInRange(word.slice(0, -1), null, index)
  for (let at = word.indexOf('-'); at > 0; at = word.indexOf('-', at + 1)) {
    const range = finestInRange(word.slice(0, at), word.slice(at + 1), index)
    if (range) return range
  }
  return null
}

function finestInRange(first: string, last: string | null, index: ClassificationIndex): readonly string[] | null {
  const start = index.node(first)
  if (!start) return null
  const level = index.atLevel(start.level)
  const from = level.indexOf(start)
  const to = last === null ? level.length - 1 : level.findIndex((node) => node.code === last)
  return to < from ? null : level.slice(from, to + 1).flatMap((node) => index.finestUnder(node.code))
}

/** The headings of an axis of own groups: the total and one for each group. No code stands in two of them. */
export function resolveOwnGroups(
  groups: readonly OwnGroup[],
  variable: Variable,
  index: ClassificationIndex,
  isPossible: (code: string) => boolean,
): Result<AxisNode[], SpecificationRefusal> {
  const names = new Set<string>()
  const holder = new Map<string, string>()
  const nodes: AxisNode[] = []
  for (const [position, { name, codes }] of groups.entries()) {
    const key = name.toLocaleLowerCase('da')
    if (names.has(key)) return refuse('group-name-twice', { variable: variable.id, group: name })
    names.add(key)
    const finest = new Set<string>()
    for (const word of codes) {
      const named = finestCodesNamed(word, index)
      if (!named) return refuse('unknown-code', { variable: variable.id, code: word, level: null })
      for (const code of named) {
        const other = holder.get(code)
        if (other !== undefined && other !== name) {
          return refuse('overlapping-groups', { variable: variable.id, code, group: name, otherGroup: other })
        }
        holder.set(code, name)
        finest.add(code)
      }
    }
    nodes.push({ code: ownGroupCode(position), level: null, parent: 0, finestCodes: [...finest] })
  }
  return nodes.some((node) => node.finestCodes.some(isPossible))
    ? ok(nodes)
    : refuse('nothing-selected', { variable: variable.id })
}

/** The words for a heading of a table: a group's own name where the requester made groups, the catalogue's words otherwise. */
export function headingLabel(
  catalogue: Catalogue,
  specification: Specification,
  variableId: string,
  code: string,
  locale: Locale,
): string {
  const axis = [...specification.rows, ...specification.columns].find((each) => each.variable === variableId)
  const group = axis?.groups?.find((_, position) => ownGroupCode(position) === code)
  return group?.name ?? codeLabel(catalogue, specification.register, variableId, code, locale)
}

/** A group as people read and write it: its name, and in brackets its codes where the name doesn't already say them. */
export function groupText({ name, codes }: OwnGroup): string {
  const words = codes.join(', ')
  return words === name ? name : `${name} (${words})`
}
