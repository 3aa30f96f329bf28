import { defaultRules } from '#lib/disclosure/default-rules.ts'

/** The rules every delivery is protected under: threshold 5, zeros published, interval protection against an informed insider. */
export const serviceRules = defaultRules
