import { cookies } from 'next/headers'
import { redirect } from 'next/navigation'
import { getServerSession } from 'next-auth'
import { cache } from 'react'
import type { Actor } from '#lib/identity/actor.ts'
import { loadActor } from '#lib/identity/queries.ts'
import type { StaffRole } from '#lib/identity/role.ts'
import { authOptions, type SessionClaims } from '#lib/web/auth-options.ts'

/** Cookie that says which of her organisations the person acts for; checked against her memberships at each request. */
export const ORGANISATION_COOKIE = 'organisation'

/** What the signed cookie of this request says; null without one. Read once per request. */
const claimsNow = cache(async () => (await getServerSession(authOptions())) as Partial<SessionClaims> | null)

/** Milliseconds until the sign-in of this request ends, or null when nobody is signed in. */
export async function sessionLeftMs(now = Date.now()): Promise<number | null> {
  const { endsAt } = (await claimsNow()) ?? {}
  return typeof endsAt === 'number' ? endsAt * 1000 - now : null
}

/** The signed-in person of this request with rights read afresh from the database, or null. Read once per request. */
export const currentActor = cache(async (): Promise<Actor | null> => {
  const claims = await claimsNow()
  if (!claims?.personId || claims.epoch === undefined) return null
  const organisationId = (await cookies()).get(ORGANISATION_COOKIE)?.value ?? null
  return loadActor(claims.personId, claims.epoch, organisationId)
})

/** The signed-in person, or the sign-in page with the way back. */
export async function requireActor(returnTo: string): Promise<Actor> {
  return (await currentActor()) ?? redirect(`/login?next=${encodeURIComponent(returnTo)}`)
}

/** The signed-in person if she holds a staff role; otherwise the start page, which tells nothing of what was there. */
export async function requireStaff(role: StaffRole, returnTo: string): Promise<Actor> {
  const actor = await requireActor(returnTo)
  return actor.roles.includes(role) ? actor : redirect('/')
}
