import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Actor } from '#lib/identity/actor.ts'
import { referOrder, withdrawOrder } from '#lib/orders/commands/triage.ts'
import { loadReport } from '#lib/orders/figures/queries.ts'
import { registerTime } from '#lib/orders/hours/commands.ts'
import { declineOrder } from '#lib/orders/triage/commands.ts'
import { closeDatabase } from '#lib/platform/db.ts'
import { downloadFile } from '#lib/release/commands.ts'
import { dayOf } from '#lib/sla/day.ts'
import { REPORT_TABLES, reportTable } from '#lib/web/report-tables.ts'
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

describe('the report', () => {
  it('holds prices, downloads and reasons of what really happened, each as a file too', async () => {
    const delivered = await orderAt('released', cast)
    const entry = { kind: 'table-work', minutes: 30, ownError: true, workedOn: dayOf(new Date().toISOString()) } as const
    must(await registerTime(cast.analyst, { orderId: delivered, ...entry }))
    for (let i = 0; i < 2; i++) must(await downloadFile(cast.requester, { orderId: delivered, format: 'csv', locale: 'da' }))
    const [declined, referred, withdrawn] = [
      await orderAt('claimed', cast),
      await orderAt('claimed', cast),
      await orderAt('offered', cast),
    ]
    must(
      await declineOrder(cast.analyst, {
        ...(await now(declined)),
        ground: 'no-data',
        reasonDa: 'Findes ikke i registeret',
        reasonEn: 'Not in it',
      }),
    )
    must(await referOrder(cast.analyst, { ...(await now(referred)), reason: 'Står på esundhed.dk', referredTo: 'esundhed' }))
    must(await withdrawOrder(cast.requester, { ...(await now(withdrawn)), reason: '=For dyrt' }))
    const report = await loadReport(administrator)
    if (!report) throw new Error('no report')
    expect(report.prices.classes).toMatchObject([{ customerClass: 'private', orders: 1 }])
    expect(report.prices.work.find(({ kind }) => kind === 'table-work')).toMatchObject({ usedMinutes: 0, ownErrorMinutes: 30 })
    expect(report.downloads).toMatchObject([{ format: 'csv', downloads: 2, people: 1 }])
    expect(report.reasons.map(({ type, reason, referredTo, from }) => [type, reason, referredTo, from])).toEqual([
      ['order.withdrawn', '=For dyrt', null, 'offered'],
      ['order.referred', 'Står på esundhed.dk', 'esundhed', 'received'],
      ['order.declined', 'Findes ikke i registeret', null, 'received'],
    ])
    for (const table of REPORT_TABLES) {
      const [head, ...rows] = reportTable(report, table)
      expect(rows.every((row) => row.length === head?.length)).toBe(true)
    }
    expect(reportTable(report, 'begrundelser')).toHaveLength(4)
  })

  it('is for administrators alone', async () => {
    expect(await loadReport(cast.analyst)).toBeNull()
    expect(await loadReport(cast.requester)).toBeNull()
  })
})
