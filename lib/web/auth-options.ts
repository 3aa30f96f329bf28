import type { NextAuthOptions } from 'next-auth'
import CredentialsProvider from 'next-auth/providers/credentials'
import type { UserinfoEndpointHandler } from 'next-auth/providers/oauth'
import { z } from 'zod'
import { recordRefusedSignIn, recordSignIn, signInByOidc } from '#lib/identity/commands.ts'
import { parseOidcClaims } from '#lib/identity/oidc-claims.ts'
import { personByPassword } from '#lib/identity/queries.ts'
import { env } from '#lib/platform/env.ts'
import { mayTrySignIn, noteWrongSignIn } from '#lib/web/sign-in-limit.ts'

const credentialsSchema = z.object({ email: z.email().max(200), password: z.string().min(1).max(200) })
const SESSION_SECONDS = 8 * 3600

/** What next-auth's signed cookie carries: who, and the epoch of the person's sessions. Rights are never in it. */
export interface SessionClaims {
  readonly personId: string
  readonly epoch: number
  /** When the cookie ends, in seconds since 1970; a page can't make it longer, only `/api/auth/session` does. */
  readonly endsAt: number
}

/** next-auth: password accounts for the embedded demo, a generic OIDC provider (MitID Erhverv broker, Entra ID) when configured. */
export function authOptions(): NextAuthOptions {
  const { OIDC_ISSUER, STATISTIK_DEMO_ACCOUNTS, NEXTAUTH_SECRET } = env()
  return {
    ...(NEXTAUTH_SECRET ? { secret: NEXTAUTH_SECRET } : {}),
    session: { strategy: 'jwt', maxAge: SESSION_SECONDS },
    // Without this a copied cookie would be good for a month, though the browser drops its own after the working day.
    jwt: { maxAge: SESSION_SECONDS },
    pages: { signIn: '/login', error: '/login' },
    providers: [
      ...(STATISTIK_DEMO_ACCOUNTS === 'on' ? [passwordProvider()] : []),
      ...(OIDC_ISSUER ? [oidcProvider(OIDC_ISSUER)] : []),
    ],
    callbacks: {
      async signIn({ account, user, profile }) {
        if (account?.provider !== 'oidc' || !OIDC_ISSUER) return true
        const identity = parseOidcClaims(profile)
        if (!identity.ok) {
          await recordRefusedSignIn('claims-incomplete')
          return '/login?error=claims-incomplete'
        }
        const person = await signInByOidc(OIDC_ISSUER, identity.value)
        if (!person.ok) return `/login?error=${person.kind}`
        await recordSignIn(person.value.id, 'oidc')
        Object.assign(user, { id: person.value.id, epoch: person.value.sessionEpoch })
        return true
      },
      jwt({ token, user }) {
        if (user) Object.assign(token, { personId: user.id, epoch: (user as { epoch?: number }).epoch ?? 0 })
        return token
      },
      session({ session, token }) {
        return Object.assign(session, { personId: token.personId, epoch: token.epoch, endsAt: token.exp })
      },
    },
  }
}

function passwordProvider() {
  return CredentialsProvider({
    name: 'password',
    credentials: { email: { type: 'email' }, password: { type: 'password' } },
    async authorize(given) {
      const parsed = credentialsSchema.safeParse(given)
      if (!parsed.success) return null
      const { email, password } = parsed.data
      if (!(await mayTrySignIn(email))) {
        await recordRefusedSignIn('rate-limited')
        throw new Error('rate-limited')
      }
      const person = await personByPassword(email, password)
      if (!person) {
        await noteWrongSignIn(email)
        await recordRefusedSignIn('wrong-password')
        return null
      }
      await recordSignIn(person.id, 'password')
      return { id: person.id, name: person.name, email: person.email, epoch: person.sessionEpoch }
    },
  })
}

type UserinfoContext = Parameters<NonNullable<UserinfoEndpointHandler['request']>>[0]

function oidcProvider(issuer: string) {
  const { OIDC_CLIENT_ID, OIDC_CLIENT_SECRET } = env()
  return {
    id: 'oidc',
    name: 'MitID Erhverv',
    type: 'oauth' as const,
    wellKnown: `${issuer}/.well-known/openid-configuration`,
    clientId: OIDC_CLIENT_ID ?? '',
    clientSecret: OIDC_CLIENT_SECRET ?? '',
    authorization: { params: { scope: 'openid email profile nemlogin', idp_values: 'mitid_erhverv' } },
    idToken: true,
    // A broker gives the organisation's claims at userinfo only.
    userinfo: { request: ({ client, tokens }: UserinfoContext) => client.userinfo(tokens.access_token ?? '') },
    checks: ['pkce' as const, 'state' as const, 'nonce' as const],
    profile: (claims: { sub: string }) => ({ id: claims.sub }),
  }
}
