import type { Catalogue } from '#lib/catalogue/catalogue.ts'
import type { ResolvedSpecification } from '#lib/catalogue/resolved-specification.ts'
import type { Snapshot } from '#lib/catalogue/snapshot.ts'
import type { Rules } from '#lib/disclosure/rules.ts'
import type { EarlierRelease } from '#lib/production/earlier-release.ts'
import type { RunChoices } from '#lib/production/run-choices.ts'
import type { ConfidentialBody, TableBody } from '#lib/production/table-body.ts'
import type { ClickHouseAccess } from '#lib/tabulation/engines/clickhouse-server.ts'
import type { TabulationPlan } from '#lib/tabulation/plan.ts'

/** What the computing process is given. It has the register files and no database. */
export interface RunAssignment {
  readonly resolved: ResolvedSpecification
  readonly plan: TabulationPlan
  /** What can be ordered, for the tables that earlier releases are compared by. */
  readonly catalogue: Catalogue
  /** Everything released of the register before. */
  readonly earlier: readonly EarlierRelease[]
  readonly snapshot: Snapshot
  /** Cuts of the registers that events can be linked from. */
  readonly linked: readonly Snapshot[]
  readonly registersDir: string
  /** Where the registers are counted instead of the files, when a cluster holds them. */
  readonly clickHouse?: ClickHouseAccess
  readonly rules: Rules
  /** What the analyst chose to hide last; the service's own choices when absent. */
  readonly choices?: RunChoices | null
  /** The analyst's own table, which is protected instead of the service's count. */
  readonly uploaded?: UploadedCounts | null
}

/** Counts of an analyst's own table, by address of the plan's dimensions, and the file they came from. */
export interface UploadedCounts {
  readonly counts: Float64Array
  readonly fileName: string
  readonly sha256: string
}

export type RunPhase = 'tabulating' | 'protecting' | 'auditing'

/** What a computing process says; `Outcome` is what comes of its work. */
export type RunMessage<Outcome = RunOutcome> =
  | { readonly kind: 'progress'; readonly phase: RunPhase; readonly share: number }
  | { readonly kind: 'refused'; readonly refusal: { readonly kind: string } & Record<string, unknown> }
  | { readonly kind: 'done'; readonly result: Outcome }

export interface RunOutcome {
  readonly dimensions: TableBody['dimensions']
  readonly counts: TableBody['counts']
  readonly denominators: TableBody['denominators']
  readonly values?: TableBody['values']
  readonly confidential: ConfidentialBody
  readonly report: Record<string, unknown>
  readonly certificate: Record<string, unknown>
  readonly record: Record<string, unknown>
}
