import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Actor } from '#lib/identity/actor.ts'
import {
  addMember,
  changeMember,
  changeOrganisation,
  createOrganisation,
  setOrganisationActive,
} from '#lib/identity/organisations/commands.ts'
import type { CustomerInput } from '#lib/identity/organisations/customer.ts'
import { listOrganisations, organisationDetail } from '#lib/identity/organisations/queries.ts'
import { loadActor } from '#lib/identity/queries.ts'
import { closeDatabase, inTransaction } from '#lib/platform/db.ts'
import { freshService, makeActor, makeOrganisation, owner } from '../../support/database.ts'
import { must } from '../../support/order-walk.ts'

let administrator: Actor
let analyst: Actor
let requester: Actor
let own: string

const INPUT: CustomerInput = {
  name: 'Eksempel Kommune',
  cvr: '99000309',
  ean: '5798000000001',
  customerClass: 'public',
  vatTreatment: 'standard',
  vatNumber: '',
  street: '',
  postalCode: '',
  city: '',
  countryCode: 'DK',
  invoiceEmail: '',
}

beforeAll(async () => {
  await freshService()
  own = await makeOrganisation('Kunden')
  administrator = await makeActor('Adam', { roles: ['administrator'] })
  analyst = await makeActor('Anders', { roles: ['analyst'] })
  requester = await makeActor('Rikke', { of: own })
}, 60_000)
afterAll(async () => {
  await closeDatabase()
  await owner.$disconnect()
})

describe('a customer', () => {
  it('is made once for a CVR number, found by name, number or person, and told in the log', async () => {
    const { organisationId } = must(await createOrganisation(administrator, INPUT))
    expect(await createOrganisation(administrator, { ...INPUT, name: 'En anden' })).toEqual({ ok: false, kind: 'cvr-taken' })
    must(await addMember(administrator, { organisationId, email: requester.email.toUpperCase(), mayAccept: false }))
    for (const search of ['eksempel', '9900 0309', '57980000', requester.email, 'rikke']) {
      const { rows } = await listOrganisations(administrator, { search })
      expect(rows.map(({ id }) => id)).toContain(organisationId)
    }
    expect((await listOrganisations(administrator, { search: 'findes ikke' })).total).toBe(0)
    const events = await owner.auditEvent.findMany({ where: { type: { startsWith: 'organisation.' } } })
    expect(events.map(({ type }) => type)).toEqual(['organisation.created'])
  })

  it('changed by two administrators at once keeps one change and tells the other of the conflict', async () => {
    const { rows } = await listOrganisations(administrator, { search: 'Eksempel' })
    const organisationId = rows[0]?.id ?? ''
    const expectedVersion = (await organisationDetail(administrator, organisationId))?.version ?? 0
    const change = (name: string) => changeOrganisation(administrator, { ...INPUT, name, organisationId, expectedVersion })
    const answers = await Promise.all([change('Ny A Kommune'), change('Ny B Kommune')])
    expect(answers.filter(({ ok }) => ok)).toHaveLength(1)
    expect(answers.find(({ ok }) => !ok)).toEqual({ ok: false, kind: 'conflict' })
    const after = await organisationDetail(administrator, organisationId)
    expect(after?.version).toBe(expectedVersion + 1)
    const [event] = await owner.auditEvent.findMany({ where: { type: 'organisation.changed' } })
    expect(event?.facts).toMatchObject({ changed: 'name' })
    const same = { ...INPUT, name: after?.name ?? '', organisationId, expectedVersion: after?.version ?? 0 }
    must(await changeOrganisation(administrator, same))
    expect((await organisationDetail(administrator, organisationId))?.version).toBe(expectedVersion + 1)
  })

  it('that is closed is gone for its people at their next click, and there again when it is opened', async () => {
    const acts = async () => (await loadActor(requester.personId, 0, own))?.organisations.some(({ id }) => id === own)
    expect(await acts()).toBe(true)
    must(await setOrganisationActive(administrator, { organisationId: own, active: false }))
    expect(await acts()).toBe(false)
    expect(await setOrganisationActive(administrator, { organisationId: own, active: false })).toEqual({
      ok: false,
      kind: 'already',
    })
    must(await setOrganisationActive(administrator, { organisationId: own, active: true }))
    expect(await acts()).toBe(true)
  })
})

describe('a member', () => {
  it('may accept, may not, and is gone, each from the next request on', async () => {
    const mayAccept = async () =>
      (await loadActor(requester.personId, 0, own))?.organisations.find(({ id }) => id === own)?.mayAccept ?? null
    const change = (to: 'may-accept' | 'may-not-accept' | 'remove') =>
      changeMember(administrator, { organisationId: own, personId: requester.personId, change: to })
    must(await change('may-not-accept'))
    expect(await mayAccept()).toBe(false)
    expect(await change('may-not-accept')).toEqual({ ok: false, kind: 'already' })
    must(await change('may-accept'))
    expect(await mayAccept()).toBe(true)
    must(await change('remove'))
    expect(await mayAccept()).toBeNull()
    expect(await change('remove')).toEqual({ ok: false, kind: 'already' })
    must(await addMember(administrator, { organisationId: own, email: requester.email, mayAccept: true }))
    expect(await addMember(administrator, { organisationId: own, email: requester.email, mayAccept: true })).toEqual({
      ok: false,
      kind: 'already',
    })
    expect(await addMember(administrator, { organisationId: own, email: 'ingen@example.dk', mayAccept: true })).toEqual({
      ok: false,
      kind: 'no-such-person',
    })
  })
})

describe('nobody but an administrator', () => {
  it('makes or changes a customer or a member, by command or past it; a requester does not even list them', async () => {
    for (const actor of [analyst, requester]) {
      expect(await createOrganisation(actor, INPUT)).toEqual({ ok: false, kind: 'not-allowed' })
      const changed = { ...INPUT, organisationId: own, expectedVersion: 1 }
      expect(await changeOrganisation(actor, changed)).toEqual({ ok: false, kind: 'not-allowed' })
      expect(await setOrganisationActive(actor, { organisationId: own, active: false })).toEqual({
        ok: false,
        kind: 'not-allowed',
      })
      expect(await addMember(actor, { organisationId: own, email: actor.email, mayAccept: true })).toEqual({
        ok: false,
        kind: 'not-allowed',
      })
      const member = { organisationId: own, personId: actor.personId, change: 'may-accept' } as const
      expect(await changeMember(actor, member)).toEqual({ ok: false, kind: 'not-allowed' })
      const context = { kind: 'person', personId: actor.personId } as const
      const forged = await inTransaction(context, (tx) => tx.organisation.updateMany({ data: { vatTreatment: 'exempt' } }))
      expect(forged.count).toBe(0)
      await expect(
        inTransaction(context, (tx) =>
          tx.membership.createMany({ data: { personId: analyst.personId, organisationId: own, mayAccept: true } }),
        ),
      ).rejects.toThrow()
    }
    expect(await listOrganisations(requester, { search: '' })).toEqual({ rows: [], total: 0 })
    expect(await organisationDetail(requester, own)).toBeNull()
  })
})
