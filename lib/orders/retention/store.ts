import { Prisma } from '#lib/generated/prisma/client.ts'
import type { RetentionFound, RetentionKind } from '#lib/orders/retention/rules.ts'
import { inTransaction, type Tx } from '#lib/platform/db.ts'

/** Rows deleted in one transaction: a large deletion never holds the tables for long. */
const BATCH = 1000

/** The rows of a kind that are older than an instant, as SQL: their ids, and the age by which they are judged. */
function candidates(kind: RetentionKind, before: Date): Prisma.Sql {
  switch (kind) {
    case 'unprotected-cells':
      return Prisma.sql`select c."runId"::text as id, o."statusChangedAt" as at from confidential_results c join orders o on o.id = c."orderId"
        where o.status = 'ended' and o."statusChangedAt" < ${before}`
    case 'uploads':
      return Prisma.sql`select u.id::text as id, o."statusChangedAt" as at from table_uploads u join orders o on o.id = u."orderId"
        where o.status = 'ended' and o."statusChangedAt" < ${before} and u.status <> 'removed'`
    case 'notices':
      return Prisma.sql`select id::text as id, "createdAt" as at from notices where "createdAt" < ${before}`
    case 'mails':
      return Prisma.sql`select m.id::text as id, m."createdAt" as at from outbox_messages m left join orders o on o.id = m."orderId"
        where m.status <> 'waiting' and m."createdAt" < ${before} and (m."orderId" is null or (o.status = 'ended' and o."statusChangedAt" < ${before}))`
    case 'form-keys':
      return Prisma.sql`select "personId"::text || ' ' || key as id, "createdAt" as at from idempotency_keys where "createdAt" < ${before}`
    case 'tokens':
      return Prisma.sql`select id::text as id, least("expiresAt", "revokedAt") as at from api_tokens where least("expiresAt", "revokedAt") < ${before}`
    case 'closed-accounts':
      return Prisma.sql`select p.id::text as id, coalesce(p."lastSignInAt", p."createdAt") as at from people p where p.status = 'disabled'
        and p."erasedAt" is null and coalesce(p."lastSignInAt", p."createdAt") < ${before}
        and not exists (select 1 from staff_roles s where s."personId" = p.id)`
  }
}

/** How many rows of a kind are older than an instant, and the oldest. */
export async function countOlder(tx: Tx, kind: RetentionKind, before: Date): Promise<NonNullable<RetentionFound[RetentionKind]>> {
  const [row] = await tx.$queryRaw<{ count: number; oldest: Date | null }[]>`
    select count(*)::int as count, min(at) as oldest from (${candidates(kind, before)}) as found`
  return { count: row?.count ?? 0, oldest: row?.oldest?.toISOString() ?? null }
}

/** Deletes the rows of a kind that are older than an instant, batch by batch. Answers how many. */
export async function deleteOlder(kind: RetentionKind, before: Date): Promise<number> {
  let deleted = 0
  for (;;) {
    const gone = await inTransaction({ kind: 'worker' }, async (tx) => {
      const rows = await tx.$queryRaw<{ id: string }[]>`select id from (${candidates(kind, before)}) as found limit ${BATCH}`
      return rows.length === 0
        ? 0
        : deleteRows(
            tx,
            kind,
            rows.map(({ id }) => id),
          )
    })
    deleted += gone
    if (gone === 0) return deleted
  }
}

async function deleteRows(tx: Tx, kind: RetentionKind, ids: readonly string[]): Promise<number> {
  const list = [...ids]
  switch (kind) {
    case 'unprotected-cells':
      return tx.$executeRaw`delete from confidential_results where "runId"::text = any(${list})`
    case 'uploads':
      // What was uploaded goes; that something was, by whom and with which hash, stays beside the run.
      return tx.$executeRaw`update table_uploads set status = 'removed', file = null, reading = null, cells = null, mapping = null, "removedAt" = now()
        where id::text = any(${list})`
    case 'notices':
      return tx.$executeRaw`delete from notices where id::text = any(${list})`
    case 'mails':
      return tx.$executeRaw`delete from outbox_messages where id::text = any(${list})`
    case 'form-keys':
      return tx.$executeRaw`delete from idempotency_keys where "personId"::text || ' ' || key = any(${list})`
    case 'tokens':
      return tx.$executeRaw`delete from api_tokens where id::text = any(${list})`
    case 'closed-accounts': {
      const [row] = await tx.$queryRaw<{ erased: number }[]>`
        select count(*) filter (where app.erase_person(id::uuid))::int as erased from unnest(${list}::text[]) as id`
      return row?.erased ?? 0
    }
  }
}
