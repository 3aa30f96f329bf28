import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { inquireLog, type LogQuestion } from '#lib/orders/commands/log.ts'
import { loadReport, publicFigures } from '#lib/orders/figures/queries.ts'
import { refreshFigures } from '#lib/orders/figures/store.ts'
import { closeDatabase } from '#lib/platform/db.ts'
import { downloadFile } from '#lib/release/commands.ts'
import { freshService, makeActor, makeOrganisation, owner } from '../../support/database.ts'
import { type Cast, must, orderAt } from '../../support/order-walk.ts'

let cast: Cast
let administrator: Cast['analyst']
let orderId: string
let number: string

beforeAll(async () => {
  await freshService()
  cast = {
    requester: await makeActor('Rikke', { of: await makeOrganisation('Kunden') }),
    analyst: await makeActor('Anders', { roles: ['analyst'] }),
    checker: await makeActor('Karen', { roles: ['analyst'] }),
  }
  administrator = await makeActor('Adam', { roles: ['administrator'] })
  orderId = await orderAt('released', cast)
  must(await downloadFile(cast.requester, { orderId, format: 'csv', locale: 'da' }))
  number = (await owner.order.findUniqueOrThrow({ where: { id: orderId } })).number
}, 60_000)
afterAll(async () => {
  await closeDatabase()
  await owner.$disconnect()
})

const ALL: LogQuestion = { person: '', orderNumber: '', types: [], from: null, to: null, beforeSeq: null, take: 50 }
const ask = async (changes: Partial<LogQuestion>) => must(await inquireLog(administrator, { ...ALL, ...changes }))

describe('an inquiry of the log', () => {
  it('tells who fetched a delivery, with name, order and file', async () => {
    const { lines } = await ask({ orderNumber: number, types: ['delivery.downloaded'] })
    expect(lines.map(({ actorName, orderNumber, facts }) => [actorName, orderNumber, facts.format])).toEqual([
      ['Rikke', number, 'csv'],
    ])
  })

  it('is itself written to the log, with what was asked and by whom', async () => {
    await ask({ person: 'Rikke' })
    const { lines } = await ask({ types: ['log.searched'], take: 1 })
    expect(lines[0]).toMatchObject({ actorName: 'Adam', facts: { person: 'Rikke' } })
  })

  it('is an administrator’s alone, and refused before anything is read or written', async () => {
    const before = await owner.auditEvent.count()
    for (const actor of [cast.analyst, cast.requester])
      expect(await inquireLog(actor, ALL)).toEqual({ ok: false, kind: 'not-allowed' })
    expect(await owner.auditEvent.count()).toBe(before)
  })

  it('pages through every event once, newest first', async () => {
    const seen: string[] = []
    let beforeSeq: string | null = null
    do {
      const page: Awaited<ReturnType<typeof ask>> = await ask({ orderNumber: number, take: 5, beforeSeq })
      seen.push(...page.lines.map(({ seq }) => seq))
      beforeSeq = page.next
    } while (beforeSeq !== null)
    const all = await owner.auditEvent.findMany({ where: { orderId }, orderBy: { seq: 'desc' }, select: { seq: true } })
    expect(seen).toEqual(all.map(({ seq }) => String(seq)))
  })

  it('finds nothing for an unknown order or person rather than everything', async () => {
    expect((await ask({ orderNumber: 'SB-1900-000001' })).lines).toEqual([])
    expect((await ask({ person: 'ingen af den slags' })).lines).toEqual([])
  })

  it('counts days as Copenhagen does', async () => {
    expect((await ask({ to: '2020-01-01' })).lines).toEqual([])
    expect((await ask({ from: '2099-01-01' })).lines).toEqual([])
  })
})

describe('the figures', () => {
  it('are counted by the worker once an hour for everybody, and at once for an administrator alone', async () => {
    expect(await publicFigures()).toBeNull()
    await refreshFigures()
    const first = await publicFigures()
    expect(first?.figures.inHand.orders).toBe(1)
    await refreshFigures()
    expect((await publicFigures())?.computedAt).toEqual(first?.computedAt)
    await refreshFigures(new Date(Date.now() + 2 * 3_600_000))
    expect((await publicFigures())?.computedAt).not.toEqual(first?.computedAt)
    const report = await loadReport(administrator)
    expect(report?.downloads).toMatchObject([{ format: 'csv', downloads: 1, people: 1 }])
    expect(report?.hidden).toMatchObject([{ deliveries: 1 }])
    expect(report?.offers).toMatchObject([{ offers: 1 }])
    expect(await loadReport(cast.analyst)).toBeNull()
  })
})
