import { addressStrides, type Cube } from '#lib/tabulation/cube.ts'

/** A comma-separated file with a line per cell of every level: its codes, then what `rest` says of the cell. */
export function cellLines({ dimensions, counts }: Cube, columns: string, rest: (address: number) => string): string {
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
