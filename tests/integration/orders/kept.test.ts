import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createOrder, reviseOrder } from '#lib/orders/commands/draft.ts'
import { discardKept, keepComposition, purgeKept } from '#lib/orders/kept/commands.ts'
import { KEPT_DAYS, MOST_KEPT } from '#lib/orders/kept/kept-composition.ts'
import { listKept, loadKept } from '#lib/orders/kept/queries.ts'
import { closeDatabase, inTransaction } from '#lib/platform/db.ts'
import { freshService, makeActor, makeOrganisation, owner } from '../../support/database.ts'
import { must, now, SPECIFICATION } from '../../support/order-walk.ts'

type Person = Awaited<ReturnType<typeof makeActor>>
let rikke: Person
let colleague: Person

beforeAll(async () => {
  await freshService()
  const customer = await makeOrganisation('Kunden')
  rikke = await makeActor('Rikke', { of: customer })
  colleague = await makeActor('Kollega', { of: customer })
}, 60_000)
afterAll(async () => {
  await closeDatabase()
  await owner.$disconnect()
})

const table = (id: string, seenVersion: number, more: Partial<{ title: string; purpose: string; place: string }> = {}) => ({
  id,
  place: more.place ?? '/ny',
  fields: new URLSearchParams({ register: 'diabetes', title: more.title ?? 'Min tabel' }).toString(),
  typed: { purpose: more.purpose ?? '' },
  seenVersion,
})

describe('a table that is composed', () => {
  it('is kept as it stands, with what is typed beside it, and read back by its person', async () => {
    const id = randomUUID()
    expect(must(await keepComposition(rikke, table(id, 0)))).toEqual({ version: 1 })
    expect(must(await keepComposition(rikke, table(id, 1, { title: 'Ny titel', purpose: 'Årsrapport' })))).toEqual({ version: 2 })
    expect(await loadKept(rikke, id)).toMatchObject({ title: 'Ny titel', version: 2, typed: { purpose: 'Årsrapport' } })
    expect((await listKept(rikke)).map((each) => each.id)).toContain(id)
  })

  it('is never written over by a tab that has seen an older version, not even when two save first at once', async () => {
    const id = randomUUID()
    must(await keepComposition(rikke, table(id, 0, { title: 'Fane et' })))
    must(await keepComposition(rikke, table(id, 1, { title: 'Fane et igen' })))
    expect(await keepComposition(rikke, table(id, 1, { title: 'Fane to' }))).toEqual({ ok: false, kind: 'conflict' })
    expect(await keepComposition(rikke, table(id, 0, { title: 'Fane to' }))).toEqual({ ok: false, kind: 'conflict' })
    expect((await loadKept(rikke, id))?.title).toBe('Fane et igen')
    const fresh = randomUUID()
    const both = await Promise.all(['a', 'b'].map((title) => keepComposition(rikke, table(fresh, 0, { title }))))
    expect(both.filter(({ ok }) => ok)).toHaveLength(1)
  })

  it('is kept anew when it was thrown away elsewhere meanwhile: what is on the screen is never lost', async () => {
    const id = randomUUID()
    must(await keepComposition(rikke, table(id, 0)))
    must(await discardKept(rikke, { keptId: id }))
    expect(must(await keepComposition(rikke, table(id, 1, { title: 'Stadig her' })))).toEqual({ version: 2 })
    expect((await loadKept(rikke, id))?.title).toBe('Stadig her')
  })

  it('is nobody else’s: a colleague of the same organisation neither reads, changes nor deletes it, nor does the worker read it', async () => {
    const id = randomUUID()
    must(await keepComposition(rikke, table(id, 0)))
    expect(await loadKept(colleague, id)).toBeNull()
    expect((await listKept(colleague)).map((each) => each.id)).not.toContain(id)
    must(await discardKept(colleague, { keptId: id }))
    must(await keepComposition(colleague, table(id, 0, { title: 'Kollegas' })))
    expect((await loadKept(rikke, id))?.title).toBe('Min tabel')
    const foreign = inTransaction({ kind: 'person', personId: colleague.personId }, (tx) =>
      tx.keptComposition.createMany({
        data: { id: randomUUID(), personId: rikke.personId, place: '/ny', title: '', fields: '', typed: {}, keptAt: new Date() },
      }),
    )
    await expect(foreign).rejects.toThrow()
    const read = inTransaction({ kind: 'worker' }, (tx) => tx.$queryRaw`select fields from kept_compositions`)
    await expect(read).rejects.toThrow(/permission denied/)
  })

  it('holds no personal number, neither in the table nor beside it', async () => {
    const refused = { ok: false, kind: 'contains-cpr-number' }
    expect(await keepComposition(rikke, table(randomUUID(), 0, { title: '010190-1234' }))).toEqual(refused)
    expect(await keepComposition(rikke, table(randomUUID(), 0, { purpose: 'om 0101901234' }))).toEqual(refused)
  })

  it('becomes an order once and is then forgotten, and so are changes to an order that are saved', async () => {
    const id = randomUUID()
    must(await keepComposition(rikke, table(id, 0)))
    const draft = { specification: SPECIFICATION, purpose: 'Formål', invoiceReference: '' }
    const made = must(await createOrder(rikke, { ...draft, formKey: randomUUID(), kept: id }))
    expect(await loadKept(rikke, id)).toBeNull()
    must(await keepComposition(rikke, table(made.orderId, 0, { place: `/bestillinger/${made.orderId}/rediger` })))
    expect((await listKept(rikke)).map((each) => each.id)).not.toContain(made.orderId)
    must(await reviseOrder(rikke, { ...draft, ...(await now(made.orderId)), kept: made.orderId }))
    expect(await loadKept(rikke, made.orderId)).toBeNull()
  })

  it('is forgotten after ninety days without a visit, not before', async () => {
    const [old, young] = [randomUUID(), randomUUID()]
    const today = new Date()
    const ago = (days: number) => new Date(today.getTime() - days * 86_400_000)
    must(await keepComposition(rikke, table(old, 0), ago(KEPT_DAYS + 1)))
    must(await keepComposition(rikke, table(young, 0), ago(KEPT_DAYS - 1)))
    expect(await purgeKept(today)).toBe(1)
    expect([await loadKept(rikke, old), (await loadKept(rikke, young))?.id]).toEqual([null, young])
  })

  it('is refused in words when there are too many', async () => {
    const busy = await makeActor('Travl', { of: await makeOrganisation('Travl A/S') })
    for (let k = 0; k < MOST_KEPT; k++) must(await keepComposition(busy, table(randomUUID(), 0)))
    expect(await keepComposition(busy, table(randomUUID(), 0))).toEqual({ ok: false, kind: 'too-many-kept' })
  })
})
