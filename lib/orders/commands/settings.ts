import { appendEvents } from '#lib/audit/store.ts'
import { type Actor, dbContextOf, eventActorOf, hasRole } from '#lib/identity/actor.ts'
import { ok, type Refusal, type Result, refuse } from '#lib/kernel/result.ts'
import { inTransaction, type Tx } from '#lib/platform/db.ts'
import type { SensitiveTopic, SettingKey, SettingValue } from '#lib/platform/settings.ts'

/** Changes the limits of ordering: the largest table, and which orders the service offers on by itself. */
export async function saveOrderSettings(
  actor: Actor,
  input: { readonly maxCells: SettingValue<'maxCells'>; readonly autoOffer: SettingValue<'autoOffer'> },
): Promise<Result<null, Refusal<'not-allowed'>>> {
  if (!hasRole(actor, 'administrator')) return refuse('not-allowed')
  return inTransaction(dbContextOf(actor), async (tx) => {
    await saveSetting(tx, actor, 'maxCells', input.maxCells)
    await saveSetting(tx, actor, 'autoOffer', input.autoOffer)
    const facts = { maxCells: input.maxCells, autoOffer: input.autoOffer.enabled, autoOfferMaxCells: input.autoOffer.maxCells }
    await appendEvents(tx, [{ actor: eventActorOf(actor), type: 'setting.changed', orderId: null, facts }])
    return ok(null)
  })
}

/** Keeps the topics that analysts are told of; orders that are open are read by the new list at once. */
export async function saveSensitiveTopics(
  actor: Actor,
  input: { readonly topics: readonly SensitiveTopic[] },
): Promise<Result<null, Refusal<'not-allowed'>>> {
  if (!hasRole(actor, 'administrator')) return refuse('not-allowed')
  return inTransaction(dbContextOf(actor), async (tx) => {
    await saveSetting(tx, actor, 'sensitiveTopics', [...input.topics])
    const facts = { sensitiveTopics: input.topics.length }
    await appendEvents(tx, [{ actor: eventActorOf(actor), type: 'setting.changed', orderId: null, facts }])
    return ok(null)
  })
}

async function saveSetting<K extends SettingKey>(tx: Tx, actor: Actor, key: K, value: SettingValue<K>): Promise<void> {
  const data = { value, updatedById: actor.personId, updatedAt: new Date() }
  const changed = await tx.setting.updateMany({ where: { key }, data })
  if (changed.count === 0) await tx.setting.createMany({ data: { key, ...data } })
}
