import pg from 'pg'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { endAbsence, handOnCases, registerAbsence } from '#lib/orders/absence/commands.ts'
import { analystDesks, awayUntil } from '#lib/orders/absence/queries.ts'
import { colleaguesOf } from '#lib/orders/assign/queries.ts'
import { closeDatabase } from '#lib/platform/db.ts'
import { addDays, dayOf } from '#lib/sla/day.ts'
import { absenceForm } from '#lib/web/absence-forms.ts'
import { freshService, makeActor, makeOrganisation, owner, urlOf } from '../../support/database.ts'
import { type Cast, must, orderAt } from '../../support/order-walk.ts'

const today = dayOf(new Date().toISOString())
const later = (days: number) => addDays(today, days)
let cast: Cast
let colleague: Cast['analyst']
let insider: Cast['analyst']
let administrator: Cast['analyst']

beforeAll(async () => {
  await freshService()
  const customer = await makeOrganisation('Kunden')
  cast = {
    requester: await makeActor('Rikke', { of: customer }),
    analyst: await makeActor('Anders', { roles: ['analyst'] }),
    checker: await makeActor('Karen', { roles: ['analyst'] }),
  }
  colleague = await makeActor('Kaj', { roles: ['analyst'] })
  insider = await makeActor('Inga', { roles: ['analyst'], of: customer })
  administrator = await makeActor('Adam', { roles: ['administrator'] })
}, 60_000)
afterAll(async () => {
  await closeDatabase()
  await owner.$disconnect()
})

const deskOf = async (person: Cast['analyst'], on = today) =>
  (await analystDesks(cast.analyst, on)).find(({ personId }) => personId === person.personId)

/** A statement as a person's own connection, taken back again: the rows it touched, or the error's code. */
async function raw(person: Cast['analyst'], sql: string, values: unknown[]): Promise<number | string> {
  const client = new pg.Client({ connectionString: urlOf('DATABASE_URL') })
  await client.connect()
  try {
    await client.query('begin')
    await client.query(`select set_config('app.person_id', $1, true)`, [person.personId])
    return (await client.query(sql, values)).rowCount ?? 0
  } catch (error) {
    return (error as { code?: string }).code ?? 'unknown'
  } finally {
    await client.query('rollback')
    await client.end()
  }
}

describe('an absence', () => {
  it('shows the analyst as away on its days, first and last included, and puts her last among colleagues', async () => {
    const input = { fromOn: later(-1), toOn: later(2), standInId: colleague.personId }
    must(await registerAbsence(cast.analyst, input))
    expect((await deskOf(cast.analyst))?.away).toMatchObject(input)
    expect((await deskOf(cast.analyst, later(2)))?.away).not.toBeNull()
    expect(await deskOf(cast.analyst, later(3))).toMatchObject({ away: null, coming: [] })
    expect(await awayUntil(colleague, [cast.analyst.personId, colleague.personId], today)).toEqual(
      new Map([[cast.analyst.personId, later(2)]]),
    )
    const colleagues = await colleaguesOf(cast.checker)
    expect(colleagues.at(-1)).toMatchObject({ id: cast.analyst.personId, awayUntil: later(2) })
    expect(colleagues[0]?.awayUntil).toBeNull()
    expect(await owner.auditEvent.count({ where: { type: 'absence.registered' } })).toBe(1)
  })

  it('overlaps no other of hers, not even in a form sent twice at once, and not once she is back', async () => {
    const input = { fromOn: later(10), toOn: later(12), standInId: null }
    const twice = await Promise.all([registerAbsence(cast.analyst, input), registerAbsence(cast.analyst, input)])
    expect(twice.map((result) => (result.ok ? 'ok' : result.kind)).sort()).toEqual(['absence-overlaps', 'ok'])
    expect(await registerAbsence(cast.analyst, { ...input, fromOn: later(12), toOn: later(20) })).toMatchObject({
      kind: 'absence-overlaps',
    })
    const away = (await deskOf(cast.analyst))?.away
    must(await endAbsence(cast.analyst, { absenceId: away?.id ?? '' }))
    expect((await deskOf(cast.analyst))?.away).toBeNull()
    must(await registerAbsence(cast.analyst, { fromOn: today, toOn: later(1), standInId: null }))
    expect(await endAbsence(cast.analyst, { absenceId: away?.id ?? '' })).toEqual({ ok: false, kind: 'not-found' })
  })

  it('ends no earlier than it begins, is not over already, and lasts a year at most', async () => {
    for (const [from, to] of [
      [5, 4],
      [-5, -1],
      [30, 400],
    ] as const)
      expect(await registerAbsence(colleague, { fromOn: later(from), toOn: later(to), standInId: null })).toEqual({
        ok: false,
        kind: 'absence-days',
      })
  })

  it('is an analyst’s own word: nobody says it for her, ends it for her, or stands in who can’t', async () => {
    const input = { fromOn: later(40), toOn: later(41), standInId: null }
    for (const person of [cast.requester, administrator])
      expect(await registerAbsence(person, input)).toEqual({ ok: false, kind: 'not-allowed' })
    for (const standInId of [colleague.personId, cast.requester.personId, administrator.personId])
      expect(await registerAbsence(colleague, { ...input, standInId })).toEqual({ ok: false, kind: 'cannot-take-it' })
    const { id } = await owner.absence.findFirstOrThrow({ where: { personId: cast.analyst.personId, endedAt: null } })
    expect(await endAbsence(colleague, { absenceId: id })).toEqual({ ok: false, kind: 'not-found' })
    const insert = `insert into absences (id, "personId", "fromOn", "toOn") values (gen_random_uuid(), $1, current_date, current_date)`
    expect(await raw(colleague, insert, [cast.analyst.personId])).toBe('42501')
    expect(await raw(cast.requester, insert, [cast.requester.personId])).toBe('42501')
    expect(await raw(colleague, 'update absences set "endedAt" = now() where id = $1', [id])).toBe(0)
    expect(await raw(cast.analyst, 'update absences set "toOn" = "toOn" + 1 where id = $1', [id])).toBe('42501')
    expect(await raw(cast.requester, 'select 1 from absences', [])).toBe(0)
    expect(await analystDesks(cast.requester, today)).toEqual([])
    expect(await raw(cast.requester, 'select 1 from app.workload(current_date)', [])).toBe(0)
  })
})

describe('cases handed on', () => {
  it('are all that are open, and only hers; those being checked stay with her', async () => {
    const [claimed, tabled] = [await orderAt('claimed', cast), await orderAt('tabled', cast)]
    const checking = await orderAt('checking', cast)
    expect(must(await handOnCases(cast.analyst, { personId: colleague.personId, note: 'Jeg er væk' }))).toEqual({
      assigned: 2,
      refused: 0,
    })
    const analystOf = async (id: string) => (await owner.order.findUniqueOrThrow({ where: { id } })).analystId
    expect([await analystOf(claimed), await analystOf(tabled)]).toEqual([colleague.personId, colleague.personId])
    expect(await analystOf(checking)).toBe(cast.analyst.personId)
    expect(await owner.note.count({ where: { text: 'Jeg er væk' } })).toBe(2)
    expect(await handOnCases(cast.analyst, { personId: colleague.personId, note: '' })).toEqual({
      ok: false,
      kind: 'no-open-cases',
    })
    expect((await deskOf(colleague))?.open).toBe(2)
  })

  it('never go to oneself, to the customer’s own people, or from somebody who has none', async () => {
    const orderId = await orderAt('claimed', cast)
    const give = (person: Cast['analyst'], to: Cast['analyst']) => handOnCases(person, { personId: to.personId, note: '' })
    expect(await give(cast.analyst, cast.analyst)).toEqual({ ok: false, kind: 'not-yourself' })
    expect(await give(cast.analyst, insider)).toEqual({ ok: false, kind: 'cannot-take-it' })
    expect(await give(cast.requester, colleague)).toEqual({ ok: false, kind: 'not-allowed' })
    expect(await give(administrator, colleague)).toEqual({ ok: false, kind: 'not-allowed' })
    expect((await owner.order.findUniqueOrThrow({ where: { id: orderId } })).analystId).toBe(cast.analyst.personId)
  })

  it('sent twice at once go once: each case has one new analyst and one event', async () => {
    const orderId = await orderAt('claimed', cast)
    const both = [colleague, cast.checker].map(({ personId }) => handOnCases(cast.analyst, { personId, note: '' }))
    await Promise.all(both)
    expect(await owner.auditEvent.count({ where: { orderId, type: 'order.assigned' } })).toBe(1)
  })
})

describe('the form of an absence', () => {
  const days = {
    'fromOn-day': '1',
    'fromOn-month': '12',
    'fromOn-year': '2026',
    'toOn-day': '31',
    'toOn-month': '12',
    'toOn-year': '2026',
  }

  it('reads typed days, and nobody when no stand-in is chosen', () => {
    const read = absenceForm.safeParse({ ...days, standInId: '' })
    expect(read.data).toEqual({ fromOn: '2026-12-01', toOn: '2026-12-31', standInId: null })
  })

  it('names each day that is none, and refuses a stand-in that is no id', () => {
    const wrong = absenceForm.safeParse({ ...days, 'fromOn-day': '32', 'toOn-year': '', standInId: 'x' })
    expect(wrong.error?.issues.map(({ path }) => path[0])).toEqual(['fromOn', 'toOn', 'standInId'])
  })
})
