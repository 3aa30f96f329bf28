import { z } from 'zod'
import { ok, type Refusal, type Result, refuse } from '#lib/kernel/result.ts'

/** Claims as a MitID Erhverv broker gives them at userinfo; the name may be missing. */
const claimsSchema = z.object({
  sub: z.string().min(1),
  email: z.email().optional(),
  name: z.string().optional(),
  'nemlogin.cvr': z.string().optional(),
  'nemlogin.org_name': z.string().optional(),
  'nemlogin.persistent_professional_id': z.string().optional(),
  'nemlogin.name': z.string().optional(),
  'nemlogin.email': z.email().optional(),
})

export interface OidcIdentity {
  readonly subject: string
  readonly email: string
  readonly name: string
  readonly organisation: { readonly cvr: string; readonly name: string } | null
}

/** Reads an identity from an OIDC provider's claims. Refuses claims without subject or e-mail. */
export function parseOidcClaims(claims: unknown): Result<OidcIdentity, Refusal<'claims-incomplete'>> {
  const parsed = claimsSchema.safeParse(claims)
  if (!parsed.success) return refuse('claims-incomplete')
  const given = parsed.data
  const email = (given['nemlogin.email'] ?? given.email)?.toLowerCase()
  if (!email) return refuse('claims-incomplete')
  const cvr = given['nemlogin.cvr']
  return ok({
    subject: given['nemlogin.persistent_professional_id'] ?? given.sub,
    email,
    name: given['nemlogin.name'] ?? given.name ?? email,
    organisation: cvr ? { cvr, name: given['nemlogin.org_name'] ?? `CVR ${cvr}` } : null,
  })
}
