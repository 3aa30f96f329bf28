import type { Snapshot } from '#lib/catalogue/snapshot.ts'
import { ok, type Result, refuse } from '#lib/kernel/result.ts'
import type { TabulationPlan } from '../plan.ts'
import { linkedView, type PlanLink } from '../plan-link.ts'
import type { TabulationRefusal } from '../tabulation-refusal.ts'

/** A table of a linked register, by its name in the statements of a run. */
export interface LinkedTable {
  readonly view: string
  /** Its name and file in its own register's cut. */
  readonly table: string
  readonly file: string
  readonly snapshot: Snapshot
}

/** Every link of a plan. */
export function linksOf(plan: TabulationPlan): PlanLink[] {
  return plan.dimensions.flatMap(({ link }) => link ?? [])
}

/** The tables that a plan's links read, each with the cut it lies in. Refused when a linked register has no cut here. */
export function linkedTables(
  plan: TabulationPlan,
  own: Snapshot,
  cuts: readonly Snapshot[] | undefined,
): Result<LinkedTable[], TabulationRefusal> {
  const found = new Map<string, LinkedTable>()
  for (const link of linksOf(plan)) {
    const { registerId, tables } = link
    const snapshot = registerId === own.registerId ? own : cuts?.find((cut) => cut.registerId === registerId)
    for (const { id, file } of tables) {
      if (!snapshot) return refuse('snapshot-missing', { snapshotId: registerId, file })
      const view = linkedView(link, id)
      found.set(view, { view, table: id, file, snapshot })
    }
  }
  return ok([...found.values()])
}

/** The dictionaries of a run: the snapshot's by column, a linked register's by register and column. */
export function allDictionaries(own: Snapshot, tables: readonly LinkedTable[]): Readonly<Record<string, readonly string[]>> {
  const linked = tables.flatMap(({ snapshot: { registerId, dictionaries } }) =>
    Object.entries(dictionaries).map(([column, words]) => [`${registerId}/${column}`, words] as const),
  )
  return { ...own.dictionaries, ...Object.fromEntries(linked) }
}

/** The cuts beside the snapshot itself. */
export function cutsBeside(own: Snapshot, tables: readonly LinkedTable[]): Snapshot[] {
  return [...new Set(tables.map(({ snapshot }) => snapshot))].filter(({ id }) => id !== own.id)
}
