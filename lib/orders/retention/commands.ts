import { appendEvents } from '#lib/audit/store.ts'
import { type Actor, dbContextOf, eventActorOf, hasRole } from '#lib/identity/actor.ts'
import { ok, type Refusal, type Result, refuse } from '#lib/kernel/result.ts'
import { isSameRules, type RetentionRules, retentionRulesSchema } from '#lib/orders/retention/rules.ts'
import { inTransaction } from '#lib/platform/db.ts'

/** Asks the worker to try rules: it counts what they would delete, and deletes nothing. */
export async function tryRetention(
  actor: Actor,
  input: { readonly rules: RetentionRules },
): Promise<Result<{ readonly runId: string }, Refusal<'not-allowed'>>> {
  if (!hasRole(actor, 'administrator')) return refuse('not-allowed')
  return inTransaction(dbContextOf(actor), async (tx) => {
    const run = await tx.retentionRun.create({
      data: { isTrial: true, rules: input.rules, askedById: actor.personId },
      select: { id: true },
    })
    await appendEvents(tx, [{ actor: eventActorOf(actor), type: 'retention.tried', orderId: null, facts: { runId: run.id } }])
    return ok({ runId: run.id })
  })
}

/** How long a trial counts: what would be deleted changes every day. */
const TRIAL_HOURS = 24

/** Puts rules in force that were tried within a day: nobody starts a deletion without having seen its size. */
export async function saveRetention(
  actor: Actor,
  input: { readonly runId: string },
  now = new Date(),
): Promise<Result<null, Refusal<'not-allowed' | 'not-found' | 'trial-missing'>>> {
  if (!hasRole(actor, 'administrator')) return refuse('not-allowed')
  return inTransaction(dbContextOf(actor), async (tx) => {
    const run = await tx.retentionRun.findUnique({ where: { id: input.runId } })
    if (!run?.isTrial) return refuse('not-found')
    const isFresh = now.getTime() - run.createdAt.getTime() < TRIAL_HOURS * 3_600_000
    if (run.status !== 'done' || !isFresh) return refuse('trial-missing')
    const rules = retentionRulesSchema.parse(run.rules)
    const stored = await tx.setting.findUnique({ where: { key: 'retention' } })
    const before = retentionRulesSchema.safeParse(stored?.value)
    if (before.success && isSameRules(before.data, rules)) return ok(null)
    const data = { value: rules, updatedById: actor.personId, updatedAt: now }
    if (stored) await tx.setting.updateMany({ where: { key: 'retention' }, data })
    else await tx.setting.createMany({ data: { key: 'retention', ...data } })
    const facts = Object.fromEntries(Object.entries(rules))
    await appendEvents(tx, [{ actor: eventActorOf(actor), type: 'retention.changed', orderId: null, facts }])
    return ok(null)
  })
}
