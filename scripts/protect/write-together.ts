import { mkdirSync, renameSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

/**
 * Writes files under other names first and then moves them into place, so that nothing half-written is ever found; other
 * files in the directory stay. `decisions.csv` is confidential and readable by its owner alone.
 */
export function writeTogether(dir: string, files: Readonly<Record<string, string>>): void {
  mkdirSync(dir, { recursive: true })
  const fresh = (name: string) => join(dir, `.${name}.new`)
  for (const [name, text] of Object.entries(files))
    writeFileSync(fresh(name), text, { mode: name === 'decisions.csv' ? 0o600 : 0o644 })
  for (const name of Object.keys(files)) renameSync(fresh(name), join(dir, name))
}
