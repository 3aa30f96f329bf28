import { cache } from 'react'
import { type AuthorityIdentity, authorityOn } from '#lib/identity/authority/authority.ts'
import { loadAuthorities } from '#lib/identity/authority/queries.ts'
import { inTransaction } from '#lib/platform/db.ts'
import { dayOf } from '#lib/sla/day.ts'

/** Who runs the service today, as every page names it. Read once per request; throws when nobody is named, which the seed prevents. */
export const currentAuthority = cache(async (): Promise<AuthorityIdentity> => {
  const versions = await inTransaction({ kind: 'purpose', purpose: 'public' }, loadAuthorities)
  const inForce = authorityOn(dayOf(new Date().toISOString()), versions)
  if (!inForce) throw new Error('nobody is named to run the service today')
  return inForce.identity
})
