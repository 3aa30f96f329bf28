import type { Catalogue } from '#lib/catalogue/catalogue.ts'
import type { ResolvedSpecification } from '#lib/catalogue/resolved-specification.ts'
import { type Certificate, certify } from '#lib/disclosure/certificate.ts'
import type { CountRequest } from '#lib/disclosure/joint/count-request.ts'
import type { JointQuestion } from '#lib/disclosure/joint/lay-out.ts'
import type { PlacedTable } from '#lib/disclosure/joint/placed-table.ts'
import { type JointRefusal, protectJointly } from '#lib/disclosure/joint/protect-jointly.ts'
import { type ProtectRefusal, protect } from '#lib/disclosure/protect.ts'
import type { ProtectContext, ProtectedCells } from '#lib/disclosure/protect-cells.ts'
import type { Rules } from '#lib/disclosure/rules.ts'
import { ok, type Refusal, type Result, refuse } from '#lib/kernel/result.ts'
import { addressStrides, type Cube } from '#lib/tabulation/cube.ts'
import type { TabulationPlan } from '#lib/tabulation/plan.ts'
import type { TabulationRefusal } from '#lib/tabulation/tabulation-refusal.ts'
import { unitOrders } from './counted-unit.ts'
import type { EarlierRelease } from './earlier-release.ts'
import type { JointRecord } from './joint-record.ts'
import { jointVariables, placeTable } from './place-table.ts'
import { groupCounts, planCount } from './plan-count.ts'

/** Cells that a joint problem may have, those of refinements included. */
const MOST_JOINT_CELLS = 300_000

export interface JointTask {
  readonly resolved: ResolvedSpecification
  readonly catalogue: Catalogue
  readonly earlier: readonly EarlierRelease[]
  /** Counts a plan on the run's snapshot. */
  readonly tabulate: (plan: TabulationPlan) => Promise<Result<Cube, TabulationRefusal>>
}

export interface ProtectedWithEarlier extends ProtectedCells {
  readonly certificate: Certificate
  readonly joint: JointRecord | null
}

type EarlierRefusal =
  | (Refusal<'earlier-not-comparable'> & { readonly orderNumber: string })
  | ProtectRefusal
  | Exclude<JointRefusal, { readonly kind: 'reveals-with-earlier' }>
  | (Refusal<'reveals-with-earlier'> & { readonly cells: number; readonly orders: readonly string[] })
  | TabulationRefusal

/** Protects a table together with all that was released of the register before; by itself where nothing was. */
export async function protectWithEarlier(
  cube: Cube,
  rules: Rules,
  task: JointTask,
  given: ProtectContext,
): Promise<Result<ProtectedWithEarlier, EarlierRefusal>> {
  const { earlier } = task
  const context = { ...given, ...weighWithin(task.resolved, cube) }
  if (earlier.length === 0) {
    const alone = await protect(cube, rules, context)
    return alone.ok ? ok({ ...alone.value, joint: null }) : alone
  }
  const tables = await placeAll(cube, task)
  if (!tables.ok) return tables
  const { question, failed } = jointQuestion(tables.value, task)
  const result = await protectJointly(question, rules, context)
  const [first] = failed
  if (first) return first
  const numberOf = new Map(earlier.map((release) => [release.releaseId, release.orderNumber]))
  if (!result.ok) {
    if (result.kind !== 'reveals-with-earlier') return result
    return refuse(result.kind, { cells: result.cells, orders: result.earlier.map((id) => numberOf.get(id) ?? '') })
  }
  const { tables: [own] = [], report, joint } = result.value
  if (!own) throw new Error('the table to protect is not in the answer')
  const hashes = earlier.map(({ contentHash }) => contentHash).sort()
  return ok({
    status: own.status,
    lower: own.lower,
    upper: own.upper,
    report,
    certificate: certify(cube, own.status, rules, report.audit, hashes),
    joint: {
      cells: joint.cells,
      alreadyKnown: joint.alreadyKnown,
      releases: joint.earlier.map(({ id, shared, fixed, constrained }) => ({
        releaseId: id,
        orderNumber: numberOf.get(id) ?? '',
        sharedCells: shared,
        fixed,
        constrained: [...constrained],
      })),
      considered: earlier.map(({ releaseId }) => releaseId),
    },
  })
}

/** What a cell that nobody is shown costs to hide, beside one that somebody ordered. */
const COST_WITHIN = 0.1

/** Cells that lie within those shown are hidden rather than they. */
function weighWithin({ axes }: ResolvedSpecification, { dimensions, counts }: Cube): Pick<ProtectContext, 'weights'> {
  const strides = addressStrides(dimensions)
  const within = axes.flatMap(({ side }, d) =>
    side === 'within' ? [{ stride: strides[d] ?? 1, size: axes[d]?.nodes.length ?? 1 }] : [],
  )
  const isShown = (address: number) => within.every(({ stride, size }) => Math.floor(address / stride) % size === 0)
  return within.length === 0 ? {} : { weights: Float64Array.from(counts, (_, address) => (isShown(address) ? 1 : COST_WITHIN)) }
}

/** The joint problem of placed tables; counts of refinements that could not be made are collected in `failed`. */
export function jointQuestion(tables: readonly PlacedTable[], { resolved: { register }, catalogue, tabulate }: JointTask) {
  const failed: TabulationRefusal[] = []
  const count = async (request: CountRequest) => {
    const counted = await tabulate(planCount(request, register, catalogue))
    if (counted.ok) return groupCounts(counted.value, request)
    if (counted.kind !== 'empty-population') failed.push(counted)
    return new Float64Array(request.axes.reduce((product, { groups }) => product * groups.length, 1))
  }
  const question: JointQuestion = {
    tables,
    variables: jointVariables(tables, register, catalogue),
    oneCodeOf: register.periodVariable,
    unitOrders: unitOrders(tables.map(({ unit }) => unit)),
    count,
    maxCells: MOST_JOINT_CELLS,
  }
  return { question, failed }
}

/** The new table and every earlier one, all counted on the run's snapshot and laid out in finest codes. */
export async function placeAll(cube: Cube, task: JointTask): Promise<Result<PlacedTable[], EarlierRefusal>> {
  const own = placeTable('', task.resolved, cube.dimensions, cube.counts, null)
  if (!own) throw new Error('a code of the table to protect is not in its specification')
  const tables = [own]
  for (const release of task.earlier) {
    const { releaseId, orderNumber, resolved, plan, codes, hidden } = release
    const counted = await task.tabulate(plan)
    if (!counted.ok) return counted.kind === 'empty-population' ? refuse('earlier-not-comparable', { orderNumber }) : counted
    const { dimensions, counts } = counted.value
    const isSame =
      dimensions.length === codes.length &&
      dimensions.every((dimension, d) => dimension.codes.join('\n') === codes[d]?.join('\n'))
    const placed = isSame ? placeTable(releaseId, resolved, dimensions, counts, hidden) : null
    if (!placed) return refuse('earlier-not-comparable', { orderNumber })
    tables.push(placed)
  }
  return ok(tables)
}
