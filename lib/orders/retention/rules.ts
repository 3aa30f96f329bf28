import { z } from 'zod'

/** What the service forgets, in the order in which it stands on the page. */
export const RETENTION_KINDS = [
  'unprotected-cells',
  'uploads',
  'notices',
  'mails',
  'form-keys',
  'tokens',
  'closed-accounts',
] as const
export type RetentionKind = (typeof RETENTION_KINDS)[number]

/** The fewest days each kind is kept, whatever the rules say. The database holds the same. */
export const LEAST_DAYS: Readonly<Record<RetentionKind, number>> = {
  'unprotected-cells': 30,
  uploads: 30,
  notices: 30,
  mails: 7,
  'form-keys': 7,
  tokens: 7,
  'closed-accounts': 90,
}

const MOST_DAYS = 20_000

function daysOf(kind: RetentionKind) {
  return z.int().min(LEAST_DAYS[kind]).max(MOST_DAYS).nullable()
}

/** After how many days each kind is deleted; null keeps it for good. Counted from the order's end, the message's making or the last sign-in. */
export const retentionRulesSchema = z.strictObject({
  'unprotected-cells': daysOf('unprotected-cells'),
  uploads: daysOf('uploads'),
  notices: daysOf('notices'),
  mails: daysOf('mails'),
  'form-keys': daysOf('form-keys'),
  tokens: daysOf('tokens'),
  'closed-accounts': daysOf('closed-accounts'),
})
export type RetentionRules = z.infer<typeof retentionRulesSchema>

/** Until an administrator has seen what rules would do, only keys of forms sent long ago are deleted. */
export const SEED_RETENTION: RetentionRules = {
  'unprotected-cells': null,
  uploads: null,
  notices: null,
  mails: null,
  'form-keys': 30,
  tokens: null,
  'closed-accounts': null,
}

const foundSchema = z.strictObject({ count: z.int(), oldest: z.string().nullable() })

/** What a run found, by kind; kinds that are kept for good are left out. */
export const retentionFoundSchema = z.partialRecord(z.enum(RETENTION_KINDS), foundSchema)
export type RetentionFound = z.infer<typeof retentionFoundSchema>

/** Whether two sets of rules say the same. */
export function isSameRules(a: RetentionRules, b: RetentionRules): boolean {
  return RETENTION_KINDS.every((kind) => a[kind] === b[kind])
}
