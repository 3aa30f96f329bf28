import { z } from 'zod'
import type { AuthorityIdentity } from '#lib/identity/authority/authority.ts'
import { authoritySchema } from '#lib/identity/authority/authority.ts'
import { typedDate } from '#lib/web/date-parts.ts'

/** What the forms about invoices and about the authority that issues them send. */

const fields = z.record(z.string(), z.string())

export const invoiceRunForm = z.strictObject({ throughOn: z.iso.date(), fingerprint: z.string().regex(/^[0-9a-f]{64}$/) })

export const paymentForm = fields.transform((values, context): { invoiceId: string; paidOn: string | null } => {
  const invoiceId = z.uuid().safeParse(values.invoiceId)
  const typed = typedDate(values, 'paidOn')
  if ('error' in typed) context.issues.push({ code: 'custom', message: typed.error, path: ['paidOn'], input: values })
  if (!invoiceId.success) context.issues.push({ code: 'custom', message: 'not-found', path: [''], input: values })
  return 'error' in typed || !invoiceId.success ? z.NEVER : { invoiceId: invoiceId.data, paidOn: typed.day }
})

export const paymentTakenBackForm = z
  .strictObject({ invoiceId: z.uuid() })
  .transform(({ invoiceId }): { invoiceId: string; paidOn: string | null } => ({ invoiceId, paidOn: null }))

export const creditForm = z
  .strictObject({
    invoiceId: z.uuid(),
    reason: z.string().trim().min(3, 'reason-missing').max(500, 'text-too-long'),
    again: z.literal('on').optional(),
  })
  .transform(({ again, ...rest }) => ({ ...rest, again: again === 'on' }))

const PAYMENT_FIELDS = ['bankRegistration', 'account', 'accountName', 'dueDays'] as const

/** An identity of the authority from a day on. The four fields of the payment are all filled in, or none. */
export const authorityForm = fields.transform((values, context): { validFrom: string; identity: AuthorityIdentity } => {
  const text = (name: string) => (values[name] ?? '').trim()
  const typed = typedDate(values, 'validFrom')
  if ('error' in typed) context.issues.push({ code: 'custom', message: typed.error, path: ['validFrom'], input: values })
  const hasPayment = PAYMENT_FIELDS.some((name) => text(name) !== '')
  const [bankRegistration, account, accountName] = PAYMENT_FIELDS.map(text)
  const parsed = authoritySchema.safeParse({
    name: { da: text('nameDa'), en: text('nameEn') },
    ...Object.fromEntries(
      ['logoText', 'street', 'postalCode', 'city', 'email', 'phone', 'website'].map((name) => [name, text(name)]),
    ),
    cvr: text('cvr').replace(/\s/g, '') || null,
    payment: hasPayment
      ? {
          bankRegistration,
          account: account?.replace(/\s/g, ''),
          accountName,
          dueDays: /^\d{1,3}$/.test(text('dueDays')) ? Number(text('dueDays')) : null,
        }
      : null,
  })
  if (parsed.success && 'day' in typed) return { validFrom: typed.day, identity: parsed.data }
  for (const { path, code } of parsed.error?.issues ?? []) {
    const name = path[0] === 'name' ? (path[1] === 'da' ? 'nameDa' : 'nameEn') : String(path.at(-1) ?? '')
    context.issues.push({
      code: 'custom',
      message: code === 'too_small' ? 'empty' : name === 'cvr' ? 'cvr-invalid' : 'invalid',
      path: [name],
      input: values,
    })
  }
  return z.NEVER
})
