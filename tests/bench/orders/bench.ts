import { decideSpecification } from '#lib/catalogue/decide-specification.ts'
import type { Marginals } from '#lib/catalogue/marginals.ts'
import type { Snapshot } from '#lib/catalogue/snapshot.ts'
import type { Specification } from '#lib/catalogue/specification.ts'
import { protect } from '#lib/disclosure/protect.ts'
import { forecastHidden } from '#lib/orders/forecast-hidden.ts'
import { secondaryFeatures } from '#lib/orders/forecast-secondary.ts'
import { MARGINALS_RECIPE, planMarginals } from '#lib/production/marginals/plan-marginals.ts'
import type { MarginalsAssignment, MarginalsOutcome } from '#lib/production/marginals/run-process.ts'
import { computeRun } from '#lib/production/run-job.ts'
import { serviceRules } from '#lib/production/service-rules.ts'
import { tabulate } from '#lib/tabulation/engines/duckdb.ts'
import { planTabulation } from '#lib/tabulation/plan.ts'
import { ensureRegisters } from '#scripts/registers/ensure-registers.ts'
import { seedCatalogue } from '../../../prisma/seed-data/seed-catalogue.ts'
import { FITTED, MEASURED } from './specifications.ts'
import { syntheticTable } from './synthetic-tables.ts'

const PROCESS = new URL('../../../lib/production/marginals/run-process.ts', import.meta.url)
const REGISTERS = process.env.STATISTIK_REGISTERS_DIR ?? '.data/registers'
const LIMIT_MS = 20_000
const SYNTHETIC_TABLES = Number(process.env.FORECAST_BENCH_TABLES ?? 60)
const MOST_SYNTHETIC_CELLS = 700

/** Measures the forecast against the truth on the embedded registers, and what it is calibrated by on invented tables. */
export async function bench(): Promise<void> {
  await secondaryOnSyntheticTables()
  const catalogue = seedCatalogue()
  const snapshots = await ensureRegisters({ dataDir: REGISTERS, persons: Number(process.env.STATISTIK_PERSONS ?? 100_000) })
  const marginals = new Map<string, Marginals>()
  for (const snapshot of snapshots) marginals.set(snapshot.registerId, await marginalsOf(snapshot))
  console.log('\n| register | table | years | cells | unsafe: true, forecast | hidden: true, forecast | between | ms |')
  console.log('|---|---|---|---:|---:|---:|---:|---:|')
  for (const [name, specifications] of [['fitted on', FITTED] as const, ['measured on', MEASURED] as const]) {
    const all = []
    for (const specification of specifications) {
      const snapshot = snapshots.find((each) => each.registerId === specification.register)
      const safe = marginals.get(specification.register)
      const line = snapshot && safe && (await compare(specification, snapshot, safe))
      if (line) all.push(line)
    }
    const errors = all.map(({ truth, forecast }) => Math.abs(forecast - truth) / Math.max(10, truth)).sort((a, b) => a - b)
    const within = all.filter((each) => each.isWithin).length
    console.log(
      `\n${name}: ${within} of ${all.length} between; relative error of hidden cells (10 cells at least): median ` +
        `${percent(errors[Math.floor(errors.length / 2)])}, four of five below ${percent(errors[Math.floor(errors.length * 0.8)])}\n`,
    )
  }

  async function compare(specification: Specification, snapshot: Snapshot, safe: Marginals) {
    const resolved = decideSpecification(specification, catalogue, { maxCells: 30_000 })
    if (!resolved.ok) throw new Error(`${specification.title}: ${resolved.kind}`)
    const counted = await tabulate(planTabulation(resolved.value, catalogue), snapshot, { dataDir: REGISTERS })
    if (!counted.ok) throw new Error(`${specification.title}: ${counted.kind}`)
    const result = await protect(counted.value.cube, serviceRules, { now: () => performance.now(), timeLimitMs: LIMIT_MS })
    forecastHidden(resolved.value, safe, catalogue)
    const startedAt = performance.now()
    const forecast = forecastHidden(resolved.value, safe, catalogue)
    const elapsedMs = performance.now() - startedAt
    if (!result.ok || !forecast) return null
    const { primary, secondary } = result.value.report
    const truth = primary + secondary
    const isWithin = truth >= forecast.low && truth <= forecast.high
    const { period, measure, filters } = specification
    const extra = [
      ...(measure === 'contacts' ? ['contacts'] : []),
      ...filters.map((filter) => `${filter.variable} ${filter.codes.join(' ')}`),
    ]
    const title = [specification.title, ...extra].join(', ')
    console.log(
      `| ${specification.register} | ${title} | ${period.fromYear}–${period.toYear} | ${forecast.cells} | ${primary}, ${forecast.unsafe} ` +
        `| ${truth}, ${forecast.hidden} | ${forecast.low}–${forecast.high}${isWithin ? '' : ' ✕'} | ${elapsedMs.toFixed(1)} |`,
    )
    return { truth, forecast: forecast.hidden, isWithin }
  }

  async function marginalsOf(snapshot: Snapshot): Promise<Marginals> {
    const register = catalogue.registers.find((each) => each.id === snapshot.registerId)
    if (!register) throw new Error(`no register ${snapshot.registerId}`)
    const tables = planMarginals(register, catalogue, snapshot.persons).map(({ measure, axes, plan }) => ({
      measure,
      levels: axes.map((axis) => axis.level),
      plan,
    }))
    const assignment: MarginalsAssignment = { tables, snapshot, registersDir: REGISTERS, rules: serviceRules }
    const end = await computeRun<MarginalsAssignment, MarginalsOutcome>(assignment, async () => 'go-on', PROCESS)
    if (end.kind !== 'done') throw new Error(`marginals of ${snapshot.id}: ${end.kind}`)
    const { cells, primary, secondary } = end.outcome.report
    console.log(
      `marginals of ${snapshot.id}: ${tables.length} tables, ${cells} cells, ${primary} unsafe, ${secondary} hidden beside them`,
    )
    const { singles, pairs } = end.outcome
    const { id: snapshotId, registerId, sha256: snapshotSha256 } = snapshot
    return { schema: 1, recipe: MARGINALS_RECIPE, registerId, snapshotId, snapshotSha256, singles, pairs }
  }
}

/** Fits how many safe cells are hidden for each sum with one unsafe cell and with two, on half of the tables, and tries it on the rest. */
async function secondaryOnSyntheticTables(): Promise<void> {
  const rows: { lone: number; double: number; secondary: number }[] = []
  for (let seed = 1; rows.length < SYNTHETIC_TABLES && seed < SYNTHETIC_TABLES * 4; seed++) {
    const cube = syntheticTable(seed)
    if (cube.counts.length > MOST_SYNTHETIC_CELLS) continue
    const result = await protect(cube, serviceRules, { now: () => performance.now(), timeLimitMs: LIMIT_MS })
    if (!result.ok || result.value.report.primary === 0) continue
    const unsafe = Float64Array.from(cube.counts, (count) => (count > 0 && count < serviceRules.threshold ? 1 : 0))
    const zero = Float64Array.from(cube.counts, (count) => (count === 0 ? 1 : 0))
    const { lone, double } = secondaryFeatures(cube.dimensions, unsafe, zero, cube.counts)
    rows.push({ lone, double, secondary: result.value.report.secondary })
  }
  const half = (odd: number) => rows.filter((_, i) => i % 2 === odd)
  const [perLone, perDouble] = leastSquares(half(0))
  const errors = half(1).map(
    ({ lone, double, secondary }) => Math.abs(perLone * lone + perDouble * double - secondary) / Math.max(10, secondary),
  )
  errors.sort((a, b) => a - b)
  console.log(
    `${rows.length} invented tables; fitted on half: perLone ${perLone.toFixed(2)}, perDouble ${perDouble.toFixed(2)}; ` +
      `on the others relative error of cells hidden beside (10 at least): median ${percent(errors[Math.floor(errors.length / 2)])}, ` +
      `four of five below ${percent(errors[Math.floor(errors.length * 0.8)])}`,
  )
}

/** Least squares of two coefficients, weighted so that large tables do not decide alone. */
function leastSquares(rows: readonly { lone: number; double: number; secondary: number }[]): [number, number] {
  let [ll, ld, dd, ls, ds] = [0, 0, 0, 0, 0]
  for (const { lone, double, secondary } of rows) {
    const weight = 1 / (10 + secondary)
    ll += weight * lone * lone
    ld += weight * lone * double
    dd += weight * double * double
    ls += weight * lone * secondary
    ds += weight * double * secondary
  }
  const determinant = ll * dd - ld * ld
  return [(ls * dd - ds * ld) / determinant, (ds * ll - ls * ld) / determinant]
}

const percent = (share: number | undefined) => `${Math.round(100 * (share ?? Number.NaN))} %`
