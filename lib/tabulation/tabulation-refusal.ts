import type { Refusal } from '#lib/kernel/result.ts'

/** Why a run gave no table, with the facts for a message. */
export type TabulationRefusal =
  /** No person or contact is in the population asked for. */
  | Refusal<'empty-population'>
  /** A file of the snapshot is not there. */
  | (Refusal<'snapshot-missing'> & { snapshotId: string; file: string })
  /** A file is not the one the snapshot was made with: half copied, changed, or another cut. */
  | (Refusal<'snapshot-mismatch'> & { snapshotId: string; file: string })
  /** The register holds values that the classification does not know, and the variable has no code for them. */
  | (Refusal<'value-outside-classification'> & { variable: string; rows: number })
  /** The table needs more memory than a run may use. */
  | (Refusal<'out-of-memory'> & { limit: string })
  /** There was no room on the disk for what the count had to put aside. */
  | Refusal<'disk-full'>
  /** The count took longer than a run may. */
  | (Refusal<'count-too-long'> & { minutes: number })
  | Refusal<'cancelled'>
