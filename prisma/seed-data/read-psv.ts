import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

/** Reads a file of this folder with a heading line and one separator between fields; no quoting. One record per line. */
export function readRecords(file: string, separator: string): Record<string, string>[] {
  const path = fileURLToPath(new URL(file, import.meta.url))
  const [heading = '', ...lines] = readFileSync(path, 'utf8').trimEnd().split(/\r?\n/)
  const names = heading.split(separator).map((name) => name.replaceAll('"', ''))
  return lines.map((line) => {
    const fields = line.split(separator)
    if (fields.length !== names.length) throw new Error(`${file}: expected ${names.length} fields in "${line}"`)
    return Object.fromEntries(names.map((name, position) => [name, (fields[position] ?? '').replaceAll('"', '')]))
  })
}

/** The value of a field that every record must have. */
export function field(record: Record<string, string>, name: string): string {
  const value = record[name]
  if (value === undefined || value === '') throw new Error(`field ${name} is missing in ${JSON.stringify(record)}`)
  return value
}
