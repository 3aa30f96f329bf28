import type { ProtectContext, ProtectedCells } from '#lib/disclosure/protect-cells.ts'
import { roundControlled } from '#lib/disclosure/rounding.ts'
import type { Rules } from '#lib/disclosure/rules.ts'
import { findCoarser } from '#lib/production/find-coarser.ts'
import { type JointTask, protectWithEarlier } from '#lib/production/protect-with-earlier.ts'
import { cellWeights, type RunChoices, SERVICE_CHOICES } from '#lib/production/run-choices.ts'
import { addressStrides, type Cube } from '#lib/tabulation/cube.ts'
import type { Alternative } from './alternative.ts'

const ROUNDING_BASE = 5

const WAYS: readonly { readonly kind: 'value' | 'count' | 'margins-last'; readonly choices: RunChoices }[] = [
  { kind: 'value', choices: SERVICE_CHOICES },
  { kind: 'count', choices: { ...SERVICE_CHOICES, cost: 'count' } },
  { kind: 'margins-last', choices: { ...SERVICE_CHOICES, marginsLast: true } },
]

/** Protects a counted table in every way there is and tells how much each hides. Nothing of any of them is kept. */
export async function tryAlternatives(
  cube: Cube,
  rules: Rules,
  task: JointTask,
  context: ProtectContext,
): Promise<Alternative[]> {
  const tried: Alternative[] = []
  for (const { kind, choices } of WAYS) {
    const weights = cellWeights(cube.dimensions, choices)
    const result = await protectWithEarlier(cube, { ...rules, cost: choices.cost }, task, {
      ...context,
      ...(weights && { weights }),
    })
    tried.push(
      result.ok
        ? { kind, outcome: countHidden(cube, result.value), refusal: null }
        : { kind, outcome: null, refusal: result.kind },
    )
  }
  tried.push(tryRounding(cube, rules.threshold))
  for (const coarser of await findCoarser(rules, task, context)) tried.push({ kind: 'coarser', ...coarser })
  return tried
}

function tryRounding(cube: Cube, threshold: number): Alternative {
  const base = ROUNDING_BASE
  // Rounded parts give rounded totals only where parts add up.
  if (cube.dimensions.some(({ additive }) => !additive)) return { kind: 'rounding', base, outcome: null, refusal: 'not-additive' }
  const { largestDeviation, meanAbsoluteDeviation, exposed, small } = roundControlled(cube, base, threshold).report
  return {
    kind: 'rounding',
    base,
    outcome: { largest: largestDeviation, mean: meanAbsoluteDeviation, exposed, small },
    refusal: null,
  }
}

function countHidden({ dimensions }: Cube, { status, report }: ProtectedCells) {
  const { cells, primary, secondary, hiddenValue } = report
  const strides = addressStrides(dimensions)
  const inner = dimensions.map(({ parents }) => new Set(parents))
  const isMargin = (address: number) =>
    dimensions.some(({ codes }, d) => inner[d]?.has(Math.floor(address / (strides[d] ?? 1)) % codes.length))
  let margins = 0
  for (const [address, mark] of status.entries()) if (mark !== 0 && isMargin(address)) margins++
  return { cells, hidden: primary + secondary, secondary, hiddenValue, margins }
}
