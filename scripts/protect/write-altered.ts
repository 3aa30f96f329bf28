import { createHash } from 'node:crypto'
import type { Perturbed } from '#lib/disclosure/cell-key.ts'
import { ENGINE_VERSION } from '#lib/disclosure/certificate.ts'
import type { Cube } from '#lib/tabulation/cube.ts'
import { type AlteringMethod, NOISE, ROUNDING_BASE } from './alter.ts'
import { cellLines } from './cell-lines.ts'
import { writeTogether } from './write-together.ts'

/** Writes a rounded or perturbed table in the same four files as a table with hidden cells; every cell is published. */
export function writeAltered(dir: string, cube: Cube, method: AlteringMethod, result: Perturbed, report: object): void {
  const { counts, lower, upper } = result
  const published = cellLines(cube, 'freq,status', (a) => `${counts[a]},published`)
  const sha256 = (text: string) => createHash('sha256').update(text).digest('hex')
  const certificate = {
    engine: ENGINE_VERSION,
    method,
    parameters: method === 'round' ? { base: ROUNDING_BASE } : NOISE,
    inputSha256: sha256(cellLines(cube, 'freq', (a) => String(cube.counts[a]))),
    outputSha256: sha256(published),
    audit: { method: 'whole-number bound propagation', ...result.report },
  }
  writeTogether(dir, {
    'protected.csv': published,
    'decisions.csv': cellLines(cube, 'freq,published,lower,upper', (a) => [cube.counts[a], counts[a], lower[a], upper[a]].join()),
    'report.json': `${JSON.stringify(report, null, 2)}\n`,
    'certificate.json': `${JSON.stringify(certificate, null, 2)}\n`,
  })
}
