import { authoritySchema, type DatedAuthority } from '#lib/identity/authority/authority.ts'
import type { Tx } from '#lib/platform/db.ts'

/** Every version of every identity of the authority. Throws when a stored one no longer fits its schema. */
export async function loadAuthorities(tx: Tx): Promise<DatedAuthority[]> {
  const rows = await tx.authorityVersion.findMany({ orderBy: [{ validFrom: 'asc' }, { createdAt: 'asc' }] })
  return rows.map(({ id, validFrom, createdAt, body }) => ({
    id,
    validFrom: validFrom.toISOString().slice(0, 10),
    createdAt,
    identity: authoritySchema.parse(body),
  }))
}
