import { mkdir, open, readFile, rename, rm, stat, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { type Snapshot, snapshotSchema } from '#lib/catalogue/snapshot.ts'
import { hashFile } from '#lib/tabulation/engines/verify-snapshot.ts'
import { hashSnapshot } from '#lib/tabulation/hash-snapshot.ts'

const MANIFEST = 'snapshot.json'

/** What is known of a cut before its files are hashed. */
export type CutFacts = Omit<Snapshot, 'sha256' | 'files'>

/** Reads the snapshot of a folder when it is complete: a manifest that parses and files of the sizes it names. */
export async function readSnapshot(dataDir: string, id: string): Promise<Snapshot | null> {
  const text = await readFile(join(dataDir, id, MANIFEST), 'utf8').catch(() => null)
  if (text === null) return null
  const parsed = snapshotSchema.safeParse(JSON.parse(text))
  if (!parsed.success || parsed.data.id !== id) return null
  for (const file of parsed.data.files) {
    const facts = await stat(join(dataDir, id, file.name)).catch(() => null)
    if (facts?.size !== file.bytes) return null
  }
  return parsed.data
}

/**
 * Makes a snapshot folder: `write` puts Parquet files into a temporary folder and tells their rows; the folder gets its
 * final name only when everything is written and on disk. A half-made folder is never seen as a snapshot.
 */
export async function makeSnapshot(
  dataDir: string,
  id: string,
  write: (folder: string) => Promise<{ facts: CutFacts; rows: ReadonlyMap<string, number> }>,
): Promise<Snapshot> {
  await mkdir(dataDir, { recursive: true })
  const temporary = join(dataDir, `.${id}.${process.pid}.part`)
  await rm(temporary, { recursive: true, force: true })
  await mkdir(temporary)
  try {
    const { facts, rows } = await write(temporary)
    const files = await Promise.all([...rows].map(([name, count]) => describeFile(temporary, name, count)))
    const snapshot: Snapshot = { ...facts, files, sha256: hashSnapshot({ ...facts, files }) }
    await writeFile(join(temporary, MANIFEST), `${JSON.stringify(snapshotSchema.parse(snapshot), null, 1)}\n`, { flush: true })
    const final = join(dataDir, id)
    await rm(final, { recursive: true, force: true })
    await rename(temporary, final)
    return snapshot
  } catch (error) {
    await rm(temporary, { recursive: true, force: true })
    throw error
  }
}

async function describeFile(folder: string, name: string, rows: number): Promise<Snapshot['files'][number]> {
  const path = join(folder, name)
  const handle = await open(path, 'r+')
  await handle.sync()
  await handle.chmod(0o444)
  await handle.close()
  const sha256 = await hashFile(path)
  if (sha256 === null) throw new Error(`${path} was not written`)
  return { name, sha256, bytes: (await stat(path)).size, rows }
}
