import { ok, type Refusal, type Result, refuse } from '#lib/kernel/result.ts'
import type { Tariff } from './tariff.ts'

export type TariffsRefusal =
  | Refusal<'no-tariffs'>
  | (Refusal<'version-used-twice'> & { readonly version: string })
  | (Refusal<'tariff-gap' | 'tariff-overlap'> & {
      readonly earlier: string
      readonly later: string
      readonly from: string
      readonly to: string
    })

/**
 * Decides whether price lists together cover every day from the first one's start, each day once. Returns them sorted by
 * first day; a refusal names the first fault and its days (both included).
 */
export function decideTariffs(tariffs: readonly Tariff[]): Result<readonly Tariff[], TariffsRefusal> {
  const sorted = [...tariffs].sort((a, b) => compareText(a.validFrom, b.validFrom) || compareText(a.version, b.version))
  if (sorted.length === 0) return refuse('no-tariffs')
  const repeated = sorted.find((tariff, at) => sorted.findIndex((other) => other.version === tariff.version) < at)
  if (repeated !== undefined) return refuse('version-used-twice', { version: repeated.version })
  for (const [at, later] of sorted.entries()) {
    const earlier = sorted[at - 1]
    const fault = earlier === undefined ? null : faultBetween(earlier, later)
    if (fault !== null) return fault
  }
  return ok(sorted)
}

function faultBetween(earlier: Tariff, later: Tariff): TariffsRefusal | null {
  const names = { earlier: earlier.version, later: later.version }
  if (earlier.validTo === null || earlier.validTo >= later.validFrom) {
    return refuse('tariff-overlap', {
      ...names,
      from: later.validFrom,
      to: firstOf(earlier.validTo, later.validTo) ?? later.validFrom,
    })
  }
  const expected = dayAfter(earlier.validTo, 1)
  if (expected !== later.validFrom) return refuse('tariff-gap', { ...names, from: expected, to: dayAfter(later.validFrom, -1) })
  return null
}

function firstOf(a: string | null, b: string | null): string | null {
  if (a === null || b === null) return a ?? b
  return a < b ? a : b
}

/** Calendar arithmetic on days without a zone: days are counted as UTC midnights, which never shift. */
function dayAfter(day: string, count: number): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) + count * 86_400_000).toISOString().slice(0, 10)
}

function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0
}
