import { z } from 'zod'

/** What the protection says of itself, as it is kept with the table. */
const protectionReportSchema = z.object({
  cells: z.number(),
  primary: z.number(),
  secondary: z.number(),
  hiddenValue: z.number(),
  elapsedMs: z.record(z.string(), z.number()),
  audit: z.object({ cells: z.number(), failed: z.number(), method: z.string() }),
})

export type ProtectionReport = z.infer<typeof protectionReportSchema>

/** Reads a kept report; null when it is not one. */
export function parseProtectionReport(report: unknown): ProtectionReport | null {
  const parsed = protectionReportSchema.safeParse(report)
  return parsed.success ? parsed.data : null
}
