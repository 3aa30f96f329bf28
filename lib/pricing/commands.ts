import { appendEvents } from '#lib/audit/store.ts'
import type { Prisma } from '#lib/generated/prisma/client.ts'
import { type Actor, dbContextOf, eventActorOf, hasRole } from '#lib/identity/actor.ts'
import { ok, type Refusal, type Result, refuse } from '#lib/kernel/result.ts'
import { inTransaction } from '#lib/platform/db.ts'
import { decideTariffs, type TariffsRefusal } from '#lib/pricing/decide-tariffs.ts'
import { loadTariffs } from '#lib/pricing/queries.ts'
import type { Tariff } from '#lib/pricing/tariff.ts'

/**
 * Adds a tariff from its first day on; the one in force before ends the day before. A tariff that has begun is never edited,
 * and agreed prices keep the terms they were made under.
 */
export async function addTariff(
  actor: Actor,
  tariff: Tariff,
  today: string,
): Promise<Result<{ readonly version: string }, TariffsRefusal | Refusal<'not-allowed' | 'begins-in-the-past'>>> {
  if (!hasRole(actor, 'administrator')) return refuse('not-allowed')
  if (tariff.validFrom <= today) return refuse('begins-in-the-past')
  return inTransaction(dbContextOf(actor), async (tx) => {
    const stored = await loadTariffs(tx)
    const ending = stored.find((each) => each.tariff.validTo === null)
    const dayBefore = new Date(Date.parse(tariff.validFrom) - 86_400_000).toISOString().slice(0, 10)
    const closed = stored.map(({ tariff: each }) => (each === ending?.tariff ? { ...each, validTo: dayBefore } : each))
    const decided = decideTariffs([...closed, tariff])
    if (!decided.ok) return decided
    if (ending) {
      const body = { ...ending.tariff, validTo: dayBefore } as Prisma.InputJsonObject
      await tx.tariffVersion.updateMany({ where: { id: ending.id }, data: { validTo: new Date(dayBefore), body } })
    }
    await tx.tariffVersion.createMany({
      data: {
        validFrom: new Date(tariff.validFrom),
        validTo: null,
        body: tariff as Prisma.InputJsonObject,
        createdById: actor.personId,
      },
    })
    const facts = { version: tariff.version, validFrom: tariff.validFrom }
    await appendEvents(tx, [{ actor: eventActorOf(actor), type: 'tariff.changed', orderId: null, facts }])
    return ok({ version: tariff.version })
  })
}
