import { describe, expect, it } from 'vitest'
import { type AnyActor, systemActor } from '#lib/identity/actor.ts'
import { decide, type NeedInput } from '#lib/orders/decide.ts'
import { ORDER_COMMANDS, ORDER_STATUSES, type OrderCommand, type OrderStatus, type Party } from '#lib/orders/lifecycle.ts'
import type { OrderFacts } from '#lib/orders/order-facts.ts'
import { HAND_WRITTEN_GRID } from './grid.ts'

const NOW = new Date('2026-11-23T12:00:00Z')
const LONG_AGO = new Date('2026-01-05T12:00:00Z')
const CUSTOMER = 'customer'
const HASH = 'c'.repeat(64)

/** Everybody an order can meet. Only tests mint actors without a database. */
function person(personId: string, roles: readonly string[] = [], member?: { mayAccept: boolean }): AnyActor {
  const organisation = member
    ? { id: CUSTOMER, name: 'Kunden', customerClass: 'private', vatTreatment: 'standard', ...member }
    : null
  const organisations = organisation ? [organisation] : []
  return {
    kind: 'person',
    personId,
    name: personId,
    email: '',
    locale: 'da',
    roles,
    organisations,
    organisation,
  } as unknown as AnyActor
}

const PEOPLE: Readonly<Record<string, AnyActor>> = {
  'member who may not accept': person('member', [], { mayAccept: false }),
  'member who may accept': person('accepter', [], { mayAccept: true }),
  'stranger from another organisation': person('stranger'),
  'assigned analyst': person('analyst', ['analyst']),
  producer: person('producer', ['analyst']),
  checker: person('checker', ['analyst']),
  'analyst who has nothing to do with it': person('free', ['analyst']),
  'analyst who wrote the specification': person('author', ['analyst']),
  'analyst who belongs to the customer': person('insider', ['analyst'], { mayAccept: true }),
  administrator: person('administrator', ['administrator']),
  'the service itself': systemActor,
}

/** Which parties each of them is, by hand. */
const IS: Readonly<Record<string, readonly Party[]>> = {
  'member who may not accept': ['requester'],
  'member who may accept': ['requester', 'accepter'],
  'stranger from another organisation': [],
  'assigned analyst': ['analyst', 'assigned'],
  producer: ['analyst', 'producer'],
  checker: ['analyst', 'independent', 'checker'],
  'analyst who has nothing to do with it': ['analyst', 'independent'],
  'analyst who wrote the specification': ['analyst'],
  'analyst who belongs to the customer': ['requester', 'accepter'],
  administrator: [],
  'the service itself': ['system'],
}

function order(status: OrderStatus, changes: Partial<OrderFacts> = {}): OrderFacts {
  return {
    id: 'order',
    number: 'SB-2026-000001',
    status,
    resolution: status === 'ended' ? 'delivered' : null,
    version: 7,
    resumeStatus: 'accepted',
    organisationId: CUSTOMER,
    requesterId: 'requester',
    orderType: 'tailored',
    specificationVersion: 1,
    newestSpecificationVersion: 1,
    analystId: 'analyst',
    producerId: 'producer',
    checkerId: 'checker',
    statusChangedAt: LONG_AGO,
    releasedAt: status === 'released' ? new Date('2026-11-20T12:00:00Z') : null,
    specificationAuthorIds: ['requester', 'author'],
    runRequesterIds: ['producer'],
    openOffer:
      status === 'offered' ? { id: 'offer', specificationVersion: 1, validUntil: new Date('2026-12-01T12:00:00Z') } : null,
    hasOpenQuestion: true,
    openProposal: null,
    table: { runId: 'run', contentHash: HASH, specificationVersion: 1, requestedById: 'producer', isAudited: true },
    latestCheck: { checkerId: 'checker', contentHash: HASH, verdict: 'approved' },
    ...changes,
  }
}

const GIVEN: NeedInput = { now: NOW, reason: 'fordi', isSpecificationValid: true, isStandard: true }

/** Facts under which time-bound commands are due. */
function dueOrder(status: OrderStatus, command: OrderCommand): OrderFacts {
  if (command === 'lapse' && status === 'offered')
    return order(status, { openOffer: { id: 'offer', specificationVersion: 1, validUntil: LONG_AGO } })
  if (command.endsWith('-change')) return order(status, { openProposal: { id: 'proposal', version: 2 } })
  if (command === 'close') return order(status, { releasedAt: LONG_AGO })
  return order(status)
}

describe('the order’s life, against the table written by hand', () => {
  for (const status of ORDER_STATUSES) {
    for (const command of ORDER_COMMANDS) {
      const allowed = HAND_WRITTEN_GRID[status][command]
      it(`${status} × ${command}: ${allowed ? `${allowed[0]} → ${allowed[1]}` : 'nobody'}`, () => {
        for (const [who, actor] of Object.entries(PEOPLE)) {
          const result = decide(dueOrder(status, command), actor, command, GIVEN)
          const may = allowed !== undefined && (IS[who] ?? []).includes(allowed[0])
          expect(`${who}: ${result.ok}`).toBe(`${who}: ${may}`)
          if (result.ok && allowed) {
            expect(result.value.to).toBe(allowed[1] === '~' ? 'accepted' : allowed[1])
            expect(result.value.resolution).toBe(allowed[2] ?? null)
          }
        }
      })
    }
  }
})

describe('rules that hold everywhere', () => {
  const producer = PEOPLE.producer as AnyActor
  const checker = PEOPLE.checker as AnyActor

  it('an outsider learns nothing of the status: she is refused for who she is, not for when she asks', () => {
    for (const status of ORDER_STATUSES) {
      for (const command of ORDER_COMMANDS) {
        expect(decide(order(status), person('stranger'), command, GIVEN)).toEqual({ ok: false, kind: 'not-allowed' })
      }
    }
  })

  it('the producer of a table cannot check or sign it off, even when she is named as its checker', () => {
    const both = order('checking', { checkerId: 'producer' })
    for (const command of ['claim-check', 'approve', 'sign-off', 'return'] as const)
      expect(decide(both, producer, command, GIVEN).ok).toBe(false)
  })

  it('whoever asked for a run of the order, or wrote a version of the specification, cannot check it', () => {
    expect(decide(order('checking', { runRequesterIds: ['free'] }), person('free', ['analyst']), 'claim-check', GIVEN).ok).toBe(
      false,
    )
    expect(decide(order('checking'), person('author', ['analyst']), 'claim-check', GIVEN).ok).toBe(false)
  })

  it('an approval of other bytes, by another person, or that was a return, does not sign off', () => {
    const bad = [
      { checkerId: 'checker', contentHash: 'd'.repeat(64), verdict: 'approved' },
      { checkerId: 'free', contentHash: HASH, verdict: 'approved' },
      { checkerId: 'checker', contentHash: HASH, verdict: 'returned' },
      null,
    ]
    for (const latestCheck of bad) {
      expect(decide(order('checking', { latestCheck }), checker, 'sign-off', GIVEN)).toEqual({
        ok: false,
        kind: 'need-unmet',
        need: 'approved-check',
      })
    }
  })

  it('a table that was not audited, or made from an older specification, can neither be sent to check nor signed off', () => {
    const table = { runId: 'run', contentHash: HASH, specificationVersion: 1, requestedById: 'producer', isAudited: true }
    for (const bad of [null, { ...table, isAudited: false }, { ...table, specificationVersion: 0 }]) {
      expect(decide(order('producing', { table: bad }), producer, 'submit-for-check', GIVEN).ok).toBe(false)
      expect(decide(order('checking', { table: bad }), checker, 'sign-off', GIVEN).ok).toBe(false)
    }
  })

  it('an offer on an older specification, or one whose time is over, cannot be accepted', () => {
    const accepter = PEOPLE['member who may accept'] as AnyActor
    const open = { id: 'offer', specificationVersion: 1, validUntil: new Date('2026-12-01T12:00:00Z') }
    expect(decide(order('offered', { openOffer: open }), accepter, 'accept', GIVEN).ok).toBe(true)
    expect(decide(order('offered', { openOffer: { ...open, specificationVersion: 0 } }), accepter, 'accept', GIVEN).ok).toBe(
      false,
    )
    const lastInstant = (validUntil: Date) => order('offered', { openOffer: { ...open, validUntil } })
    expect(decide(lastInstant(NOW), accepter, 'accept', GIVEN).ok).toBe(true)
    expect(decide(lastInstant(new Date(NOW.getTime() - 1)), accepter, 'accept', GIVEN).ok).toBe(false)
  })

  it('an order never lapses or closes before its time', () => {
    const fresh = { statusChangedAt: new Date('2026-10-25T12:00:00Z') }
    expect(decide(order('clarifying', fresh), systemActor, 'lapse', GIVEN).ok).toBe(false)
    expect(decide(order('offered'), systemActor, 'lapse', GIVEN).ok).toBe(false)
    expect(decide(order('released'), systemActor, 'close', GIVEN).ok).toBe(false)
  })

  it('an error can be reported on the whole of the thirtieth day and not after, across the change of the clock', () => {
    const member = PEOPLE['member who may not accept'] as AnyActor
    const released = order('released', { releasedAt: new Date('2026-10-24T06:00:00Z') })
    const at = (now: string, command: 'report-error' | 'close') =>
      decide(released, command === 'close' ? systemActor : member, command, { ...GIVEN, now: new Date(now) }).ok
    // Midnight in Copenhagen after 23 November, which is winter time; the release was in summer time.
    expect(at('2026-11-23T22:59:59.999Z', 'report-error')).toBe(true)
    expect(at('2026-11-23T22:59:59.999Z', 'close')).toBe(false)
    expect(at('2026-11-23T23:00:00Z', 'report-error')).toBe(false)
    expect(at('2026-11-23T23:00:00Z', 'close')).toBe(true)
  })

  it('what needs a reason is refused without one', () => {
    const analyst = PEOPLE['assigned analyst'] as AnyActor
    for (const reason of ['', '  ', 'ab'])
      expect(decide(order('received'), analyst, 'decline', { ...GIVEN, reason }).ok).toBe(false)
  })
})
