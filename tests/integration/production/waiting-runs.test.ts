import { afterAll, beforeAll, expect, it } from 'vitest'
import { closeDatabase } from '#lib/platform/db.ts'
import { requestRun } from '#lib/production/commands.ts'
import { claimRun, waitingRuns } from '#lib/production/store.ts'
import { freshService, makeActor, makeOrganisation, owner } from '../../support/database.ts'
import { must, now, orderAt } from '../../support/order-walk.ts'

beforeAll(() => freshService(), 60_000)
afterAll(async () => {
  await closeDatabase()
  await owner.$disconnect()
})

it('gives an analyst who asks for one run its turn before the second run of one who asked for many', async () => {
  const requester = await makeActor('Rikke', { of: await makeOrganisation('Kunden') })
  const checker = await makeActor('Karen', { roles: ['analyst'] })
  const busy = await makeActor('Anders', { roles: ['analyst'] })
  const other = await makeActor('Beate', { roles: ['analyst'] })
  const ask = async (analyst: typeof busy) => {
    const orderId = await orderAt('producing', { requester, analyst, checker })
    return must(await requestRun(analyst, await now(orderId))).runId
  }
  const many = [await ask(busy), await ask(busy), await ask(busy)]
  const one = await ask(other)
  const turns = new Map((await waitingRuns()).map(({ runId, turn }) => [runId, turn]))
  expect([...many, one].map((runId) => turns.get(runId))).toEqual([0, 1, 2, 0])
  // A run that is being made takes a turn as well, and waits for nobody.
  await claimRun(many[0] ?? '')
  const later = new Map((await waitingRuns()).map(({ runId, turn }) => [runId, turn]))
  expect([...many, one].map((runId) => later.get(runId))).toEqual([undefined, 1, 2, 0])
})
