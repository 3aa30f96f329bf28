// An identity provider for tests on loopback, with claims as a MitID Erhverv broker gives them at userinfo. Any login name of
// USERS signs in; the password is not looked at.
import Provider from 'oidc-provider'

const USERS: Readonly<Record<string, Record<string, string>>> = {
  alice: {
    'nemlogin.cvr': '99000406',
    'nemlogin.org_name': 'Alices Analyse ApS',
    'nemlogin.persistent_professional_id': 'urn:uuid:alice',
    'nemlogin.name': 'Alice Andersen',
    'nemlogin.email': 'alice@alices-analyse.dk',
  },
  // The name may be missing; the service asks or falls back.
  bob: {
    'nemlogin.cvr': '99000406',
    'nemlogin.persistent_professional_id': 'urn:uuid:bob',
    'nemlogin.email': 'bob@alices-analyse.dk',
  },
  // A CVR number that fails its check.
  mallory: {
    'nemlogin.cvr': '99000300',
    'nemlogin.persistent_professional_id': 'urn:uuid:mallory',
    'nemlogin.email': 'mallory@example.dk',
  },
  // An address that already belongs to somebody else's account.
  taker: {
    'nemlogin.cvr': '99000406',
    'nemlogin.persistent_professional_id': 'urn:uuid:taker',
    'nemlogin.email': 'rekvirent@example.dk',
  },
}

const port = Number(process.env.OIDC_PORT)
const issuer = process.env.OIDC_ISSUER ?? `http://127.0.0.1:${port}`
const provider = new Provider(issuer, {
  clients: [
    {
      client_id: process.env.OIDC_CLIENT_ID ?? 'statistikservice',
      client_secret: process.env.OIDC_CLIENT_SECRET ?? 'only-for-tests',
      redirect_uris: [`${process.env.NEXTAUTH_URL}/api/auth/callback/oidc`],
      grant_types: ['authorization_code'],
      response_types: ['code'],
    },
  ],
  scopes: ['openid', 'email', 'profile', 'nemlogin'],
  claims: {
    openid: ['sub'],
    nemlogin: ['nemlogin.cvr', 'nemlogin.org_name', 'nemlogin.persistent_professional_id', 'nemlogin.name', 'nemlogin.email'],
  },
  findAccount: (_context: unknown, id: string) => ({ accountId: id, claims: () => ({ sub: id, ...USERS[id] }) }),
  features: { devInteractions: { enabled: true } },
  pkce: { required: () => true },
  cookies: { keys: ['only-for-tests'] },
})
provider.listen(port, '127.0.0.1')
