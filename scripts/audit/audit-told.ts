/** What an audit tells: the report of the command, and whether the table keeps its promise. */
export interface AuditTold {
  readonly instance: string
  readonly type: 'frequency' | 'linked' | 'magnitude'
  /** Unsafe cells: hidden ones that were looked at, and those that stand there open. */
  readonly cells: number
  readonly unsafeButPublished: number
  readonly failed: number
  readonly method: string
  readonly rules: object
  /** The first of the cells that failed, and what an outsider computes of them. */
  readonly failedCells: readonly FailedCell[]
  /** False when the audit did not come to its end; it then proves nothing. */
  readonly complete: boolean
}

export interface FailedCell {
  readonly codes: readonly string[]
  readonly lower: number | null
  readonly upper: number | null
}

/** Cells named in a report. */
export const MOST_NAMED = 20

/** The end of an interval as JSON can hold it: null where there is none. */
export function endOf(bound: number | undefined): number | null {
  return bound !== undefined && Number.isFinite(bound) ? bound : null
}
