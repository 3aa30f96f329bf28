import { z } from 'zod'

/** What a run's record keeps of an analyst's own table and how far it is from the service's count. No counts of cells. */
const uploadRecordSchema = z.object({
  fileName: z.string(),
  sha256: z.string(),
  cells: z.int(),
  differing: z.int(),
  largestDifference: z.number(),
})

export type UploadRecord = z.infer<typeof uploadRecordSchema>

/** Reads it from a run's record; null when the service's own count was protected. */
export function uploadRecordOf(record: Readonly<Record<string, unknown>> | null | undefined): UploadRecord | null {
  return uploadRecordSchema.safeParse(record?.upload).data ?? null
}
