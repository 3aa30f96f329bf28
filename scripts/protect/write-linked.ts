import type { Certificate } from '#lib/disclosure/certificate.ts'
import type { JointTable } from '#lib/disclosure/joint/protect-jointly.ts'
import type { Cube, CubeDimension } from '#lib/tabulation/cube.ts'
import { cellLines } from './cell-lines.ts'
import { certifiedStructure } from './certified-structure.ts'
import { writeTogether } from './write-together.ts'

/**
 * Writes linked tables into one file each of `protected.csv` and `decisions.csv`: a column per dimension of any table, with the
 * total where a table does not have it, and every cell once.
 */
export function writeLinked(
  dir: string,
  dimensions: readonly CubeDimension[],
  tables: readonly { readonly cube: Cube; readonly table: JointTable }[],
  certificate: Certificate,
  report: object,
): void {
  const bound = (value: number | undefined) => (Number.isFinite(value) ? String(value) : '')
  const reason = (mark: number) => ['', 'primary', 'secondary'][mark] ?? ''
  const shown = new Map<string, string>()
  const decided = new Map<string, string>()
  for (const { cube, table } of tables) {
    const mark = (address: number) => table.status[address] ?? 0
    const state = (address: number) => (mark(address) === 0 ? 'published' : 'hidden')
    const place = placesIn(cube, dimensions)
    for (let address = 0; address < cube.counts.length; address++) {
      const key = place(address)
      shown.set(key, `${mark(address) === 0 ? cube.counts[address] : ''},${state(address)}`)
      const interval = `${bound(table.lower[address])},${bound(table.upper[address])}`
      decided.set(key, `${cube.counts[address]},${state(address)},${reason(mark(address))},${interval}`)
    }
  }
  const file = (columns: string, lines: ReadonlyMap<string, string>) =>
    `${dimensions.map(({ id }) => id).join()},${columns}\n${[...lines].map(([codes, rest]) => `${codes}${rest}\n`).join('')}`
  writeTogether(dir, {
    'protected.csv': file('freq,status', shown),
    'decisions.csv': file('freq,status,reason,lower,upper', decided),
    'report.json': `${JSON.stringify(report, null, 2)}\n`,
    'certificate.json': `${JSON.stringify({ ...certificate, ...certifiedStructure(tables.map(({ cube }) => cube)) }, null, 2)}\n`,
  })
}

/** The codes of a cell over all dimensions, as they begin its line. */
function placesIn(cube: Cube, dimensions: readonly CubeDimension[]): (address: number) => string {
  const lines = cellLines(cube, '', () => '')
    .split('\n')
    .slice(1)
  const own = cube.dimensions.map(({ id }) => id)
  return (address) => {
    const codes = (lines[address] ?? '').split(',')
    return dimensions.map(({ id, codes: [total = ''] }) => `${own.includes(id) ? codes[own.indexOf(id)] : total},`).join('')
  }
}
