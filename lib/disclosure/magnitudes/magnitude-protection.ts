import { z } from 'zod'
import { costs, intruders, protections } from '../rules.ts'
import { levelAgainst, type MagnitudeRules, magnitudeRulesSchema, unsafeShares, upperProtectionLevel } from './magnitude-rules.ts'
import { givenTo, type Shares } from './magnitude-table.ts'

/** Whether an outsider's interval must reach as far below an unsafe sum as above it, or above it alone. */
export const sides = ['both', 'upper'] as const

/**
 * The rules one protection of magnitudes runs under; kept with the result. Strict.
 *
 * `linear`: the intruder knows the sums and that values are at least 0. `informed`: he also applies the rules to what several hidden
 * cells of one sum amount to together. `insider`: every contributor in turn is an intruder who knows what she gave to every cell.
 */
export const magnitudeProtectionSchema = z.strictObject({
  version: z.string().min(1),
  primary: magnitudeRulesSchema,
  protection: z.enum(protections),
  sides: z.enum(sides),
  /** In place of the levels that follow from the primary rules: per cent of the true value that the interval must reach. */
  interval: z.strictObject({ from: z.number().min(0).max(100), to: z.number().min(100).max(1000) }).optional(),
  intruder: z.enum(intruders),
  insider: z.boolean(),
  cost: z.enum(costs),
})

export type MagnitudeProtection = Readonly<z.infer<typeof magnitudeProtectionSchema>>

/** p% with p = 10, both sides, against informed intruders and insiders. */
export const defaultMagnitudeProtection: MagnitudeProtection = {
  version: '1',
  primary: { pPercent: 10 },
  protection: 'interval',
  sides: 'both',
  intruder: 'informed',
  insider: true,
  cost: 'value',
}

/** How far below and above its true value an unsafe cell must be able to stand, in whole smallest units. */
export interface Room {
  readonly down: number
  readonly up: number
}

/** The room a cell needs; null for a safe one. Every unsafe cell needs at least one unit: it must not be known exactly. */
export function neededRoom(shares: Shares, cell: number, rules: MagnitudeProtection): Room | null {
  const values = givenTo(shares, cell)
  if (unsafeShares(values, rules.primary) === null) return null
  if (rules.protection === 'exact') return { down: 0, up: 1 }
  const total = values.reduce((sum, value) => sum + value, 0)
  if (rules.interval) {
    const { from, to } = rules.interval
    return { down: Math.min(total, units((total * (100 - from)) / 100)), up: Math.max(1, units((total * (to - 100)) / 100)) }
  }
  const up = Math.max(1, units(upperProtectionLevel(values, rules.primary)))
  return { down: rules.sides === 'both' ? Math.min(total, up) : 0, up }
}

/** How far above its value an unsafe cell must be able to stand for one contributor; 0 when she is alone in it. */
export function neededAgainst(shares: Shares, cell: number, contributor: number, rules: MagnitudeProtection): number {
  const values = givenTo(shares, cell)
  const at = shares.contributor.subarray(shares.start[cell], shares.start[cell + 1]).indexOf(contributor)
  const own = at < 0 ? 0 : (values[at] ?? 0)
  const largestOther = values[at === 0 ? 1 : 0] ?? 0
  if (largestOther === 0) return 0
  if (rules.protection === 'exact' || rules.interval) return 1
  return Math.max(1, units(levelAgainst({ values, own, largestOther }, rules.primary)))
}

/** Whether the rules call a cell unsafe. */
export function isUnsafe(values: ArrayLike<number>, rules: MagnitudeRules): boolean {
  return unsafeShares(values, rules) !== null
}

/** Up to the next whole unit; what is a whole one but for the dust of floating point stays. */
function units(amount: number): number {
  return Math.ceil(amount - 1e-9 * Math.max(1, amount))
}
