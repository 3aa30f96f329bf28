import pg from 'pg'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { decideRoleGrant, setPersonStatus, setStaffRole } from '#lib/identity/commands.ts'
import { loadActor } from '#lib/identity/queries.ts'
import { closeDatabase } from '#lib/platform/db.ts'
import { freshService, makeActor, makeOrganisation, owner, urlOf } from '../../support/database.ts'
import { type Cast, hashOf, must, orderAt } from '../../support/order-walk.ts'

/** What the database itself refuses, whatever the application above it does. */

let cast: Cast
let colleague: Cast['analyst']
let administrator: Cast['analyst']
let stranger: Cast['requester']

beforeAll(async () => {
  await freshService()
  const customer = await makeOrganisation('Kunden')
  cast = {
    requester: await makeActor('Rikke', { of: customer }),
    analyst: await makeActor('Anders', { roles: ['analyst'] }),
    checker: await makeActor('Karen', { roles: ['analyst'] }),
  }
  colleague = await makeActor('Kaj', { roles: ['analyst'] })
  administrator = await makeActor('Adam', { roles: ['administrator'] })
  stranger = await makeActor('Fremmed', { of: await makeOrganisation('En anden') })
}, 60_000)

afterAll(async () => {
  await closeDatabase()
  await owner.$disconnect()
})

/** Runs raw SQL as a role, for a person or nobody, and takes it back. Answers the rows seen, or the error's code. */
async function raw(role: 'web' | 'worker', personId: string, sql: string, values: unknown[] = []): Promise<number | string> {
  const client = new pg.Client({ connectionString: urlOf(role === 'web' ? 'DATABASE_URL' : 'WORKER_DATABASE_URL') })
  await client.connect()
  try {
    await client.query('begin')
    await client.query(`select set_config('app.person_id', $1, true), set_config('app.purpose', '', true)`, [personId])
    const result = await client.query(sql, values)
    return result.rowCount ?? 0
  } catch (error) {
    return (error as { code?: string }).code ?? 'unknown'
  } finally {
    await client.query('rollback')
    await client.end()
  }
}

describe('row-level security', () => {
  it('is on and forced for every table, and the application roles own none', async () => {
    const open = await owner.$queryRaw<{ relname: string }[]>`
      select relname::text from pg_class c join pg_namespace n on n.oid = c.relnamespace
      where n.nspname = 'public' and c.relkind = 'r' and relname <> '_prisma_migrations' and not (relrowsecurity and relforcerowsecurity)`
    expect(open).toEqual([])
    const owned = await owner.$queryRaw<
      { tablename: string }[]
    >`select tablename::text from pg_tables where schemaname = 'public' and tableowner in ('statistik_web', 'statistik_worker')`
    expect(owned).toEqual([])
    const powers = await owner.$queryRaw<{ rolname: string }[]>`
      select rolname::text from pg_roles where rolname in ('statistik_web', 'statistik_worker') and (rolsuper or rolbypassrls or rolcreaterole or rolcreatedb)`
    expect(powers).toEqual([])
  })

  it('shows an order to its own organisation and to staff, and to nobody else', async () => {
    const id = await orderAt('offered', cast)
    const seen = (personId: string, table: string, column: string) =>
      raw('web', personId, `select 1 from ${table} where "${column}" = $1`, [id])
    for (const [table, column] of [
      ['orders', 'id'],
      ['specifications', 'orderId'],
      ['offers', 'orderId'],
    ] as const) {
      expect(`${table} ${await seen('', table, column)}`).toBe(`${table} 0`)
      expect(`${table} ${await seen(stranger.personId, table, column)}`).toBe(`${table} 0`)
      expect(`${table} ${await seen(cast.requester.personId, table, column)}`).toBe(`${table} 1`)
      expect(`${table} ${await seen(colleague.personId, table, column)}`).toBe(`${table} 1`)
    }
  })

  it('gives unprotected cells to the order’s own analysts alone', async () => {
    const orderId = await orderAt('checking', cast)
    const seen = (personId: string) => raw('web', personId, 'select 1 from confidential_results where "orderId" = $1', [orderId])
    const people = [cast.analyst, cast.checker, colleague, administrator, cast.requester, stranger]
    expect(await Promise.all(people.map((each) => seen(each.personId)))).toEqual([1, 0, 0, 0, 0, 0])
    expect(await seen('')).toBe(0)
  })

  it('keeps a protected table from the requester until it is released', async () => {
    const before = await orderAt('approved', cast)
    const after = await orderAt('released', cast)
    const seen = (orderId: string, personId: string) =>
      raw('web', personId, 'select 1 from protected_tables where "orderId" = $1', [orderId])
    expect(await seen(before, cast.requester.personId)).toBe(0)
    expect(await seen(after, cast.requester.personId)).toBe(1)
    expect(await seen(after, stranger.personId)).toBe(0)
  })

  it('lets the web role write no result and the worker read no password', async () => {
    const values = ['00000000-0000-4000-8000-000000000000', '00000000-0000-4000-8000-000000000000']
    expect(
      await raw(
        'web',
        cast.analyst.personId,
        `insert into confidential_results ("runId", "orderId", body) values ($1, $2, '')`,
        values,
      ),
    ).toBe('42501')
    expect(await raw('worker', '', 'select "passwordHash" from people')).toBe('42501')
    expect(await raw('worker', '', 'insert into releases (id) values ($1)', [values[0]])).toBe('42501')
  })

  it('lets a triage and a decision be written by the order’s own analyst alone, in her own name', async () => {
    const orderId = await orderAt('claimed', cast)
    const writes = {
      triages: `insert into triages (id, "orderId", "specificationVersion", "authorId", outcome, answers) values (gen_random_uuid(), $1, 1, $2, 'decline', '{}')`,
      decisions: `insert into decisions ("orderId", ground, "reasonDa", "reasonEn", "appealDa", "appealEn", "decidedById")
        values ($1, 'effort', 'aaa', 'bbb', 'ccc', 'ddd', $2)`,
    }
    for (const [table, sql] of Object.entries(writes)) {
      for (const person of [colleague, administrator, cast.requester, stranger])
        expect(`${table}: ${await raw('web', person.personId, sql, [orderId, person.personId])}`).toBe(`${table}: 42501`)
      expect(`${table}: ${await raw('web', cast.analyst.personId, sql, [orderId, colleague.personId])}`).toBe(`${table}: 42501`)
      expect(`${table}: ${await raw('web', cast.analyst.personId, sql, [orderId, cast.analyst.personId])}`).toBe(`${table}: 1`)
      expect(`${table}: ${await raw('worker', '', `select 1 from ${table}`)}`).toBe(`${table}: 42501`)
    }
  })

  it('lets nobody change or remove what the audit log says', async () => {
    await orderAt('received', cast)
    for (const sql of ['update audit_events set type = type', 'delete from audit_events', 'truncate audit_events']) {
      expect(`web: ${await raw('web', administrator.personId, sql)}`).toBe('web: 42501')
      expect(`worker: ${await raw('worker', '', sql)}`).toBe('worker: 42501')
      await expect(owner.$executeRawUnsafe(sql)).rejects.toThrow(/append-only/)
    }
    const forged = `insert into audit_events (seq, at, "actorId", "actorKind", type, facts, "prevHash", hash) values (0, now(), $1, 'person', 'order.released', '{}', '', '')`
    expect(await raw('web', cast.requester.personId, forged, [cast.analyst.personId])).toBe('42501')
  })

  it('lets no administrator write a role past a request for it, for others or for herself', async () => {
    const grant = `insert into staff_roles ("personId", role) values ($1, 'analyst')`
    expect(await raw('web', administrator.personId, grant, [administrator.personId])).toBe('42501')
    expect(await raw('web', cast.analyst.personId, grant, [stranger.personId])).toBe('42501')
    expect(await raw('web', administrator.personId, grant, [stranger.personId])).toBe('42501')
  })
})

describe('what administrators keep', () => {
  it('is written by nobody else: who runs the service, words of mails, runs of invoices and of the retention rules', async () => {
    const writes = {
      authorities: `insert into authorities (id, "validFrom", body, "createdById") values (gen_random_uuid(), '2030-01-01', '{}', $1)`,
      mail_texts: `insert into mail_texts (kind, locale, subject, body, "updatedById") values ('x', 'da', '{number}', '{link}', $1)`,
      canned_texts: `insert into canned_texts ("textId", version, purpose, name, da, en, "authorId")
        values (gen_random_uuid(), 1, 'question', 'Navn', 'Tekst', 'Text', $1)`,
      invoice_runs: `insert into invoice_runs (id, "throughOn", "issuedOn", invoices, "totalOre", "startedById")
        values (gen_random_uuid(), '2026-01-01', '2026-01-01', 1, 1, $1)`,
      retention_runs: `insert into retention_runs (id, "isTrial", rules, "askedById") values (gen_random_uuid(), true, '{}', $1)`,
    }
    for (const [table, sql] of Object.entries(writes)) {
      for (const person of [cast.analyst, cast.requester, stranger])
        expect(`${table}: ${await raw('web', person.personId, sql, [person.personId])}`).toBe(`${table}: 42501`)
      // Not in a colleague's name either.
      expect(`${table}: ${await raw('web', administrator.personId, sql, [cast.analyst.personId])}`).toBe(`${table}: 42501`)
      expect(`${table}: ${await raw('web', administrator.personId, sql, [administrator.personId])}`).toBe(`${table}: 1`)
    }
    const real = `insert into retention_runs (id, "isTrial", rules, "askedById") values (gen_random_uuid(), false, '{}', $1)`
    expect(await raw('web', administrator.personId, real, [administrator.personId])).toBe('42501')
    expect(await raw('web', administrator.personId, 'select app.erase_person($1::uuid)', [stranger.personId])).toBe('42501')
  })
})

describe('four eyes, tried by raw SQL', () => {
  const insert = `insert into releases (id, "orderId", "runId", "registerId", "contentHash", "protectionHash", "producerId", "checkerId")
    values (gen_random_uuid(), $1, $2, 'diabetes', $3, $3, $4, $5)`

  async function tryRelease(
    orderId: string,
    asPerson: string,
    producerId: string,
    checkerId: string,
    hash?: string,
  ): Promise<number | string> {
    const { runId } = await owner.order.findUniqueOrThrow({ where: { id: orderId } })
    return raw('web', asPerson, insert, [orderId, runId, hash ?? (await hashOf(orderId)), producerId, checkerId])
  }

  it('releases nothing for the producer, for a checker without verdict, or for other bytes', async () => {
    const { analyst, checker, requester } = cast
    const unchecked = await orderAt('claimed-check', cast)
    const approved = await orderAt('approved', cast)
    const tries = [
      await tryRelease(approved, analyst.personId, analyst.personId, analyst.personId),
      await tryRelease(approved, analyst.personId, checker.personId, analyst.personId),
      await tryRelease(approved, analyst.personId, analyst.personId, checker.personId),
      await tryRelease(approved, requester.personId, analyst.personId, requester.personId),
      await tryRelease(approved, colleague.personId, analyst.personId, colleague.personId),
      await tryRelease(approved, administrator.personId, analyst.personId, administrator.personId),
      await tryRelease(approved, checker.personId, analyst.personId, checker.personId, 'e'.repeat(64)),
      await tryRelease(approved, checker.personId, colleague.personId, checker.personId),
      await tryRelease(unchecked, checker.personId, analyst.personId, checker.personId),
    ]
    expect(tries).toEqual(tries.map(() => '42501'))
    expect(await tryRelease(approved, checker.personId, analyst.personId, checker.personId)).toBe(1)
  })

  it('changes no release afterwards but to recall it once', async () => {
    const orderId = await orderAt('released', cast)
    const as = cast.analyst.personId
    expect(await raw('web', as, `update releases set "contentHash" = repeat('0', 64) where "orderId" = $1`, [orderId])).toBe(
      '42501',
    )
    expect(
      await raw('web', as, `update releases set "recalledAt" = now(), "recallReason" = 'fejl' where "orderId" = $1`, [orderId]),
    ).toBe(1)
    expect(
      await raw('worker', '', `update protected_tables set "contentHash" = repeat('0', 64) where "orderId" = $1`, [orderId]),
    ).toBe('42501')
  })
})

describe('access that ends', () => {
  it('is gone at the next request when a person is disabled or her sessions are ended', async () => {
    const leaver = await makeActor('Lars', { roles: ['analyst'] })
    expect(await loadActor(leaver.personId, 0, null)).not.toBeNull()
    must(await setPersonStatus(administrator, { personId: leaver.personId, status: 'disabled' }))
    expect(await loadActor(leaver.personId, 0, null)).toBeNull()
    must(await setPersonStatus(administrator, { personId: leaver.personId, status: 'active' }))
    expect(await loadActor(leaver.personId, 0, null)).toBeNull()
    expect(await loadActor(leaver.personId, 2, null)).not.toBeNull()
  })

  it('a role withdrawn is gone from the next actor, and nobody changes her own', async () => {
    const analyst = await makeActor('Lone', { roles: ['analyst'] })
    must(await setStaffRole(administrator, { personId: analyst.personId, role: 'analyst', held: false }))
    expect((await loadActor(analyst.personId, 0, null))?.roles).toEqual([])
    expect(await setStaffRole(administrator, { personId: administrator.personId, role: 'analyst', held: true })).toEqual({
      ok: false,
      kind: 'not-yourself',
    })
    expect(await setStaffRole(cast.analyst, { personId: stranger.personId, role: 'analyst', held: true })).toEqual({
      ok: false,
      kind: 'not-allowed',
    })
  })

  it('a role needs two administrators: one alone can neither grant it nor write it past the commands', async () => {
    const newcomer = await makeActor('Nana', {})
    const second = await makeActor('Søren', { roles: ['administrator'] })
    const wish = { personId: newcomer.personId, role: 'analyst', held: true } as const
    must(await setStaffRole(administrator, wish))
    expect(await setStaffRole(second, wish)).toEqual({ ok: false, kind: 'already' })
    expect((await loadActor(newcomer.personId, 0, null))?.roles).toEqual([])
    const [asked] = await owner.roleGrant.findMany({ where: { personId: newcomer.personId } })
    const grantId = asked?.id ?? ''
    expect(await decideRoleGrant(administrator, { grantId, grant: true })).toEqual({ ok: false, kind: 'second-person' })
    expect(await decideRoleGrant(cast.analyst, { grantId, grant: true })).toEqual({ ok: false, kind: 'not-allowed' })
    const insert = `insert into staff_roles ("personId", role) values ($1, 'analyst')`
    expect(await raw('web', administrator.personId, insert, [newcomer.personId])).toBe('42501')
    const seize = `update role_grants set outcome = 'granted', "decidedAt" = now(), "decidedById" = $2 where id = $1`
    expect(await raw('web', administrator.personId, seize, [grantId, administrator.personId])).toBe('23514')
    expect(await raw('web', administrator.personId, seize, [grantId, second.personId])).toBe('42501')
    must(await decideRoleGrant(second, { grantId, grant: true }))
    expect((await loadActor(newcomer.personId, 0, null))?.roles).toEqual(['analyst'])
    expect(await decideRoleGrant(second, { grantId, grant: true })).toEqual({ ok: false, kind: 'already' })
  })

  it('who asked for a role can take it back, and it is then not granted', async () => {
    const newcomer = await makeActor('Nils', {})
    const second = await makeActor('Signe', { roles: ['administrator'] })
    must(await setStaffRole(administrator, { personId: newcomer.personId, role: 'administrator', held: true }))
    const [asked] = await owner.roleGrant.findMany({ where: { personId: newcomer.personId } })
    must(await decideRoleGrant(administrator, { grantId: asked?.id ?? '', grant: false }))
    expect(await decideRoleGrant(second, { grantId: asked?.id ?? '', grant: true })).toEqual({ ok: false, kind: 'already' })
    expect((await loadActor(newcomer.personId, 0, null))?.roles).toEqual([])
  })

  it('acting for an organisation one does not belong to falls back to one’s own', async () => {
    const actor = await loadActor(cast.requester.personId, 0, stranger.organisation?.id ?? '')
    expect(actor?.organisation?.id).toBe(cast.requester.organisation?.id)
  })
})
