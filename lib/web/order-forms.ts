import { z } from 'zod'
import type { Specification } from '#lib/catalogue/specification.ts'
import { REFERRED_TO } from '#lib/orders/likely-referrals.ts'
import { type FormValues, isCompositionField, readComposition } from '#lib/web/composition-form.ts'
import { typedDate } from '#lib/web/date-parts.ts'

/** What forms about an order send. Unknown fields are refused; a message is a key of the labels. */

const target = {
  orderId: z.uuid(),
  expectedVersion: z
    .string()
    .regex(/^\d{1,9}$/)
    .transform(Number),
}
const reason = z.string().trim().min(3, 'reason-missing').max(4000, 'text-too-long')
const shortText = z.string().trim().max(200, 'text-too-long')
const contentHash = z.string().regex(/^[0-9a-f]{64}$/)

export const targetForm = z.strictObject(target)
export const reasonForm = z.strictObject({ ...target, reason })
export const answerForm = z.strictObject({ ...target, text: reason })
export const acceptForm = z.strictObject({ ...target, name: z.string().trim().min(2, 'name-missing').max(120, 'text-too-long') })
export const REFERRALS = REFERRED_TO
export const referForm = z.strictObject({ ...target, reason, referredTo: z.enum(REFERRALS, 'referral-missing') })
export const offerForm = z.strictObject({ ...target, message: z.string().trim().max(4000, 'text-too-long') })
export const noteForm = z.strictObject({ ...target, note: z.string().trim().max(4000, 'text-too-long') })
export const cancelForm = z.strictObject({ runId: z.uuid() })
export const approveForm = z.strictObject({ ...target, contentHash, comment: z.string().trim().max(4000, 'text-too-long') })
export const signOffForm = z.strictObject({ ...target, contentHash })

/** Order details that stand beside the composer's fields. */
const details = {
  purpose: z.string().trim().min(3, 'purpose-missing').max(4000, 'text-too-long'),
  invoiceReference: shortText,
}

const fields = z.record(z.string(), z.union([z.string(), z.array(z.string())]))

function withSpecification<S extends z.ZodRawShape>(rest: S) {
  const restSchema = z.strictObject(rest)
  return fields.transform((values, context): z.output<typeof restSchema> & { specification: Specification } => {
    const composed: FormValues = Object.fromEntries(Object.entries(values).filter(([name]) => isCompositionField(name)))
    const others = restSchema.safeParse(Object.fromEntries(Object.entries(values).filter(([name]) => !isCompositionField(name))))
    const { specification, errors } = readComposition(composed)
    for (const error of errors) context.issues.push({ code: 'custom', message: error.key, path: [error.field], input: values })
    if (!others.success)
      context.issues.push(
        ...others.error.issues.map((issue) => ({
          code: 'custom' as const,
          message: issue.message,
          path: issue.path,
          input: values,
        })),
      )
    if (!specification || !others.success) return z.NEVER
    return { ...others.data, specification }
  })
}

/** A new draft: the composer's fields, the details, and a key that makes a form sent twice one order. */
export const draftForm = withSpecification({ ...details, formKey: z.uuid() })

/** A new version of an order's specification. */
export const reviseForm = withSpecification({ ...details, ...target })

export const publishForm = z
  .record(z.string(), z.string())
  .transform((values, context): { orderId: string; on: string; namesOrganisation: boolean } => {
    const orderId = z.uuid().safeParse(values.orderId)
    const typed = typedDate(values, 'on')
    if ('error' in typed) context.issues.push({ code: 'custom', message: typed.error, path: ['on'], input: values })
    if (!orderId.success) context.issues.push({ code: 'custom', message: 'not-found', path: [''], input: values })
    if ('error' in typed || !orderId.success) return z.NEVER
    return { orderId: orderId.data, on: typed.day, namesOrganisation: values.namesOrganisation === 'on' }
  })
export const unpublishForm = z.strictObject({ orderId: z.uuid() })
