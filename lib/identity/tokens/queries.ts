import { type Actor, dbContextOf } from '#lib/identity/actor.ts'
import { inTransaction } from '#lib/platform/db.ts'

export interface TokenRow {
  readonly id: string
  readonly name: string
  readonly prefix: string
  readonly scopes: readonly string[]
  readonly organisationId: string
  readonly expiresAt: Date
  readonly createdAt: Date
  readonly lastUsedAt: Date | null
  readonly revokedAt: Date | null
}

/** The person's own tokens, newest first; never anybody else's, and never the tokens themselves. */
export async function listTokens(actor: Actor): Promise<TokenRow[]> {
  return inTransaction(dbContextOf(actor), (tx) =>
    tx.apiToken.findMany({
      where: { personId: actor.personId },
      omit: { hash: true, personId: true },
      orderBy: { createdAt: 'desc' },
      take: 100,
    }),
  )
}
