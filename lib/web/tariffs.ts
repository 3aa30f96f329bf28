import type { Actor } from '#lib/identity/actor.ts'
import { addTariff } from '#lib/pricing/commands.ts'
import type { Tariff } from '#lib/pricing/tariff.ts'
import { dayOf } from '#lib/sla/day.ts'

/** Adds a tariff as of today in Copenhagen. */
export function addTariffToday(actor: Actor, tariff: Tariff) {
  return addTariff(actor, tariff, dayOf(new Date().toISOString()))
}
