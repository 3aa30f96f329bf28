import { readdirSync, readFileSync, statSync } from 'node:fs'
import path from 'node:path'

/** Paths from the root of the project, with the text of each file. */
export type Sources = ReadonlyMap<string, string>

const ROOTS = ['app', 'components', 'lib', 'proxy.ts']

/** Every source file of the product. Generated code is left out. */
export function readSources(): Sources {
  const sources = new Map<string, string>()
  const visit = (place: string) => {
    if (statSync(place).isDirectory()) {
      if (place === path.join('lib', 'generated')) return
      for (const name of readdirSync(place).sort()) visit(path.join(place, name))
    } else if (/\.tsx?$/.test(place)) sources.set(place, readFileSync(place, 'utf8'))
  }
  for (const root of ROOTS) visit(root)
  return sources
}

export interface Import {
  readonly from: string
  readonly to: string
  readonly isTypeOnly: boolean
}

const IMPORT = /(?:^|\n)\s*(?:import|export)\s+(type\s+)?(?:[^'";]*?\sfrom\s+)?['"]([^'"]+)['"]|import\(\s*['"]([^'"]+)['"]\s*\)/g

/** What a file imports, with `#lib/...` and relative addresses turned into paths from the root. */
export function importsOf(file: string, text: string): Import[] {
  return [...text.matchAll(IMPORT)].map((match) => {
    const name = match[2] ?? match[3] ?? ''
    const to = name.startsWith('#') ? name.slice(1) : name.startsWith('.') ? path.join(path.dirname(file), name) : name
    return { from: file, to, isTypeOnly: match[1] !== undefined }
  })
}
