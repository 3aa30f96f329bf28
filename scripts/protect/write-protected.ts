import { mkdirSync, renameSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { ProtectedCube } from '#lib/disclosure/protect.ts'
import { addressStrides, type Cube } from '#lib/tabulation/cube.ts'

/**
 * Writes `protected.csv`, `decisions.csv` (confidential), `report.json` and `certificate.json`. All are written under other
 * names first and then moved into place, so nothing half-written is ever found; other files in the directory stay.
 */
export function writeProtected(dir: string, cube: Cube, result: ProtectedCube, report: object): void {
  const { status, lower, upper } = result
  const mark = (address: number) => (status[address] === 0 ? 'published' : 'hidden')
  const reason = (address: number) => ['', 'primary', 'secondary'][status[address] ?? 0] ?? ''
  const bound = (value: number | undefined) => (Number.isFinite(value) ? String(value) : '')
  const published = (a: number) => `${status[a] === 0 ? cube.counts[a] : ''},${mark(a)}`
  const decided = (a: number) => `${cube.counts[a]},${mark(a)},${reason(a)},${bound(lower[a])},${bound(upper[a])}`
  const files = {
    'protected.csv': () => lines(cube, 'freq,status', published),
    'decisions.csv': () => lines(cube, 'freq,status,reason,lower,upper', decided),
    'report.json': () => `${JSON.stringify(report, null, 2)}\n`,
    'certificate.json': () => `${JSON.stringify(result.certificate, null, 2)}\n`,
  }
  mkdirSync(dir, { recursive: true })
  const fresh = (name: string) => join(dir, `.${name}.new`)
  const mode = (name: string) => (name === 'decisions.csv' ? 0o600 : 0o644)
  for (const [name, text] of Object.entries(files)) writeFileSync(fresh(name), text(), { mode: mode(name) })
  for (const name of Object.keys(files)) renameSync(fresh(name), join(dir, name))
}

function lines({ dimensions, counts }: Cube, columns: string, rest: (address: number) => string): string {
  const strides = addressStrides(dimensions)
  const codes = dimensions.map((dimension) => dimension.codes.map(field))
  const text = [`${dimensions.map(({ id }) => field(id)).join()},${columns}`]
  for (let address = 0; address < counts.length; address++) {
    let line = ''
    for (const [d, own] of codes.entries()) line += `${own[Math.floor(address / (strides[d] ?? 1)) % own.length]},`
    text.push(line + rest(address))
  }
  return `${text.join('\n')}\n`
}

function field(text: string): string {
  return /[",\n\r]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text
}
