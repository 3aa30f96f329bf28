import type { Specification } from '#lib/catalogue/specification.ts'
import { type Actor, dbContextOf, hasRole } from '#lib/identity/actor.ts'
import { loadSpecification } from '#lib/orders/store.ts'
import { inTransaction, type Tx } from '#lib/platform/db.ts'
import type { ConfidentialBody, TableBody } from '#lib/production/table-body.ts'
import { compareRuns, type RunComparison, type RunFigures } from '#lib/release/compare-runs.ts'
import { loadConfidential, loadTable } from '#lib/release/queries.ts'

export interface ComparedRuns {
  /** Null when the tables are not by the same variables. */
  readonly comparison: RunComparison | null
  /** The later run's table, and the specification it was made from: they name the cells. */
  readonly body: TableBody
  readonly specification: Specification
  /** Whether the true figures are compared; else what leaves the house. */
  readonly isInside: boolean
}

interface Pair {
  readonly orderId: string
  readonly before: string
  readonly after: string
}

/**
 * Compares the tables of two runs of one order. Who works on the order compares the true figures, and each look is remembered;
 * other analysts compare what leaves the house. Null when the order has no two such tables for her.
 */
export async function comparedRuns(actor: Actor, pair: Pair): Promise<ComparedRuns | null> {
  if (!hasRole(actor, 'analyst') || pair.before === pair.after) return null
  const loaded = await inTransaction(dbContextOf(actor), async (tx) => {
    const [before, after] = [await tableOf(tx, pair.orderId, pair.before), await tableOf(tx, pair.orderId, pair.after)]
    if (!before || !after) return null
    return { before, after, specification: await loadSpecification(tx, pair.orderId, after.specificationVersion) }
  })
  if (!loaded) return null
  const inside = { before: await loadConfidential(actor, pair.before), after: await loadConfidential(actor, pair.after) }
  const isInside = inside.before !== null && inside.after !== null
  const figures = (side: 'before' | 'after') => figuresOf(loaded[side], isInside ? inside[side] : null)
  return {
    comparison: compareRuns(figures('before'), figures('after')),
    body: loaded.after,
    specification: loaded.specification,
    isInside,
  }
}

async function tableOf(tx: Tx, orderId: string, id: string): Promise<TableBody | null> {
  const run = await tx.run.findFirst({ where: { id, orderId }, select: { id: true } })
  return run ? ((await loadTable(tx, run.id))?.body ?? null) : null
}

function figuresOf(body: TableBody, inside: ConfidentialBody | null): RunFigures {
  return {
    dimensions: body.dimensions,
    counts: inside?.counts ?? body.counts,
    isHidden: (address) => body.counts[address] === null,
  }
}
