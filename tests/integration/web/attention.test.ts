import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Actor } from '#lib/identity/actor.ts'
import { setStaffRole } from '#lib/identity/commands.ts'
import { withdrawOrder } from '#lib/orders/commands/triage.ts'
import { closeDatabase } from '#lib/platform/db.ts'
import { attentionOf } from '#lib/web/attention.ts'
import { catalogueReport } from '#lib/web/catalogue-report.ts'
import { freshService, makeActor, makeOrganisation, owner } from '../../support/database.ts'
import { type Cast, must, now, orderAt } from '../../support/order-walk.ts'

let cast: Cast
let administrator: Actor

beforeAll(async () => {
  await freshService()
  cast = {
    requester: await makeActor('Rikke', { of: await makeOrganisation('Kunden') }),
    analyst: await makeActor('Anders', { roles: ['analyst'] }),
    checker: await makeActor('Karen', { roles: ['analyst'] }),
  }
  administrator = await makeActor('Adam', { roles: ['administrator'] })
}, 60_000)
afterAll(async () => {
  await closeDatabase()
  await owner.$disconnect()
})

describe('the administrator’s overview', () => {
  it('names what is late, not invoiced, missing and undecided, and nothing else', async () => {
    const late = await orderAt('received', cast)
    await owner.order.update({ where: { id: late }, data: { dueOn: new Date('2026-01-05') } })
    const owed = await orderAt('accepted', cast)
    must(await withdrawOrder(cast.requester, { ...(await now(owed)), reason: 'Ikke længere nødvendig' }))
    await owner.order.update({ where: { id: owed }, data: { statusChangedAt: new Date('2026-01-05') } })
    must(await setStaffRole(administrator, { personId: cast.requester.personId, role: 'analyst', held: true }))
    const counts = Object.fromEntries((await attentionOf(administrator)).map(({ kind, count }) => [kind, count]))
    expect(counts).toEqual({ 'authority-incomplete': 1, 'late-orders': 1, 'not-invoiced': 1, 'role-grants': 1 })
    expect(await attentionOf(cast.analyst)).toEqual([])
    expect(await attentionOf(cast.requester)).toEqual([])
  })

  it('shows each register with its cuts, and the classification codes that end', async () => {
    const { problems, registers, classifications } = await catalogueReport(administrator, 'da', new Date('2026-11-26T12:00:00Z'))
    expect(problems).toEqual([])
    const diabetes = registers.find(({ register }) => register.id === 'diabetes')
    expect(diabetes?.snapshots.map(({ snapshot, marginalsAt }) => [snapshot.id, marginalsAt])).toEqual([['diabetes-test', null]])
    const region = classifications.find(({ classification }) => classification.id === 'region')
    expect(region?.ending.map(({ code }) => code)).toEqual(['1084', '1085'])
  })
})
