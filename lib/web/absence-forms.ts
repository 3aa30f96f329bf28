import { z } from 'zod'
import type { AbsenceInput } from '#lib/orders/absence/commands.ts'
import { typedDate } from '#lib/web/date-parts.ts'

/** An absence: two typed days, and who stands in; nobody when nothing is chosen. */
export const absenceForm = z.record(z.string(), z.string()).transform((values, context): AbsenceInput => {
  const days = (['fromOn', 'toOn'] as const).map((name) => {
    const typed = typedDate(values, name)
    if ('error' in typed) context.issues.push({ code: 'custom', message: typed.error, path: [name], input: values })
    return 'day' in typed ? typed.day : null
  })
  const standIn = values.standInId ? z.uuid().safeParse(values.standInId) : null
  if (standIn?.success === false) context.issues.push({ code: 'custom', message: 'invalid', path: ['standInId'], input: values })
  const [fromOn, toOn] = days
  return fromOn && toOn && standIn?.success !== false ? { fromOn, toOn, standInId: standIn?.data ?? null } : z.NEVER
})

export const endAbsenceForm = z.strictObject({ absenceId: z.uuid() })

export const handOnForm = z.strictObject({
  personId: z.uuid('colleague-missing'),
  note: z.string().trim().max(4000, 'text-too-long'),
})
