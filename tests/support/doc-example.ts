import { readFileSync } from 'node:fs'

/** The functions of a named example in a document, loaded as the reader would copy them. */
export async function docExample(file: string, name: string): Promise<Record<string, (...given: never[]) => unknown>> {
  const text = readFileSync(file, 'utf8')
  const source = new RegExp(`\`\`\`js ${name}\\n([\\s\\S]*?)\`\`\``).exec(text)?.[1]
  if (!source) throw new Error(`${file} has no example ${name}`)
  return import(`data:text/javascript,${encodeURIComponent(source)}`)
}
