import { readdir } from 'node:fs/promises'
import { importedRegisters } from '../import/import-register.ts'

const EVERY_MS = 3_000

/**
 * Calls `takeUp` when cuts have been imported into the folder since the last look; a failure is told and tried again. Cuts
 * get their names when they are whole, so that none is seen half. Returns the way to stop.
 */
export function watchImports(
  folder: string,
  takeUp: () => Promise<void>,
  tell: (problem: string) => void,
  everyMs = EVERY_MS,
): () => void {
  let listing: string | null = null
  let known: string | null = null
  let isLooking = false
  const look = async () => {
    const names = (await readdir(folder).catch(() => [])).filter((name) => !name.startsWith('.')).join()
    // Manifests are only read when a folder has come or gone.
    if (names === listing) return
    const ids = (await importedRegisters(folder)).map(({ snapshot }) => `${snapshot.id} ${snapshot.sha256}`).join()
    if (known !== null && ids !== known) await takeUp()
    known = ids
    listing = names
  }
  const timer = setInterval(() => {
    if (isLooking) return
    isLooking = true
    look()
      .catch((error: unknown) => tell(error instanceof Error ? error.message : String(error)))
      .finally(() => {
        isLooking = false
      })
  }, everyMs)
  return () => clearInterval(timer)
}
