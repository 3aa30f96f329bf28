import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { stat } from 'node:fs/promises'
import { join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import type { Snapshot } from '#lib/catalogue/snapshot.ts'
import { ok, type Result, refuse } from '#lib/kernel/result.ts'
import { hashSnapshot } from '../hash-snapshot.ts'
import type { TabulationRefusal } from '../tabulation-refusal.ts'

/** Files hashed earlier in this process, by path; hashed again when size, time or inode differ. */
const hashed = new Map<string, { stamp: string; sha256: string }>()

/** Checks that the files to be read are, byte for byte, those the snapshot names. Returns their paths by name. */
export async function verifySnapshot(
  snapshot: Snapshot,
  dataDir: string,
  names: readonly string[],
): Promise<Result<ReadonlyMap<string, string>, TabulationRefusal>> {
  const facts = (file: string) => ({ snapshotId: snapshot.id, file })
  if (hashSnapshot(snapshot) !== snapshot.sha256) return refuse('snapshot-mismatch', facts('snapshot.json'))
  const paths = new Map<string, string>()
  for (const name of names) {
    const path = join(dataDir, snapshot.id, name)
    const expected = snapshot.files.find((file) => file.name === name)
    if (!expected) return refuse('snapshot-missing', facts(name))
    const actual = await hashFile(path)
    if (actual === null) return refuse('snapshot-missing', facts(name))
    if (actual !== expected.sha256) return refuse('snapshot-mismatch', facts(name))
    paths.set(name, path)
  }
  return ok(paths)
}

/** The SHA-256 of a file in hexadecimal; null when there is no such file. */
export async function hashFile(path: string): Promise<string | null> {
  const facts = await stat(path, { bigint: true }).catch(() => null)
  if (!facts?.isFile()) return null
  const stamp = `${facts.ino}:${facts.size}:${facts.mtimeNs}:${facts.ctimeNs}`
  const earlier = hashed.get(path)
  if (earlier?.stamp === stamp) return earlier.sha256
  const hash = createHash('sha256')
  await pipeline(createReadStream(path, { highWaterMark: 1 << 20 }), hash)
  const sha256 = hash.digest('hex')
  hashed.set(path, { stamp, sha256 })
  return sha256
}
