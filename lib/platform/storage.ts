import { randomUUID } from 'node:crypto'
import { mkdir, open, readFile, rename } from 'node:fs/promises'
import path from 'node:path'
import { env } from '#lib/platform/env.ts'
import { sha256 } from '#lib/platform/sha256.ts'

const KEY = /^[a-z0-9][a-z0-9-]*(\/[a-z0-9][a-z0-9.-]*)*$/

function fileOf(key: string): string {
  if (!KEY.test(key) || key.includes('..')) throw new Error('malformed storage key')
  return path.join(env().STATISTIK_DATA_DIR, key)
}

/**
 * Keeps bytes under a key: temporary file, fsync, rename, fsync of the folder. A crash leaves the old file or the new one, never half.
 * Returns the SHA-256 of the bytes in hex.
 */
export async function keepFile(key: string, bytes: Uint8Array): Promise<string> {
  const target = fileOf(key)
  const folder = path.dirname(target)
  await mkdir(folder, { recursive: true, mode: 0o700 })
  const temporary = path.join(folder, `.${randomUUID()}.part`)
  const file = await open(temporary, 'wx', 0o600)
  try {
    await file.writeFile(bytes)
    await file.sync()
  } finally {
    await file.close()
  }
  await rename(temporary, target)
  const directory = await open(folder, 'r')
  try {
    await directory.sync()
  } finally {
    await directory.close()
  }
  return sha256(bytes)
}

/** Reads a kept file and refuses bytes whose SHA-256 is not the expected one: returns null on a mismatch or a missing file. */
export async function readKeptFile(key: string, expectedSha256: string): Promise<Uint8Array | null> {
  const bytes = await readFile(fileOf(key)).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return null
    throw error
  })
  return bytes && sha256(bytes) === expectedSha256 ? bytes : null
}
