import pg from 'pg'
import type { Secrets } from './secrets.ts'

export interface RoleUrls {
  readonly owner: string
  readonly web: string
  readonly worker: string
}

/** Lets the two application roles sign in with the kept passwords and answers each role's connection string. */
export async function openRoles(ownerUrl: string, secrets: Secrets): Promise<RoleUrls> {
  const owner = new pg.Client({ connectionString: ownerUrl })
  await owner.connect()
  try {
    await owner.query(`alter role statistik_web login password ${pg.escapeLiteral(secrets.web)}`)
    await owner.query(`alter role statistik_worker login password ${pg.escapeLiteral(secrets.worker)}`)
  } finally {
    await owner.end()
  }
  return {
    owner: ownerUrl,
    web: urlFor(ownerUrl, 'statistik_web', secrets.web),
    worker: urlFor(ownerUrl, 'statistik_worker', secrets.worker),
  }
}

function urlFor(ownerUrl: string, role: string, password: string): string {
  const url = new URL(ownerUrl)
  url.username = role
  url.password = password
  return url.href
}
