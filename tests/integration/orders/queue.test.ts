import pg from 'pg'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { colleaguesOf } from '#lib/orders/assign/queries.ts'
import { ORDER_STATUSES } from '#lib/orders/lifecycle.ts'
import type { OrderRow } from '#lib/orders/queries.ts'
import { askedOf, listQueue } from '#lib/orders/queue/queries.ts'
import type { QueueQuestion, QueueSort } from '#lib/orders/queue/question.ts'
import { closeDatabase } from '#lib/platform/db.ts'
import { dayOf } from '#lib/sla/day.ts'
import { QUESTIONS } from '../../bench/queue/questions.ts'
import { freshService, makeActor, makeOrganisation, owner, urlOf } from '../../support/database.ts'
import { makeManyOrders } from '../../support/many-orders.ts'

const ORDERS = 12_000
const today = dayOf(new Date().toISOString())
const ALL = ORDER_STATUSES.filter((status) => status !== 'draft')
const EVERYTHING: QueueQuestion = {
  statuses: ALL,
  personId: null,
  isUnassigned: false,
  dueBefore: null,
  search: '',
  sort: 'number',
  isDescending: false,
  place: null,
}

let analyst: Awaited<ReturnType<typeof makeActor>>
let analysts: string[]
const client = new pg.Client({ connectionString: urlOf('OWNER_DATABASE_URL') })

beforeAll(async () => {
  await freshService()
  await client.connect()
  analysts = await makeManyOrders(client, ORDERS)
  analyst = await makeActor('Anders', { roles: ['analyst'] })
}, 120_000)
afterAll(async () => {
  await client.end()
  await closeDatabase()
  await owner.$disconnect()
})

/** The whole answer, page by page, forwards and then backwards from its end. */
async function walk(question: QueueQuestion, take: number): Promise<{ forwards: string[]; backwards: string[] }> {
  const [forwards, backwards]: [string[], string[]] = [[], []]
  let page = await listQueue(analyst, question, take)
  forwards.push(...page.rows.map(({ number }) => number))
  while (page.next) {
    page = await listQueue(analyst, { ...question, place: page.next }, take)
    forwards.push(...page.rows.map(({ number }) => number))
  }
  backwards.unshift(...page.rows.map(({ number }) => number))
  while (page.previous) {
    page = await listQueue(analyst, { ...question, place: page.previous }, take)
    backwards.unshift(...page.rows.map(({ number }) => number))
  }
  return { forwards, backwards }
}

const keyOf = (row: OrderRow, sort: QueueSort) =>
  sort === 'number' ? '' : sort === 'changed' ? row.statusChangedAt.toISOString() : (row.dueOn?.toISOString() ?? 'infinity')

describe('the queue', () => {
  it('page by page gives every case once, in order, forwards and backwards alike, in every order', async () => {
    const asked: QueueQuestion = { ...EVERYTHING, statuses: ['checking', 'offered'] }
    const stored = await owner.order.findMany({ where: { status: { in: ['checking', 'offered'] } } })
    for (const sort of ['due', 'changed', 'number'] as const) {
      for (const isDescending of [false, true]) {
        const sorted = (stored as unknown as OrderRow[])
          .map((row) => ({ number: row.number, key: keyOf(row, sort) }))
          .sort((a, b) => (a.key < b.key ? -1 : a.key > b.key ? 1 : a.number < b.number ? -1 : 1))
          .map(({ number }) => number)
        const expected = isDescending ? sorted.reverse() : sorted
        const { forwards, backwards } = await walk({ ...asked, sort, isDescending }, 40)
        expect(forwards).toEqual(expected)
        expect(backwards).toEqual(expected)
      }
    }
  })

  it('filters by person in any part, by nobody, and by due day', async () => {
    const [personId = ''] = analysts
    const open = { ...EVERYTHING, statuses: ['checking', 'accepted'] as const }
    const count = async (where: object) => owner.order.count({ where: { status: { in: ['checking', 'accepted'] }, ...where } })
    await owner.order.updateMany({ where: { number: 'SB-2021-000050' }, data: { checkerId: personId, analystId: null } })
    const mine = await listQueue(analyst, { ...open, personId }, 500)
    expect(mine.rows.map(({ number }) => number)).toContain('SB-2021-000050')
    expect(mine.total).toBe(await count({ OR: [{ analystId: personId }, { checkerId: personId }, { producerId: personId }] }))
    expect((await listQueue(analyst, { ...open, isUnassigned: true }, 500)).total).toBe(await count({ analystId: null }))
    const late = await listQueue(analyst, { ...open, dueBefore: today, sort: 'due' }, 500)
    expect(late.total).toBe(await count({ dueOn: { lt: new Date(today) } }))
    expect(late.total).toBeGreaterThan(10)
  })

  it('stops counting where nobody cares any longer, and says that there are more', async () => {
    expect(await listQueue(analyst, EVERYTHING, 25)).toMatchObject({ total: 1000, isMore: true })
    expect(await listQueue(analyst, { ...EVERYTHING, search: 'SB-2021-000777' }, 25)).toMatchObject({ total: 1, isMore: false })
  })

  it('finds words in number, title and customer, in any case, order and part, and never takes a sign for a rule', async () => {
    const find = async (search: string, sort: QueueSort = 'number') =>
      (await listQueue(analyst, { ...EVERYTHING, search, sort }, 25)).rows.map(({ number }) => number)
    expect(await find('KØN tabel 000123')).toEqual(['SB-2021-000123'])
    expect(await find('nummer 4711')).toEqual(['SB-2021-004711'])
    expect(await find('sb-2021-004711')).toEqual(['SB-2021-004711'])
    const named = await owner.order.findMany({ include: { organisation: true }, where: { organisation: { name: 'Kunde 477' } } })
    expect(named.length).toBeGreaterThan(20)
    expect(await find('kunde 477 efter')).toEqual(expect.arrayContaining([named.map(({ number }) => number).sort()[0]]))
    for (const sign of ['%', '_', '\\']) expect(await find(`${sign} 004711`)).toEqual(['SB-2021-004711'])
    for (const search of ["'; drop table orders; --", 'xyzzy', '%%%xyz'])
      expect([search, ...(await find(search))]).toEqual([search])
    // So common a word is met along the order, a rare one is looked up first: both give the same.
    const common = await find('tabel', 'due')
    expect(common).toHaveLength(25)
    expect(common).toEqual(await find('', 'due'))
  })

  it('follows a customer’s new name, and an order’s new title', async () => {
    const [customer] = await owner.organisation.findMany({ where: { name: 'Kunde 77' } })
    await owner.organisation.update({ where: { id: customer?.id ?? '' }, data: { name: 'Ærø Kystsygehus' } })
    const found = await listQueue(analyst, { ...EVERYTHING, search: 'ærø kyst' }, 50)
    expect(found.total).toBe(await owner.order.count({ where: { organisationId: customer?.id ?? '' } }))
    await owner.order.update({ where: { number: 'SB-2021-000009' }, data: { title: 'Hofteoperationer' } })
    expect((await listQueue(analyst, { ...EVERYTHING, search: 'hofteop' }, 5)).rows[0]?.number).toBe('SB-2021-000009')
  })

  it('is empty for a requester, and her own orders do not make it hers', async () => {
    const requester = await makeActor('Rikke', { of: await makeOrganisation('Kunden') })
    await owner.order.updateMany({
      where: { number: 'SB-2021-000010' },
      data: { organisationId: requester.organisation?.id ?? '', requesterId: requester.personId },
    })
    expect(await listQueue(requester, EVERYTHING, 25)).toMatchObject({ rows: [], total: 0 })
    expect(await colleaguesOf(requester)).toEqual([])
  })
})

interface PlanNode {
  readonly 'Node Type': string
  readonly 'Actual Rows'?: number
  readonly 'Actual Loops'?: number
  readonly 'Rows Removed by Filter'?: number
  readonly Plans?: readonly PlanNode[]
}

/** Every step of the plan, as the function runs the statement. */
async function planOf(statement: string): Promise<PlanNode[]> {
  await client.query('begin')
  await client.query('set local enable_seqscan = off')
  await client.query('set local jit = off')
  const { rows } = await client.query(`explain (analyze, format json) ${statement}`)
  await client.query('rollback')
  const nodes = (node: PlanNode): PlanNode[] => [node, ...(node.Plans ?? []).flatMap(nodes)]
  return nodes(rows[0]['QUERY PLAN'][0].Plan)
}

/** Rows the plan took from the table, kept or not. Bitmaps hold places, not rows. */
const rowsRead = (plan: readonly PlanNode[]) =>
  Math.max(
    ...plan
      .filter((node) => /Scan$/.test(node['Node Type']) && !/Bitmap Index|CTE/.test(node['Node Type']))
      .map((node) => (node['Actual Rows'] ?? 0) * (node['Actual Loops'] ?? 1) + (node['Rows Removed by Filter'] ?? 0)),
  )

describe('the plan of a question', () => {
  it.each(Object.keys(QUESTIONS('x', today)))('“%s” reads neither the whole table nor a third of it', async (name) => {
    const question = QUESTIONS(analysts[0] ?? '', today)[name] ?? EVERYTHING
    const isCommon = /in every title|two letters/.test(name)
    for (const extra of [{ common: isCommon }, { counting: true }]) {
      const asked = { ...askedOf(question, 'counting' in extra ? 1001 : 26), ...extra }
      const { rows } = await client.query('select app.queue_statement($1::jsonb) as statement', [JSON.stringify(asked)])
      const plan = await planOf(rows[0].statement)
      expect(plan.map((node) => node['Node Type'])).not.toContain('Seq Scan')
      expect(rowsRead(plan)).toBeLessThan(ORDERS / 3)
    }
  })

  it('of a question that no index answers is seen for what it is', async () => {
    const plan = await planOf(`select id from orders where purpose like '%x%'`)
    expect(plan.map((node) => node['Node Type'])).toContain('Seq Scan')
    expect(rowsRead(plan)).toBeGreaterThan(ORDERS / 3)
  })
})
