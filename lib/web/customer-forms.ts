import { z } from 'zod'
import { CUSTOMER_CLASSES, VAT_TREATMENTS } from '#lib/pricing/tariff.ts'

/** What the forms about customers and their people send. */

const line = z.string().trim().max(120, 'text-too-long')

const customer = {
  name: line.min(2, 'name-missing'),
  cvr: z.string().max(20, 'cvr-invalid'),
  ean: z.string().max(30, 'ean-invalid'),
  customerClass: z.enum(CUSTOMER_CLASSES),
  vatTreatment: z.enum(VAT_TREATMENTS),
  vatNumber: z.string().max(30, 'vat-number-invalid'),
  street: line,
  postalCode: line,
  city: line,
  countryCode: z
    .string()
    .trim()
    .regex(/^[A-Za-z]{2}$/, 'country-invalid'),
  invoiceEmail: z.email('invalid').or(z.literal('')),
}

export const newCustomerForm = z.strictObject(customer)
export const customerForm = z.strictObject({
  ...customer,
  organisationId: z.uuid(),
  expectedVersion: z
    .string()
    .regex(/^\d{1,9}$/)
    .transform(Number),
})

export const customerActiveForm = z
  .strictObject({ organisationId: z.uuid(), active: z.enum(['yes', 'no']) })
  .transform(({ organisationId, active }) => ({ organisationId, active: active === 'yes' }))

export const newMemberForm = z
  .strictObject({ organisationId: z.uuid(), email: z.email('invalid'), mayAccept: z.literal('on').optional() })
  .transform(({ mayAccept, ...rest }) => ({ ...rest, mayAccept: mayAccept === 'on' }))

export const memberForm = z.strictObject({
  organisationId: z.uuid(),
  personId: z.uuid(),
  change: z.enum(['may-accept', 'may-not-accept', 'remove']),
})
