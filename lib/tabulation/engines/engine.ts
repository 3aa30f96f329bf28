import type { Snapshot } from '#lib/catalogue/snapshot.ts'
import type { Result } from '#lib/kernel/result.ts'
import type { Cube } from '../cube.ts'
import type { TabulationPlan } from '../plan.ts'
import type { TabulationRefusal } from '../tabulation-refusal.ts'
import type { ValueRecords } from '../value-statistics.ts'

export interface RunOptions {
  /** Folder that holds one folder per snapshot. */
  readonly dataDir: string
  /** Cuts of the registers that events are linked from; the plan's own register is counted on its own snapshot. */
  readonly linked?: readonly Snapshot[]
  /** Share of the rows that are done, 0 to 1, never falling. */
  readonly onProgress?: (share: number) => void
  /** Stops the run within a second. */
  readonly signal?: AbortSignal
  readonly threads?: number
  /** Rows from which persons are shared out over threads; for tests. */
  readonly rowsWorthAThread?: number
  /** Of each engine, for instance `2GB`; there is one per thread when persons are shared out. */
  readonly memoryLimit?: string
  /** What an engine may put aside on the disk, for instance `20GB`; less when the disk has less. */
  readonly spillLimit?: string
}

/** What is kept about a run, so that anyone can see and repeat what was counted on what. */
export interface RunRecord {
  readonly engine: string
  readonly engineVersion: string
  readonly plan: TabulationPlan
  readonly sql: readonly string[]
  readonly snapshotId: string
  readonly snapshotSha256: string
  /** Cuts that events were linked from, beside the snapshot; absent when there are none. */
  readonly linked?: readonly LinkedCut[]
  /** Rows of the files that were read. */
  readonly rowsRead: number
  /** Rows, or groups of rows, that came through the filters to be counted. */
  readonly rowsCounted: number
  readonly elapsedMs: number
}

/** A cut as it is named where a table was linked to it. */
export type LinkedCut = Pick<Snapshot, 'id' | 'registerId' | 'sha256'>

export interface Tabulation {
  readonly cube: Cube
  /** Inhabitants behind each cell, in the order of the cube's cells; null when no rate was asked for. */
  readonly denominators: Float64Array | null
  /** The numbers that rows carry; null when no statistics of one were asked for. */
  readonly values: ValueRecords | null
  readonly record: RunRecord
}

/** Every engine gives the same cube, bit for bit, for the same plan and snapshot. */
export type Tabulate = (
  plan: TabulationPlan,
  snapshot: Snapshot,
  options: RunOptions,
) => Promise<Result<Tabulation, TabulationRefusal>>
