import { findValue } from '#lib/catalogue/decide-value.ts'
import { notesFor, type RegisterNote } from '#lib/catalogue/notes-for.ts'
import type { ResolvedSpecification } from '#lib/catalogue/resolved-specification.ts'
import type { SensitiveTopic } from '#lib/platform/settings.ts'
import { type TouchedTopic, touchedTopics } from './sensitive-topics.ts'

/** What the service itself reads of a table: the rules an analyst must have in mind. */
export interface RulesThatApply {
  /** Rules of law that follow the register: medicine statistics, the register of chronic diseases. */
  readonly legal: readonly ('medicine' | 'chronic-disease')[]
  /** Sums or means of a number behind which others than the person stand: dominance rules hide what tells of one of them. */
  readonly isDominanceRuled: boolean
  readonly topics: readonly TouchedTopic[]
  /** Breaks of the series within the years asked for. */
  readonly breaks: readonly RegisterNote[]
}

/** The rules of a table that can be made. Pure. */
export function rulesThatApply(
  resolved: ResolvedSpecification,
  words: string,
  topics: readonly SensitiveTopic[],
): RulesThatApply {
  const { register, specification } = resolved
  const value = specification.value && findValue(register, specification.value.id)
  return {
    legal: register.legalRules ?? [],
    isDominanceRuled: value?.contributorColumn !== undefined,
    topics: touchedTopics(resolved, words, topics),
    breaks: notesFor(register, specification.period).filter(({ kind, year }) => kind === 'break' && year !== null),
  }
}
