import { createHash } from 'node:crypto'

/** One row of the log as text, exactly as the database hashed it. */
export interface ChainRow {
  readonly seq: string
  readonly at: string
  readonly actorKind: string
  readonly actorId: string | null
  readonly type: string
  readonly orderId: string | null
  readonly facts: string
  readonly prevHash: string
  readonly hash: string
}

export const FIRST_PREVIOUS_HASH = '0'.repeat(64)

/** The hash a row must carry: SHA-256 over its fields and the hash before it, joined by line feeds. */
export function chainHash(row: Omit<ChainRow, 'hash'>): string {
  const fields = [row.prevHash, row.seq, row.at, row.actorKind, row.actorId ?? '-', row.type, row.orderId ?? '-', row.facts]
  return createHash('sha256').update(fields.join('\n')).digest('hex')
}

export type ChainFault = { readonly seq: string; readonly fault: 'gap' | 'broken-link' | 'changed-row' }

/**
 * Walks rows in order and names the first fault of each kind found at a row: a missing number, a link that does not
 * fit the row before, or a row whose content no longer gives its hash. `previous` carries the walk over pages.
 */
export function chainFaults(rows: readonly ChainRow[], previous: { seq: bigint; hash: string }): ChainFault[] {
  const faults: ChainFault[] = []
  let { seq, hash } = previous
  for (const row of rows) {
    if (BigInt(row.seq) !== seq + 1n) faults.push({ seq: row.seq, fault: 'gap' })
    if (row.prevHash !== hash) faults.push({ seq: row.seq, fault: 'broken-link' })
    if (chainHash(row) !== row.hash) faults.push({ seq: row.seq, fault: 'changed-row' })
    seq = BigInt(row.seq)
    hash = row.hash
  }
  return faults
}
