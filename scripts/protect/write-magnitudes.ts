import type { ProtectedMagnitudes } from '#lib/disclosure/magnitudes/protect-magnitudes.ts'
import { cellLines } from './cell-lines.ts'
import { certifiedStructure } from './certified-structure.ts'
import type { MagnitudeInstance } from './read-magnitudes.ts'
import { writeTogether } from './write-together.ts'

/**
 * Writes a protected table of magnitudes in the same four files as a table of counts; `freq` holds the sum. `decisions.csv` also names
 * the rule that made a cell unsafe.
 */
export function writeMagnitudes(
  dir: string,
  { table, decimals }: MagnitudeInstance,
  { status, reasons, lower, upper, certificate }: ProtectedMagnitudes,
  report: object,
): void {
  const cube = { dimensions: table.dimensions, counts: table.values }
  const amount = (value: number | undefined) => (Number.isFinite(value) ? amountText(value ?? 0, decimals) : '')
  const mark = (a: number) => (status[a] === 0 ? 'published' : 'hidden')
  const reason = (a: number) => ['', 'primary', 'secondary'][status[a] ?? 0] ?? ''
  writeTogether(dir, {
    'protected.csv': cellLines(cube, 'freq,status', (a) => `${status[a] === 0 ? amount(table.values[a]) : ''},${mark(a)}`),
    'decisions.csv': cellLines(cube, 'freq,status,reason,lower,upper,rule', (a) =>
      [amount(table.values[a]), mark(a), reason(a), amount(lower[a]), amount(upper[a]), reasons[a] ?? ''].join(),
    ),
    'report.json': `${JSON.stringify(report, null, 2)}\n`,
    'certificate.json': `${JSON.stringify({ ...certificate, decimals, ...certifiedStructure([cube]) }, null, 2)}\n`,
  })
}

/** A number of smallest units as it was written: with all its decimals; the end of an interval between two units with more. */
export function amountText(units: number, decimals: number): string {
  const amount = units / 10 ** decimals
  return Number.isInteger(units) ? amount.toFixed(decimals) : String(Number(amount.toFixed(decimals + 4)))
}
