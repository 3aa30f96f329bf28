import pg from 'pg'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { removeView, saveView, toggleDefaultView } from '#lib/orders/views/commands.ts'
import { queueViews } from '#lib/orders/views/queries.ts'
import { closeDatabase } from '#lib/platform/db.ts'
import { backToQueue, viewForm } from '#lib/web/queue-forms.ts'
import { freshService, makeActor, makeOrganisation, owner, urlOf } from '../../support/database.ts'
import { must } from '../../support/order-walk.ts'

type Person = Awaited<ReturnType<typeof makeActor>>
let anna: Person
let bo: Person
let requester: Person
let administrator: Person

beforeAll(async () => {
  await freshService()
  anna = await makeActor('Anna', { roles: ['analyst'] })
  bo = await makeActor('Bo', { roles: ['analyst'] })
  requester = await makeActor('Rikke', { of: await makeOrganisation('Kunden') })
  administrator = await makeActor('Adam', { roles: ['administrator'] })
}, 60_000)
afterAll(async () => {
  await closeDatabase()
  await owner.$disconnect()
})

const MINE = { name: 'Haster', query: 'vis=open&frist=soon', isShared: false }
const named = async (person: Person) => (await queueViews(person)).map(({ name }) => name)
const idOf = async (name: string, person: Person) =>
  (await owner.queueView.findFirstOrThrow({ where: { name, ownerId: person.personId } })).id

/** A statement as a person's own connection, taken back again: the rows it touched, or the error's code. */
async function raw(person: Person, sql: string, values: unknown[]): Promise<number | string> {
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

describe('a view of the queue', () => {
  it('is its owner’s alone until she shares it, and then everybody’s to use and hers to change', async () => {
    must(await saveView(anna, MINE))
    expect([await named(anna), await named(bo)]).toEqual([['Haster'], []])
    must(await saveView(anna, { ...MINE, isShared: true }))
    expect((await queueViews(bo))[0]).toMatchObject({ name: 'Haster', isOwn: false, ownerName: 'Anna', query: MINE.query })
    const viewId = await idOf('Haster', anna)
    expect(await removeView(bo, { viewId, query: '' })).toEqual({ ok: false, kind: 'not-found' })
    expect(await named(anna)).toEqual(['Haster'])
    for (const person of [requester, administrator]) expect(await named(person)).toEqual([])
  })

  it('saved twice at once, or again under its name, is one view with the newest choices', async () => {
    const view = { name: 'Til kontrol', query: 'vis=checking', isShared: false }
    await Promise.all([saveView(bo, view), saveView(bo, view)])
    must(await saveView(bo, { ...view, query: 'vis=checking&hvis=mine' }))
    expect(await owner.queueView.findMany({ where: { name: 'Til kontrol' }, select: { query: true } })).toEqual([
      { query: 'vis=checking&hvis=mine' },
    ])
  })

  it('opens the queue for whoever chooses it, until she chooses again, it is taken back or it is gone', async () => {
    const viewId = await idOf('Haster', anna)
    const opening = async (person: Person) => (await queueViews(person)).find(({ isDefault }) => isDefault)?.name ?? null
    must(await toggleDefaultView(bo, { viewId, query: '' }))
    expect([await opening(bo), await opening(anna)]).toEqual(['Haster', null])
    must(await toggleDefaultView(bo, { viewId: await idOf('Til kontrol', bo), query: '' }))
    expect(await opening(bo)).toBe('Til kontrol')
    must(await toggleDefaultView(bo, { viewId: await idOf('Til kontrol', bo), query: '' }))
    expect(await opening(bo)).toBeNull()
    must(await toggleDefaultView(bo, { viewId, query: '' }))
    must(await saveView(anna, { ...MINE, isShared: false }))
    expect(await opening(bo)).toBeNull()
    expect(await toggleDefaultView(bo, { viewId, query: '' })).toEqual({ ok: false, kind: 'not-found' })
    must(await removeView(anna, { viewId, query: '' }))
    expect(await owner.queueDefault.count({ where: { viewId } })).toBe(0)
    expect(await removeView(anna, { viewId, query: '' })).toEqual({ ok: false, kind: 'not-found' })
  })

  it('is refused to requesters and administrators, and beyond thirty', async () => {
    for (const person of [requester, administrator])
      expect(await saveView(person, MINE)).toEqual({ ok: false, kind: 'not-allowed' })
    await owner.queueView.createMany({
      data: Array.from({ length: 30 }, (_, k) => ({ name: `V${k}`, query: 'vis=all', ownerId: anna.personId })),
    })
    expect(await saveView(anna, MINE)).toEqual({ ok: false, kind: 'too-many-views' })
    must(await saveView(anna, { ...MINE, name: 'V7' }))
  })

  it('is kept by the database from whoever does not own it, whatever the application does', async () => {
    const viewId = await idOf('V7', anna)
    const insert = `insert into queue_views (id, "ownerId", name, query) values (gen_random_uuid(), $1, 'x', 'vis=all')`
    const choose = 'insert into queue_defaults ("personId", "viewId") values ($1, $2)'
    expect(await raw(bo, insert, [anna.personId])).toBe('42501')
    expect(await raw(requester, insert, [requester.personId])).toBe('42501')
    expect(await raw(bo, 'select 1 from queue_views where id = $1', [viewId])).toBe(0)
    expect(await raw(bo, choose, [bo.personId, viewId])).toBe('42501')
    expect(await raw(bo, choose, [anna.personId, viewId])).toBe('42501')
    await owner.queueView.update({ where: { id: viewId }, data: { isShared: true } })
    expect(await raw(bo, 'select 1 from queue_views where id = $1', [viewId])).toBe(1)
    expect(await raw(bo, `update queue_views set query = 'vis=done' where id = $1`, [viewId])).toBe(0)
    expect(await raw(bo, 'delete from queue_views where id = $1', [viewId])).toBe(0)
    expect(await raw(anna, 'update queue_views set "ownerId" = $2 where id = $1', [viewId, bo.personId])).toBe('42501')
  })
})

describe('a form of the queue', () => {
  it('carries the choices and nothing else, so that nobody is led elsewhere', () => {
    const read = viewForm.safeParse({
      name: ' Mine ',
      query: 'vis=open&besked=released&efter=x&soeg=a%26b&//evil=1',
      shared: 'on',
    })
    expect(read.data).toEqual({ name: 'Mine', query: 'vis=open&soeg=a%26b', isShared: true })
    expect(backToQueue('vis=open&soeg=a%26b', 'view-kept')).toBe('/sager?vis=open&soeg=a%26b&besked=view-kept')
    expect(viewForm.safeParse({ name: '  ', query: '' }).error?.issues[0]?.message).toBe('view-name-missing')
    expect(viewForm.safeParse({ name: 'x', query: '', ownerId: 'y' }).success).toBe(false)
  })
})
