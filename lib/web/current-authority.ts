import { cache } from 'react'
import type { Actor } from '#lib/identity/actor.ts'
import { type AuthorityIdentity, authorityOn, type DatedAuthority } from '#lib/identity/authority/authority.ts'
import { saveAuthority } from '#lib/identity/authority/commands.ts'
import { loadAuthorities } from '#lib/identity/authority/queries.ts'
import { inTransaction } from '#lib/platform/db.ts'
import { log } from '#lib/platform/log.ts'
import { dayOf } from '#lib/sla/day.ts'

/** Every page names the authority, and it changes once in years: a process reads it at most so often. */
const KEPT_MS = 30_000

let kept: { readonly versions: readonly DatedAuthority[]; readonly readAt: number } | undefined

/**
 * Who runs the service today, as every page names it. A database that does not answer leaves what was read last; throws when nothing
 * was, or when nobody is named, which the seed prevents.
 */
export const currentAuthority = cache(async (): Promise<AuthorityIdentity> => {
  const now = Date.now()
  if (kept === undefined || now - kept.readAt > KEPT_MS) await readAgain(now)
  const inForce = authorityOn(dayOf(new Date(now).toISOString()), kept?.versions ?? [])
  if (!inForce) throw new Error('nobody is named to run the service today')
  return inForce.identity
})

async function readAgain(now: number): Promise<void> {
  try {
    const versions = await inTransaction({ kind: 'purpose', purpose: 'public' }, loadAuthorities)
    kept = { versions, readAt: now }
  } catch (error) {
    if (kept === undefined) throw error
    log().warn({ reason: error instanceof Error ? error.name : 'unknown' }, 'the authority was not read again')
    kept = { ...kept, readAt: now }
  }
}

/** Keeps an identity and lets this process's pages show it at once. */
export async function saveAuthorityNow(actor: Actor, input: Parameters<typeof saveAuthority>[1]) {
  const saved = await saveAuthority(actor, input)
  if (saved.ok) kept = undefined
  return saved
}
