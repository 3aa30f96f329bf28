import { mkdir, open, readFile } from 'node:fs/promises'
import path from 'node:path'
import { FIRST_LINE, type HeadFault, headFaults, headLine, lineHash } from '#lib/audit/head.ts'
import { inTransaction, type Tx } from '#lib/platform/db.ts'

const FILE = 'heads.jsonl'

/** The lines of the file of heads; none when there is no file yet. */
export async function readHeadLines(folder: string): Promise<string[]> {
  return linesOf(await readHeads(folder))
}

async function readHeads(folder: string): Promise<string> {
  return readFile(path.join(folder, FILE), 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return ''
    throw error
  })
}

function linesOf(text: string): string[] {
  return text.split('\n').filter((line) => line !== '')
}

/**
 * Writes the end of the log down outside the database, when it has moved. The file is only ever appended to and reaches the disk
 * before this returns: whoever changes or shortens the log in the database later can't make it fit what stands here. A job of the service.
 */
export async function exportHead(folder: string, now = new Date()): Promise<boolean> {
  const [head] = await inTransaction({ kind: 'worker' }, (tx) =>
    tx.auditEvent.findMany({ orderBy: { seq: 'desc' }, take: 1, select: { seq: true, hash: true } }),
  )
  if (!head) return false
  const text = await readHeads(folder)
  const lines = linesOf(text)
  const last = headFaults(lines).heads.at(-1)
  if (last && last.seq === String(head.seq) && last.hash === head.hash) return false
  const previous = lines.length === 0 ? FIRST_LINE : lineHash(lines.at(-1) ?? '')
  const line = headLine({ at: now.toISOString(), seq: String(head.seq), hash: head.hash, previous })
  await mkdir(folder, { recursive: true, mode: 0o700 })
  const file = await open(path.join(folder, FILE), 'a', 0o600)
  try {
    // A line that a crash cut off is ended first, so that it spoils no other.
    await file.writeFile(`${text === '' || text.endsWith('\n') ? '' : '\n'}${line}\n`)
    await file.sync()
  } finally {
    await file.close()
  }
  return true
}

/** Compares every head that was written down with the log: each must still stand there under its number with its hash. */
export async function verifyHeads(
  tx: Tx,
  lines: readonly string[],
): Promise<{ readonly heads: number; readonly faults: readonly HeadFault[] }> {
  const { heads, faults } = headFaults(lines)
  const rows = await tx.auditEvent.findMany({
    where: { seq: { in: heads.map(({ seq }) => BigInt(seq)) } },
    select: { seq: true, hash: true },
  })
  const stored = new Map(rows.map(({ seq, hash }) => [String(seq), hash]))
  const missing = heads.flatMap(({ seq, hash }, at): HeadFault[] => {
    const found = stored.get(seq)
    if (found === undefined) return [{ line: at + 1, fault: 'not-in-log' }]
    return found === hash ? [] : [{ line: at + 1, fault: 'other-hash' }]
  })
  return { heads: heads.length, faults: [...faults, ...missing] }
}
