import type { Snapshot } from '#lib/catalogue/snapshot.ts'
import { addsUp } from '../adds-up.ts'
import { type Cube, cellCount } from '../cube.ts'
import type { TabulationPlan } from '../plan.ts'
import type { Counted } from './count-rows.ts'
import type { RunRecord, Tabulation } from './engine.ts'
import { linksOf } from './linked-cuts.ts'

export interface Finished {
  readonly plan: TabulationPlan
  readonly snapshot: Snapshot
  /** Cuts that events were linked from. */
  readonly linked: readonly Snapshot[]
  readonly counted: Counted
  readonly denominators: Float64Array | null
  readonly values: Tabulation['values']
}

/** The cube of what was counted, with the record of how; the same for every engine. */
export function finishTabulation(
  { plan, snapshot, linked, counted, denominators, values }: Finished,
  how: Pick<RunRecord, 'engine' | 'engineVersion' | 'sql'> & { readonly startedAt: number },
): Tabulation {
  const files = [...plan.tables.map(({ file }) => file), ...(plan.denominator ? [plan.denominator.file] : [])]
  const { startedAt, ...engine } = how
  const record = {
    ...engine,
    plan,
    snapshotId: snapshot.id,
    snapshotSha256: snapshot.sha256,
    ...(linked.length > 0 && { linked: linked.map(({ id, registerId, sha256 }) => ({ id, registerId, sha256 })) }),
    rowsRead: rowsOf(snapshot, files) + linked.reduce((sum, cut) => sum + rowsOf(cut, filesOf(plan, cut)), 0),
    rowsCounted: counted.rows,
    elapsedMs: Math.round(performance.now() - startedAt),
  }
  return { cube: cubeOf(plan, counted.counts), denominators, values, record }
}

function rowsOf(snapshot: Snapshot, files: readonly string[]): number {
  return snapshot.files.reduce((sum, file) => sum + (files.includes(file.name) ? file.rows : 0), 0)
}

function filesOf(plan: TabulationPlan, { registerId }: Snapshot): string[] {
  return linksOf(plan).flatMap((link) => (link.registerId === registerId ? link.tables.map(({ file }) => file) : []))
}

/** A dimension counts as additive when the plan knows it to be, and when these very counts add up. */
function cubeOf(plan: TabulationPlan, counts: Float64Array): Cube {
  const dimensions = plan.dimensions.map(({ id, codes, parents, additive }, d) => ({
    id,
    codes,
    parents,
    additive: additive || addsUp(plan.dimensions, counts, d),
  }))
  if (counts.length !== cellCount(dimensions)) throw new Error('the counts do not fit the cube')
  return { dimensions, counts }
}
