import { PrismaPg } from '@prisma/adapter-pg'
import { Prisma, PrismaClient } from '#lib/generated/prisma/client.ts'
import { env } from '#lib/platform/env.ts'

export type Tx = Prisma.TransactionClient

/**
 * Who a transaction acts for. `person`: a signed-in person, whose rights the database looks up itself.
 * `purpose`: a narrow errand of the service with nobody signed in. `worker`: the worker process's own role.
 */
export type DbContext =
  | { readonly kind: 'person'; readonly personId: string }
  | { readonly kind: 'purpose'; readonly purpose: 'sign-in' | 'verify' | 'public' | 'forecast' | 'library' | 'token' }
  | { readonly kind: 'worker' }

const kept = globalThis as unknown as { statistikClients?: Map<string, PrismaClient> }

function client(url: string): PrismaClient {
  kept.statistikClients ??= new Map()
  let found = kept.statistikClients.get(url)
  if (!found) {
    found = new PrismaClient({ adapter: new PrismaPg({ connectionString: url, max: 10 }) })
    kept.statistikClients.set(url, found)
  }
  return found
}

/** The connection string of this process's role. Throws when it is not set. */
function connectionString(context: DbContext): string {
  const url = context.kind === 'worker' ? env().WORKER_DATABASE_URL : env().DATABASE_URL
  if (!url) throw new Error(`${context.kind === 'worker' ? 'WORKER_DATABASE_URL' : 'DATABASE_URL'} is not set`)
  return url
}

/**
 * Runs `work` in one transaction under row-level security for `context`. Everything it writes lands together or not at all.
 * The context is set with SET LOCAL, so a pooled connection carries nothing to the next request.
 */
export async function inTransaction<T>(context: DbContext, work: (tx: Tx) => Promise<T>): Promise<T> {
  return client(connectionString(context)).$transaction(
    async (tx) => {
      const person = context.kind === 'person' ? context.personId : ''
      const purpose = context.kind === 'purpose' ? context.purpose : ''
      await tx.$executeRaw`select set_config('app.person_id', ${person}, true), set_config('app.purpose', ${purpose}, true)`
      return work(tx)
    },
    { maxWait: 5_000, timeout: 30_000 },
  )
}

/** True when a database error is a broken unique key (a duplicate), so that a caller can answer in words. */
export function isUniqueViolation(error: unknown): boolean {
  return error instanceof Prisma.PrismaClientKnownRequestError && error.code === 'P2002'
}

/** Closes the process's connections; for a graceful stop and for tests. */
export async function closeDatabase(): Promise<void> {
  const clients = [...(kept.statistikClients?.values() ?? [])]
  kept.statistikClients?.clear()
  await Promise.all(clients.map((each) => each.$disconnect()))
}
