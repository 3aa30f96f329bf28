import type { RunMessage } from '#lib/production/run-message.ts'
import { readTable } from '#lib/production/uploads/read-table.ts'
import { readUpload } from '#lib/production/uploads/read-upload.ts'
import type { UploadAxis } from '#lib/production/uploads/upload-axis.ts'
import type { UploadMapping } from '#lib/production/uploads/upload-mapping.ts'
import type { UploadReading } from '#lib/production/uploads/upload-reading.ts'

/** One file, the table it is to be, and how the analyst says it is to be read. */
export interface UploadAssignment {
  readonly bytes: Uint8Array
  readonly axes: readonly UploadAxis[]
  readonly mapping: UploadMapping | null
}

export interface UploadOutcome {
  readonly reading: UploadReading
  /** By address; null while something is left to settle. */
  readonly counts: Float64Array | null
}

/** Reads one file in a process of its own, with little memory and no rights. It has no database and no register. */
async function compute(assignment: UploadAssignment, say: (message: RunMessage<UploadOutcome>) => void): Promise<void> {
  const { bytes, axes, mapping } = assignment
  const table = await readUpload(bytes, mapping?.sheet ?? null)
  if (!table.ok) return say({ kind: 'refused', refusal: { ...table } })
  const result = readTable(table.value, axes, mapping)
  if ('kind' in result) return say({ kind: 'refused', refusal: { ...result } })
  say({ kind: 'done', result })
}

process.once('disconnect', () => process.exit(1))
process.once('message', (assignment: UploadAssignment) => void compute(assignment, (message) => process.send?.(message)))
