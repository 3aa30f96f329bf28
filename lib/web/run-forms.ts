import { z } from 'zod'
import type { OrderTarget } from '#lib/orders/target.ts'
import { type RunChoices, runChoicesSchema } from '#lib/production/run-choices.ts'
import { targetForm } from '#lib/web/order-forms.ts'

export const alternativesForm = z.strictObject({ orderId: z.uuid() })

/** A run with choices: `last=sex:M` for each heading to be hidden last. `uploadId` when the table is the analyst's own. */
export const choicesForm = z
  .record(z.string(), z.union([z.string(), z.array(z.string())]))
  .transform((values, context): OrderTarget & { readonly uploadId?: string; readonly choices: RunChoices } => {
    const { orderId, expectedVersion } = values
    const target = targetForm.safeParse({ orderId, expectedVersion })
    const last = [values.last ?? []].flat().map((text) => {
      const at = text.indexOf(':')
      return { dimension: text.slice(0, at), code: text.slice(at + 1) }
    })
    const choices = runChoicesSchema.safeParse({ cost: values.cost, marginsLast: values.marginsLast === 'on', last })
    const uploadId = z.uuid().safeParse(values.uploadId)
    if (!target.success) context.issues.push({ code: 'custom', message: 'not-found', path: [''], input: values })
    if (!choices.success) context.issues.push({ code: 'custom', message: 'invalid', path: ['cost'], input: values })
    if (!target.success || !choices.success) return z.NEVER
    return { ...target.data, ...(uploadId.success && { uploadId: uploadId.data }), choices: choices.data }
  })
