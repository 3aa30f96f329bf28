import { leafPositions, type ResolvedSpecification } from '#lib/catalogue/resolved-specification.ts'
import type { SensitiveTopic } from '#lib/platform/settings.ts'

/** A topic that a table touches, and by what: a heading or limit of it, or words of its title or purpose. */
export interface TouchedTopic {
  readonly topic: SensitiveTopic
  readonly by: 'codes' | 'words'
}

/**
 * The administrator's topics that a table touches. By codes when a heading or a limit holds nothing but the topic's codes, so that the
 * table tells of it by itself; by words when title or purpose name it. Pure.
 */
export function touchedTopics(
  resolved: ResolvedSpecification,
  words: string,
  topics: readonly SensitiveTopic[],
): readonly TouchedTopic[] {
  const text = words.toLocaleLowerCase('da')
  return topics.flatMap((topic): TouchedTopic[] => {
    if (isShown(resolved, topic.codes)) return [{ topic, by: 'codes' }]
    return topic.words.some((word) => text.includes(word.toLocaleLowerCase('da'))) ? [{ topic, by: 'words' }] : []
  })
}

function isShown({ axes, filters }: ResolvedSpecification, prefixes: readonly string[]): boolean {
  if (prefixes.length === 0) return false
  const isOfTopic = (codes: readonly string[]) =>
    codes.length > 0 && codes.every((code) => prefixes.some((prefix) => code.startsWith(prefix)))
  const isDescribed = (kind: string) => kind === 'diagnosis' || kind === 'category'
  const inHeadings = axes.some(
    (axis) =>
      isDescribed(axis.variable.kind) &&
      leafPositions(axis).some((position) => isOfTopic(axis.nodes[position]?.finestCodes ?? [])),
  )
  return inHeadings || filters.some((filter) => isDescribed(filter.variable.kind) && isOfTopic(filter.finestCodes))
}
