import { loadMarginals } from '#lib/catalogue/queries.ts'
import { publicFigures } from '#lib/orders/figures/queries.ts'
import { inTransaction } from '#lib/platform/db.ts'
import { listPublished } from '#lib/release/library/queries.ts'
import { remembered } from '#lib/web/remembered.ts'

/** A table that is published, or taken back, is offered or no longer offered while composing after so long at most. */
const KEPT_MS = 10_000

/** The safe totals that forecasts are made from; the same for everybody. */
export const safeTotalsOf = remembered(
  (snapshotId) => inTransaction({ kind: 'purpose', purpose: 'forecast' }, (tx) => loadMarginals(tx, snapshotId)),
  KEPT_MS,
)

/** The public tables of a register, for "already answered?". */
export const publishedOf = remembered((registerId) => listPublished({ registerId }), KEPT_MS)

const ownFigures = remembered(() => publicFigures(), KEPT_MS)

/** The service's own figures as the worker counted them last. */
export const serviceFigures = () => ownFigures('')
