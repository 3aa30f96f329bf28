import type { Snapshot } from '#lib/catalogue/snapshot.ts'
import type { Rules } from '#lib/disclosure/rules.ts'
import type { ConfidentialBody, TableBody } from '#lib/production/table-body.ts'
import type { TabulationPlan } from '#lib/tabulation/plan.ts'

/** What the computing process is given. It has the register files and no database. */
export interface RunAssignment {
  readonly plan: TabulationPlan
  readonly snapshot: Snapshot
  readonly registersDir: string
  readonly rules: Rules
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
  readonly confidential: ConfidentialBody
  readonly report: Record<string, unknown>
  readonly certificate: Record<string, unknown>
  readonly record: Record<string, unknown>
}
