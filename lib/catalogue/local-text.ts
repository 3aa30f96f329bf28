import { z } from 'zod'

/** Words for people in both languages of the service. */
export const localTextSchema = z.strictObject({ da: z.string().min(1), en: z.string().min(1) })

export type LocalText = z.infer<typeof localTextSchema>

export const LOCALES = ['da', 'en'] as const
export type Locale = (typeof LOCALES)[number]
