import { describe, expect, it } from 'vitest'
import { authoritiesInForce, authorityOn, authoritySchema, type DatedAuthority } from '#lib/identity/authority/authority.ts'
import { SEED_AUTHORITIES } from '#lib/identity/authority/seed-authorities.ts'

const seeded = SEED_AUTHORITIES.map(
  ({ validFrom, identity }, at): DatedAuthority => ({ id: String(at), validFrom, identity, createdAt: new Date(at) }),
)

describe('who runs the service', () => {
  it('changes at New Year 2027 and not a day before', () => {
    expect(authorityOn('2026-12-31', seeded)?.identity.logoText).toBe('Sundhedsdatastyrelsen')
    expect(authorityOn('2027-01-01', seeded)?.identity.logoText).toBe('Digital Sundhed Danmark')
    expect(authorityOn('2019-12-31', seeded)).toBeNull()
  })

  it('is corrected by a newer version of the same day, whatever order they are read in', () => {
    const [first] = seeded
    if (!first) throw new Error('no seed')
    const corrected = {
      ...first,
      id: 'corrected',
      createdAt: new Date(50),
      identity: { ...first.identity, phone: '72 21 68 00' },
    }
    for (const versions of [
      [...seeded, corrected],
      [corrected, ...seeded],
    ]) {
      expect(authorityOn('2026-11-26', versions)?.id).toBe('corrected')
      expect(authoritiesInForce(versions)).toHaveLength(2)
    }
  })

  it('has a number and an account, or says that it has none', () => {
    const identity = seeded[0]?.identity
    expect(authoritySchema.safeParse({ ...identity, cvr: '123' }).success).toBe(false)
    expect(authoritySchema.safeParse({ ...identity, payment: { bankRegistration: '1', account: '2' } }).success).toBe(false)
    expect(authoritySchema.safeParse({ ...identity, cvr: null, payment: null }).success).toBe(true)
  })
})
