import { type Ore, ore } from '#lib/kernel/money.ts'

/**
 * Reads an amount of kroner as it is written in Danish, `1.292,50` or `1292,5`, as whole øre. Null for anything else:
 * text is never taken for 0, and more than two decimals are refused rather than rounded.
 */
export function parseKroner(text: string): Ore | null {
  const match = /^(\d{1,3}(?:\.\d{3})+|\d{1,7})(?:,(\d{1,2}))?$/.exec(text.trim().replace(/\s/g, ''))
  if (!match) return null
  const [, kroner = '', decimals = ''] = match
  return ore(Number(kroner.replaceAll('.', '')) * 100 + Number(decimals.padEnd(2, '0')))
}

/** Writes whole øre the way `parseKroner` reads them. */
export function writeKroner(amount: Ore): string {
  return `${Math.trunc(amount / 100)},${String(amount % 100).padStart(2, '0')}`
}
