import { existsSync, readFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import {
  defaultMagnitudeProtection,
  type MagnitudeProtection,
  magnitudeProtectionSchema,
} from '#lib/disclosure/magnitudes/magnitude-protection.ts'
import { foldContributions, type MagnitudeTable } from '#lib/disclosure/magnitudes/magnitude-table.ts'
import { ok, type Result } from '#lib/kernel/result.ts'
import { cellCount } from '#lib/tabulation/cube.ts'
import { type BadInstance, badInstance } from './bad-instance.ts'
import type { RuleOptions } from './choose-rules.ts'
import { parseMicro } from './parse-micro.ts'
import { type ParsedRule, parseRule } from './parse-rule.ts'
import { cellWeights, MOST_CELLS, readDimensions, readSpec } from './read-instance.ts'

/** The options that only magnitudes have, as typed. */
export interface MagnitudeOptions extends RuleOptions {
  readonly rule?: string | undefined
  readonly sides?: string | undefined
  readonly from?: string | undefined
  readonly to?: string | undefined
}

export interface MagnitudeInstance {
  readonly name: string
  readonly table: MagnitudeTable
  readonly rules: MagnitudeProtection
  /** Values are whole numbers of 10 ** -decimals. */
  readonly decimals: number
  readonly weights: Float64Array | undefined
}

/** Reads a magnitude instance (`spec.json`, hierarchies, `micro.csv`) and the rules it is to be protected by. */
export function readMagnitudes(dir: string, options: MagnitudeOptions): Result<MagnitudeInstance, BadInstance> {
  const spec = readSpec(dir)
  if (!spec.ok) return spec
  const { name, dims, tables, threshold, weights } = spec.value
  if (tables) return badInstance(`spec.json in ${dir} names linked tables of magnitudes; only a single table is protected.`)
  if (!dims) return badInstance(`spec.json in ${dir} names no dims.`)
  const rule = parseRule(options.rule ?? spec.value.rule ?? '')
  if (!rule.ok) return rule
  const columns = options.rule === undefined ? rule : parseRule(spec.value.rule ?? '')
  if (!columns.ok) return columns
  const rules = chooseProtection(rule.value, threshold, { from: spec.value.from, to: spec.value.to }, options)
  if (!rules.ok) return rules
  const dimensions = readDimensions(dir, dims)
  if (!dimensions.ok) return dimensions
  const cells = cellCount(dimensions.value)
  if (cells > MOST_CELLS)
    return badInstance(`The table has ${cells} cells with its margins; at most ${MOST_CELLS} can be protected.`)
  if (!existsSync(join(dir, 'micro.csv'))) return badInstance(`There is no micro.csv in ${dir}.`)
  const wanted = {
    contributor: rule.value.contributor ?? columns.value.contributor,
    value: rule.value.value ?? columns.value.value,
  }
  const micro = parseMicro(dimensions.value, wanted, readFileSync(join(dir, 'micro.csv'), 'utf8'))
  if (!micro.ok) return micro
  const table = foldContributions(dimensions.value, micro.value.records)
  return ok({
    name: name ?? basename(dir),
    table,
    rules: rules.value,
    decimals: micro.value.decimals,
    weights: weights && cellWeights({ dimensions: table.dimensions, counts: table.values }, weights),
  })
}

/** The rules of a run: what the instance says, and what the command line says instead. */
function chooseProtection(
  { primary }: ParsedRule,
  threshold: number | undefined,
  spec: { from: number | undefined; to: number | undefined },
  { protection, intruder, insider, cost, sides, from, to }: MagnitudeOptions,
): Result<MagnitudeProtection, BadInstance> {
  const least = primary.leastContributors ?? threshold
  const asked = { ...primary, ...(least !== undefined && { leastContributors: least }) }
  if (Object.keys(asked).length === 0)
    return badInstance('No rule says when a sum is unsafe: give one in spec.json or by --rule, for instance "p%=10".')
  const wrong = [from, to].find((text) => text !== undefined && !/^\d+(\.\d+)?$/.test(text))
  if (wrong !== undefined) return badInstance(`${wrong} is not a number of per cent for --from or --to.`)
  const ends = { from: from === undefined ? spec.from : Number(from), to: to === undefined ? spec.to : Number(to) }
  const isInterval = ends.from !== undefined || ends.to !== undefined
  const chosen = protection !== undefined || intruder !== undefined
  const base = defaultMagnitudeProtection
  const rules = magnitudeProtectionSchema.safeParse({
    ...base,
    primary: asked,
    protection: protection ?? base.protection,
    sides: sides ?? base.sides,
    ...(isInterval && { interval: { from: ends.from ?? 100, to: ends.to ?? 100 } }),
    intruder: intruder ?? base.intruder,
    insider: insider ?? (chosen ? false : base.insider),
    cost: cost ?? base.cost,
  })
  if (rules.success) return ok(rules.data)
  const path = rules.error.issues[0]?.path ?? []
  const option = String(path[0] === 'interval' ? path[1] : path[0])
  return badInstance(`--${option} is not possible: ${rules.error.issues[0]?.message ?? ''}.`)
}
