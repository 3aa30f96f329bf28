import type { Refusal } from '#lib/kernel/result.ts'

/** Why a table was not protected, with the place or the facts. Nothing is handed over with a refusal. */
export type ProtectRefusal =
  /** A count is not a whole number from 0 to 2^53 - 1. */
  | (Refusal<'bad-counts'> & { readonly cell: readonly string[]; readonly count: number })
  /** A margin does not agree with its parts (or, where parts overlap, is above their sum or below the largest). */
  | (Refusal<'bad-margin'> & {
      readonly cell: readonly string[]
      readonly dimension: string
      readonly count: number
      readonly sum: number
    })
  /** A dimension has no codes, a code twice, or a parent that does not come before its child. */
  | (Refusal<'bad-dimension'> & { readonly dimension: string; readonly code: string })
  /** The table has another number of counts than its dimensions say. */
  | (Refusal<'bad-shape'> & { readonly cells: number; readonly counts: number })
  | (Refusal<'too-many-cells'> & { readonly cells: number; readonly limit: number })
  /** A weight is negative or not a number, or there are too few of them. */
  | (Refusal<'bad-weights'> & { readonly cell: number })
  /** Even with everything hidden that may still be hidden, some cells stay too well known. `coarsen`: the dimension to coarsen. */
  | (Refusal<'cannot-protect'> & { readonly cells: number; readonly example: readonly string[]; readonly coarsen: string })
  /** The independent audit found cells that can be computed too closely. */
  | (Refusal<'audit-failed'> & { readonly cells: number; readonly failed: number })
  | (Refusal<'time-limit'> & { readonly limitMs: number })
  | Refusal<'cancelled'>
