import { inTransaction } from '#lib/platform/db.ts'
import { loadTariffs } from '#lib/pricing/queries.ts'
import type { Tariff } from '#lib/pricing/tariff.ts'
import { tariffOn } from '#lib/pricing/tariff-on.ts'

/** The hourly rates in force today in øre without VAT, for anybody to read; null when not exactly one tariff holds today. */
export async function currentHourlyRates(now = new Date()): Promise<Tariff['hourlyRateOre'] | null> {
  const stored = await inTransaction({ kind: 'purpose', purpose: 'public' }, loadTariffs)
  const today = new Intl.DateTimeFormat('sv-SE', { timeZone: 'Europe/Copenhagen' }).format(now)
  const tariff = tariffOn(
    today,
    stored.map((each) => each.tariff),
  )
  return tariff.ok ? tariff.value.hourlyRateOre : null
}
