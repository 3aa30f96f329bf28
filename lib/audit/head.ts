import { createHash } from 'node:crypto'
import { z } from 'zod'

/** The end of the log at a moment, as it was written down outside the database. Each line carries the hash of the line before. */
const headSchema = z.strictObject({
  at: z.iso.datetime(),
  seq: z.string().regex(/^\d+$/),
  hash: z.string().regex(/^[0-9a-f]{64}$/),
  previous: z.string().regex(/^[0-9a-f]{64}$/),
})
export type LogHead = z.infer<typeof headSchema>

export const FIRST_LINE = '0'.repeat(64)

/** The SHA-256 of a line, which the next line repeats. */
export function lineHash(line: string): string {
  return createHash('sha256').update(line).digest('hex')
}

/** A head as its line in the file, without the line feed. */
export function headLine(head: LogHead): string {
  return JSON.stringify({ at: head.at, seq: head.seq, hash: head.hash, previous: head.previous })
}

export type HeadFault = {
  readonly line: number
  readonly fault: 'unreadable' | 'broken-link' | 'goes-back' | 'not-in-log' | 'other-hash'
}

/**
 * Walks the lines of the file and names what is wrong with them by themselves: a line that cannot be read, one that does not follow
 * the line before it, and a log that became shorter. A last line cut off by a crash counts as unreadable too.
 */
export function headFaults(lines: readonly string[]): {
  readonly heads: readonly LogHead[]
  readonly faults: readonly HeadFault[]
} {
  const heads: LogHead[] = []
  const faults: HeadFault[] = []
  let previous = FIRST_LINE
  for (const [at, text] of lines.entries()) {
    const line = at + 1
    const head = readHead(text)
    if (head === null) faults.push({ line, fault: 'unreadable' })
    else {
      if (head.previous !== previous) faults.push({ line, fault: 'broken-link' })
      if (BigInt(head.seq) < BigInt(heads.at(-1)?.seq ?? '0')) faults.push({ line, fault: 'goes-back' })
      heads.push(head)
    }
    previous = lineHash(text)
  }
  return { heads, faults }
}

function readHead(text: string): LogHead | null {
  try {
    const parsed = headSchema.safeParse(JSON.parse(text))
    return parsed.success ? parsed.data : null
  } catch {
    return null
  }
}
