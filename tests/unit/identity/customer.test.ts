import { describe, expect, it } from 'vitest'
import { type CustomerInput, changedFields, decideCustomer } from '#lib/identity/organisations/customer.ts'

const INPUT: CustomerInput = {
  name: 'Nordlys Pharma A/S',
  cvr: 'DK 99 00 02 01',
  ean: '',
  customerClass: 'private',
  vatTreatment: 'standard',
  vatNumber: '',
  street: 'Prøvevej 1',
  postalCode: '8000',
  city: 'Aarhus C',
  countryCode: 'dk',
  invoiceEmail: '',
}

describe('a customer’s numbers', () => {
  it('are read as they are written on paper, and missing ones are none', () => {
    expect(decideCustomer(INPUT)).toMatchObject({
      ok: true,
      value: { cvr: '99000201', ean: null, vatNumber: null, countryCode: 'DK' },
    })
    const foreign = { ...INPUT, cvr: '', countryCode: 'de', vatNumber: 'de 123.456-789', vatTreatment: 'reverse-charge' as const }
    expect(decideCustomer(foreign)).toMatchObject({ value: { cvr: null, vatNumber: 'DE123456789', countryCode: 'DE' } })
  })

  it('are refused by their check digits and forms', () => {
    const kindOf = (change: Partial<CustomerInput>) => {
      const decided = decideCustomer({ ...INPUT, ...change })
      return decided.ok ? null : decided.kind
    }
    expect(kindOf({ cvr: '99000202' })).toBe('cvr-invalid')
    expect(kindOf({ ean: '5798000000002' })).toBe('ean-invalid')
    expect(kindOf({ vatNumber: '123' })).toBe('vat-number-invalid')
    expect(kindOf({ countryCode: 'Danmark' })).toBe('country-invalid')
    expect(kindOf({ vatTreatment: 'reverse-charge' })).toBe('reverse-charge-at-home')
  })
})

describe('a change of a customer', () => {
  it('is told by the names of its fields, never by their values', () => {
    const before = decideCustomer(INPUT)
    const after = decideCustomer({ ...INPUT, name: 'Nordlys A/S', city: 'Aarhus' })
    if (!before.ok || !after.ok) throw new Error('refused')
    expect(changedFields(before.value, after.value)).toEqual(['name', 'city'])
    expect(changedFields(before.value, before.value)).toEqual([])
  })
})
