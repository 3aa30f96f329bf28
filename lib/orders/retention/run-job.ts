import { appendEvents } from '#lib/audit/store.ts'
import { loadRetention } from '#lib/orders/retention/queries.ts'
import { RETENTION_KINDS, type RetentionFound, type RetentionRules, retentionRulesSchema } from '#lib/orders/retention/rules.ts'
import { countOlder, deleteOlder } from '#lib/orders/retention/store.ts'
import { inTransaction } from '#lib/platform/db.ts'

const MILLISECONDS_PER_DAY = 86_400_000
/** The rules are carried out once a day. */
const HOURS_BETWEEN = 24

/** Answers trials that wait, and carries the rules out when a day has gone. A job of the service. */
export async function retain(now = new Date()): Promise<void> {
  await answerTrials(now)
  const due = await inTransaction({ kind: 'worker' }, async (tx) => {
    await tx.$executeRaw`select pg_advisory_xact_lock(hashtext('retention'))`
    const since = new Date(now.getTime() - HOURS_BETWEEN * 3_600_000)
    if (await tx.retentionRun.findFirst({ where: { isTrial: false, createdAt: { gt: since } }, select: { id: true } }))
      return null
    const rules = await loadRetention(tx)
    const { id } = await tx.retentionRun.create({ data: { isTrial: false, rules, createdAt: now }, select: { id: true } })
    return { id, rules }
  })
  if (due) await carryOut(due.id, due.rules, now)
}

async function answerTrials(now: Date): Promise<void> {
  await inTransaction({ kind: 'worker' }, async (tx) => {
    const waiting = await tx.retentionRun.findMany({ where: { isTrial: true, status: 'waiting' }, take: 10 })
    for (const { id, rules } of waiting) {
      const found: RetentionFound = {}
      for (const [kind, before] of cutoffs(retentionRulesSchema.parse(rules), now))
        found[kind] = await countOlder(tx, kind, before)
      await tx.retentionRun.updateMany({ where: { id }, data: { status: 'done', found, finishedAt: now } })
    }
  })
}

/** Deletes kind by kind and remembers how many; a worker killed in between has deleted whole batches, and the next day goes on. */
async function carryOut(runId: string, rules: RetentionRules, now: Date): Promise<void> {
  const found: RetentionFound = {}
  for (const [kind, before] of cutoffs(rules, now)) {
    const { oldest } = await inTransaction({ kind: 'worker' }, (tx) => countOlder(tx, kind, before))
    const count = await deleteOlder(kind, before)
    found[kind] = { count, oldest }
    if (count === 0) continue
    const facts = { runId, kind, count, oldest: oldest ?? '', days: rules[kind] }
    await inTransaction({ kind: 'worker' }, (tx) =>
      appendEvents(tx, [{ actor: { kind: 'system' }, type: 'retention.deleted', orderId: null, facts }]),
    )
  }
  await inTransaction({ kind: 'worker' }, (tx) =>
    tx.retentionRun.updateMany({ where: { id: runId }, data: { status: 'done', found, finishedAt: new Date() } }),
  )
}

function cutoffs(rules: RetentionRules, now: Date) {
  return RETENTION_KINDS.flatMap((kind) => {
    const days = rules[kind]
    return days === null ? [] : [[kind, new Date(now.getTime() - days * MILLISECONDS_PER_DAY)] as const]
  })
}
