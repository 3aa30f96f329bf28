import { ok, type Refusal, type Result, refuse } from '#lib/kernel/result.ts'
import type { Tariff } from './tariff.ts'

export type TariffRefusal =
  | (Refusal<'no-tariff'> & { readonly on: string })
  | (Refusal<'overlapping-tariffs'> & { readonly on: string; readonly versions: readonly string[] })

/** Picks the tariff valid on a day (`YYYY-MM-DD`). A day with none or with several is refused, never guessed. */
export function tariffOn(on: string, tariffs: readonly Tariff[]): Result<Tariff, TariffRefusal> {
  const valid = tariffs.filter((tariff) => tariff.validFrom <= on && (tariff.validTo === null || on <= tariff.validTo))
  const [only] = valid
  if (only === undefined) return refuse('no-tariff', { on })
  if (valid.length > 1) return refuse('overlapping-tariffs', { on, versions: valid.map((tariff) => tariff.version) })
  return ok(only)
}
