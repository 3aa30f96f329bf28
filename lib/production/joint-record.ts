import { z } from 'zod'

const releaseSchema = z.object({
  releaseId: z.string(),
  orderNumber: z.string(),
  /** Cells that stand in both tables. */
  sharedCells: z.int(),
  /** Of these, cells published before, which can't be hidden now. */
  fixed: z.int(),
  /** Addresses of cells hidden to protect others and tied to this release. */
  constrained: z.array(z.int()),
})

/** What a run's record keeps of the earlier releases its table was protected together with. */
export const jointRecordSchema = z.object({
  /** Cells of the joint problem, those of refinements included. */
  cells: z.int(),
  /** Unsafe cells that were too well known before, from earlier releases alone. */
  alreadyKnown: z.int(),
  releases: z.array(releaseSchema),
  /** Every release of the register looked at, tied or not. */
  considered: z.array(z.string()),
})

export type JointRecord = z.infer<typeof jointRecordSchema>

/** Reads it from a run's record; null when the table was protected by itself. */
export function jointOf(record: Readonly<Record<string, unknown>> | null | undefined): JointRecord | null {
  return jointRecordSchema.safeParse(record?.joint).data ?? null
}
