import type { ProtectedCube } from '#lib/disclosure/protect.ts'
import type { Cube } from '#lib/tabulation/cube.ts'
import { cellLines } from './cell-lines.ts'
import { certifiedStructure } from './certified-structure.ts'
import { writeTogether } from './write-together.ts'

/**
 * Writes `protected.csv`, `decisions.csv` (confidential), `report.json` and `certificate.json`. The certificate also names the
 * table's structure, so that the directory can be given to `--released` later.
 */
export function writeProtected(dir: string, cube: Cube, result: ProtectedCube, report: object): void {
  const { status, lower, upper } = result
  const mark = (address: number) => (status[address] === 0 ? 'published' : 'hidden')
  const reason = (address: number) => ['', 'primary', 'secondary'][status[address] ?? 0] ?? ''
  const bound = (value: number | undefined) => (Number.isFinite(value) ? String(value) : '')
  const published = (a: number) => `${status[a] === 0 ? cube.counts[a] : ''},${mark(a)}`
  const decided = (a: number) => `${cube.counts[a]},${mark(a)},${reason(a)},${bound(lower[a])},${bound(upper[a])}`
  writeTogether(dir, {
    'protected.csv': cellLines(cube, 'freq,status', published),
    'decisions.csv': cellLines(cube, 'freq,status,reason,lower,upper', decided),
    'report.json': `${JSON.stringify(report, null, 2)}\n`,
    'certificate.json': `${JSON.stringify({ ...result.certificate, ...certifiedStructure([cube]) }, null, 2)}\n`,
  })
}
