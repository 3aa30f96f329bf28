import { z } from 'zod'
import { RETENTION_KINDS, type RetentionRules, retentionRulesSchema } from '#lib/orders/retention/rules.ts'

/** Days by kind, `days_notices=365`; an empty field keeps the kind for good. */
export const retentionForm = z.record(z.string(), z.string()).transform((values, context): { rules: RetentionRules } => {
  const days = (kind: string) => {
    const text = (values[`days_${kind}`] ?? '').trim()
    return text === '' ? null : /^\d{1,5}$/.test(text) ? Number(text) : Number.NaN
  }
  const parsed = retentionRulesSchema.safeParse(Object.fromEntries(RETENTION_KINDS.map((kind) => [kind, days(kind)])))
  if (parsed.success) return { rules: parsed.data }
  for (const { path } of parsed.error.issues)
    context.issues.push({ code: 'custom', message: 'days-too-few', path: [`days_${String(path[0])}`], input: values })
  return z.NEVER
})

export const retentionSaveForm = z.strictObject({ runId: z.uuid() })
