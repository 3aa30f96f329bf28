import { randomBytes } from 'node:crypto'
import { appendEvents } from '#lib/audit/store.ts'
import { type Actor, dbContextOf, eventActorOf } from '#lib/identity/actor.ts'
import { loadActor } from '#lib/identity/queries.ts'
import { LONGEST_TOKEN_DAYS, TOKEN_SCOPES, type TokenScope } from '#lib/identity/tokens/scope.ts'
import { ok, type Refusal, type Result, refuse } from '#lib/kernel/result.ts'
import { inTransaction } from '#lib/platform/db.ts'
import { sha256 } from '#lib/platform/sha256.ts'

const MILLISECONDS_PER_DAY = 86_400_000
const MOST_TOKENS = 20
/** Every token begins so, so that one that leaked is recognised. */
const TOKEN_START = 'sts_'
const PREFIX_LENGTH = 10
/** A token's use is remembered by the hour, not by the request. */
const USE_STEP_MS = 3_600_000

/** Makes a token for the organisation the person acts for. The token is in the answer and nowhere else. */
export async function createToken(
  actor: Actor,
  input: { readonly name: string; readonly scopes: readonly TokenScope[]; readonly days: number },
  now = new Date(),
): Promise<Result<{ readonly token: string }, Refusal<'no-organisation' | 'too-many-tokens' | 'invalid'>>> {
  const { organisation } = actor
  if (!organisation) return refuse('no-organisation')
  if (input.scopes.length === 0 || input.days < 1 || input.days > LONGEST_TOKEN_DAYS) return refuse('invalid')
  const token = TOKEN_START + randomBytes(32).toString('base64url')
  const prefix = token.slice(0, PREFIX_LENGTH)
  return inTransaction(dbContextOf(actor), async (tx) => {
    const held = await tx.apiToken.count({ where: { personId: actor.personId, revokedAt: null, expiresAt: { gt: now } } })
    if (held >= MOST_TOKENS) return refuse('too-many-tokens')
    await tx.apiToken.createMany({
      data: {
        personId: actor.personId,
        organisationId: organisation.id,
        name: input.name,
        prefix,
        hash: sha256(token),
        scopes: [...new Set(input.scopes)],
        createdAt: now,
        expiresAt: new Date(now.getTime() + input.days * MILLISECONDS_PER_DAY),
      },
    })
    const facts = { prefix, scopes: input.scopes.join(' '), days: input.days, organisationId: organisation.id }
    await appendEvents(tx, [{ actor: eventActorOf(actor), type: 'token.created', orderId: null, facts }])
    return ok({ token })
  })
}

/** Ends a token at once and for good. */
export async function revokeToken(
  actor: Actor,
  input: { readonly tokenId: string },
  now = new Date(),
): Promise<Result<{ readonly tokenId: string }, Refusal<'not-found'>>> {
  return inTransaction(dbContextOf(actor), async (tx) => {
    const token = await tx.apiToken.findFirst({
      where: { id: input.tokenId, personId: actor.personId, revokedAt: null },
      select: { prefix: true },
    })
    if (!token) return refuse('not-found')
    await tx.apiToken.updateMany({ where: { id: input.tokenId }, data: { revokedAt: now } })
    const facts = { prefix: token.prefix }
    await appendEvents(tx, [{ actor: eventActorOf(actor), type: 'token.revoked', orderId: null, facts }])
    return ok({ tokenId: input.tokenId })
  })
}

export interface TokenBearer {
  readonly tokenId: string
  readonly actor: Actor
  readonly scopes: readonly TokenScope[]
}

/**
 * The person behind a token, with her rights as they stand now, acting for the token's organisation. Null when the token is
 * unknown, revoked or past its day, when she was disabled or has left the organisation. Staff roles do not come along: a token
 * is a customer's, whoever holds it.
 */
export async function bearerOf(token: string, now = new Date()): Promise<TokenBearer | null> {
  if (!token.startsWith(TOKEN_START) || token.length > 100) return null
  const known = await inTransaction({ kind: 'purpose', purpose: 'token' }, async (tx) => {
    const row = await tx.apiToken.findUnique({ where: { hash: sha256(token) } })
    if (!row || row.revokedAt || row.expiresAt <= now) return null
    if (!row.lastUsedAt || now.getTime() - row.lastUsedAt.getTime() > USE_STEP_MS)
      await tx.apiToken.updateMany({ where: { id: row.id, revokedAt: null }, data: { lastUsedAt: now } })
    return row
  })
  const actor = known && (await loadActor(known.personId, null, known.organisationId))
  if (!known || actor?.organisation?.id !== known.organisationId) return null
  const scopes = TOKEN_SCOPES.filter((scope) => known.scopes.includes(scope))
  return { tokenId: known.id, actor: { ...actor, roles: [] }, scopes }
}
