import { defaultRules } from '#lib/disclosure/default-rules.ts'
import { type Rules, rulesSchema } from '#lib/disclosure/rules.ts'
import { ok, type Result } from '#lib/kernel/result.ts'
import { type BadInstance, badInstance } from './bad-instance.ts'

/** The rule options of the command line, as typed. */
export interface RuleOptions {
  readonly protection?: string | undefined
  readonly intruder?: string | undefined
  readonly insider?: boolean | undefined
  readonly cost?: string | undefined
  readonly 'group-disclosure'?: boolean | undefined
}

/**
 * The rules of a run: the service's own, with the instance's threshold and zeros, and what the command line says. A command
 * line that chooses a protection or an intruder also chooses whether insiders count, so that runs compare like for like.
 */
export function chooseRules(
  instance: { readonly threshold: number | undefined; readonly protectZeros: boolean | undefined },
  { protection, intruder, insider, cost, 'group-disclosure': groupDisclosure }: RuleOptions,
): Result<Rules, BadInstance> {
  const chosen = protection !== undefined || intruder !== undefined
  const rules = rulesSchema.safeParse({
    ...defaultRules,
    threshold: instance.threshold ?? defaultRules.threshold,
    protectZeros: instance.protectZeros ?? defaultRules.protectZeros,
    protection: protection ?? defaultRules.protection,
    intruder: intruder ?? defaultRules.intruder,
    insider: insider ?? (chosen ? false : defaultRules.insider),
    cost: cost ?? defaultRules.cost,
    ...(groupDisclosure && { groupDisclosure }),
  })
  if (rules.success) return ok(rules.data)
  const wrong = String(rules.error.issues[0]?.path[0] ?? '')
  return badInstance(
    `--${wrong} can't be ${String({ protection, intruder, insider, cost }[wrong] ?? '')}: ${rules.error.issues[0]?.message ?? ''}.`,
  )
}
