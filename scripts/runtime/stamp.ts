import { createHash } from 'node:crypto'
import fs from 'node:fs'
import path from 'node:path'

function filesUnder(place: string): string[] {
  if (!fs.existsSync(place)) return []
  if (!fs.statSync(place).isDirectory()) return [place]
  const names = fs.readdirSync(place).filter((name) => name !== 'generated' && !name.startsWith('.'))
  return names.sort().flatMap((name) => filesUnder(path.join(place, name)))
}

/** One hash over the names and contents of files and folders; missing ones count as empty. */
export function hashOf(places: readonly string[]): string {
  const hash = createHash('sha256')
  for (const file of places.flatMap(filesUnder)) hash.update(file).update('\0').update(fs.readFileSync(file))
  return hash.digest('hex')
}

/** Does work only when its inputs have changed since the last time it succeeded, or its product is missing. Answers whether it did. */
export async function whenStale(
  stampFile: string,
  inputs: readonly string[],
  product: string,
  work: () => Promise<void>,
): Promise<boolean> {
  const wanted = hashOf(inputs)
  if (fs.existsSync(product) && fs.existsSync(stampFile) && fs.readFileSync(stampFile, 'utf8') === wanted) return false
  await work()
  fs.mkdirSync(path.dirname(stampFile), { recursive: true })
  fs.writeFileSync(stampFile, wanted)
  return true
}
