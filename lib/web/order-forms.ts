import { z } from 'zod'
import type { Specification } from '#lib/catalogue/specification.ts'
import { REFERRED_TO } from '#lib/orders/likely-referrals.ts'
import type { HoursAdjustment } from '#lib/pricing/adjust.ts'
import { WORK_KINDS } from '#lib/pricing/tariff.ts'
import { CUT_CHOICES } from '#lib/production/cut-choice.ts'
import { type FormValues, isCompositionField, readComposition } from '#lib/web/composition-form.ts'
import { typedDate } from '#lib/web/date-parts.ts'
import { queueQuery } from '#lib/web/queue-forms.ts'

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
const shortNote = z.string().trim().max(4000, 'text-too-long')
const contentHash = z.string().regex(/^[0-9a-f]{64}$/)

export const targetForm = z.strictObject(target)
export const runForm = z.strictObject({ ...target, cut: z.enum(CUT_CHOICES).default('same') })
export const reasonForm = z.strictObject({ ...target, reason })
export const acceptForm = z.strictObject({ ...target, name: z.string().trim().min(2, 'name-missing').max(120, 'text-too-long') })
export const REFERRALS = REFERRED_TO
export const referForm = z.strictObject({ ...target, reason, referredTo: z.enum(REFERRALS, 'referral-missing') })
const offerFields = z.strictObject({ ...target, message: z.string().trim().max(4000, 'text-too-long') })

/** Hours typed with comma or point, in whole quarters; null when it is none of that. */
function typedHours(text: string): number | null {
  const hours = /^\d{1,3}([.,]\d{1,2})?$/.test(text) ? Number(text.replace(',', '.')) : Number.NaN
  return Number.isInteger(hours * 4) && hours <= 400 ? hours : null
}

/** An offer: `hours_table-work=2,5` and `reason_table-work=…` are the analyst's own estimate of a line. */
export const offerForm = z.record(z.string(), z.string()).transform((values, context) => {
  const own = Object.fromEntries(Object.entries(values).filter(([name]) => !/^(hours|reason)_/.test(name)))
  const read = offerFields.safeParse(own)
  const adjustments = WORK_KINDS.flatMap((kind): HoursAdjustment[] => {
    const text = (values[`hours_${kind}`] ?? '').trim()
    if (text === '') return []
    const hours = typedHours(text)
    if (hours === null)
      context.issues.push({ code: 'custom', message: 'hours-not-in-quarters', path: [`hours_${kind}`], input: values })
    return hours === null ? [] : [{ kind, hours, reason: (values[`reason_${kind}`] ?? '').trim().slice(0, 500) }]
  })
  if (read.success) return { ...read.data, adjustments }
  context.issues.push(
    ...read.error.issues.map(({ message, path }) => ({ code: 'custom' as const, message, path, input: values })),
  )
  return z.NEVER
})

export const timeForm = z.record(z.string(), z.string()).transform((values, context) => {
  const typed = typedDate(values, 'workedOn')
  const hours = typedHours((values.hours ?? '').trim())
  const rest = z
    .object({ orderId: z.uuid(), kind: z.enum(WORK_KINDS), ownError: z.literal('on').optional() })
    .safeParse({ orderId: values.orderId, kind: values.kind, ownError: values.ownError })
  if ('error' in typed) context.issues.push({ code: 'custom', message: typed.error, path: ['workedOn'], input: values })
  if (hours === null || hours === 0 || hours > 24)
    context.issues.push({ code: 'custom', message: 'hours-not-in-quarters', path: ['hours'], input: values })
  if (!rest.success) context.issues.push({ code: 'custom', message: 'invalid', path: ['kind'], input: values })
  if ('error' in typed || !hours || hours > 24 || !rest.success) return z.NEVER
  const { orderId, kind, ownError } = rest.data
  return { orderId, kind, minutes: hours * 60, ownError: ownError === 'on', workedOn: typed.day }
})
export const takeTimeBackForm = z.strictObject({ entryId: z.uuid() })
export const noteForm = z.strictObject({ ...target, note: z.string().trim().max(4000, 'text-too-long') })
export const internalNoteForm = z.strictObject({
  orderId: z.uuid(),
  text: z.string().trim().min(1, 'empty').max(4000, 'text-too-long'),
})
export const assignForm = z.strictObject({ ...target, personId: z.uuid('colleague-missing'), note: shortNote })
/** Several cases at once: `order=ID:VERSION` for each that is ticked. */
export const assignAllForm = z
  .strictObject({
    order: z.preprocess(
      (value) => (value === undefined ? [] : [value].flat()),
      z
        .array(z.string().regex(/^[0-9a-f-]{36}:\d{1,9}$/))
        .min(1, 'cases-missing')
        .max(100),
    ),
    personId: z.uuid('colleague-missing'),
    note: shortNote,
    query: queueQuery,
  })
  .transform(({ order, ...rest }) => ({
    ...rest,
    targets: order.map((text) => ({ orderId: text.slice(0, 36), expectedVersion: Number(text.slice(37)) })),
  }))
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
export const draftForm = withSpecification({ ...details, formKey: z.uuid(), kept: z.uuid().optional() })

/** A new version of an order's specification. */
export const reviseForm = withSpecification({ ...details, ...target, kept: z.uuid().optional() })

/** Another table that an analyst suggests, and why. */
export const proposeForm = withSpecification({ ...target, message: reason })

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

/** An empty table as somebody drew it, and the register it is of. */
export const layoutForm = z.strictObject({
  register: z.string().max(60),
  // Never trimmed: a pasted table begins with its empty corner.
  layout: z.string().regex(/\S/, 'layout-empty').max(400_000, 'text-too-long'),
})

/** Throws a table away that somebody had begun. */
export const discardKeptForm = z.strictObject({ keptId: z.uuid() })
