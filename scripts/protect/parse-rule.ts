import { z } from 'zod'
import { type MagnitudeRules, magnitudeRulesSchema } from '#lib/disclosure/magnitudes/magnitude-rules.ts'
import { ok, type Result } from '#lib/kernel/result.ts'
import { type BadInstance, badInstance } from './bad-instance.ts'

/** A rule as `spec.json` may hold it: written out, or with its parts named. */
export const ruleSchema = z.union([
  z.string(),
  z.strictObject({ ...magnitudeRulesSchema.shape, contributor: z.string().optional(), value: z.string().optional() }),
])

/** What a rule says: when a sum is unsafe, and which columns hold the contributor and her value. */
export interface ParsedRule {
  readonly primary: MagnitudeRules
  readonly contributor: string | undefined
  readonly value: string | undefined
}

const FORMS = 'p%=10, (1,75)/(2,85) dominance, contributors=3, contributor=COLUMN and value=COLUMN'

/**
 * Reads a rule: `p%=10 | (1,75)/(2,85) dominance | contributors=3; contributor=holding; value=turnover`, or the same as an object. All
 * that it names applies; a cell unsafe by one is unsafe.
 */
export function parseRule(rule: z.infer<typeof ruleSchema>): Result<ParsedRule, BadInstance> {
  if (typeof rule === 'object') {
    const { contributor, value, ...primary } = rule
    return ok({ primary, contributor, value })
  }
  const primary: { -readonly [K in keyof MagnitudeRules]: MagnitudeRules[K] } = {}
  let contributor: string | undefined
  let value: string | undefined
  for (const piece of rule.split(/[;|]/).map((each) => each.trim())) {
    if (piece === '') continue
    const column = /^(contributor|value) *= *([\w-]+)$/.exec(piece)
    if (column?.[1] === 'contributor') contributor = column[2]
    else if (column) value = column[2]
    else if (!readPrimary(piece, primary)) return badInstance(`The rule says "${piece}", which is none of ${FORMS}.`)
  }
  const sound = magnitudeRulesSchema.safeParse(primary)
  if (sound.success) return ok({ primary: sound.data, contributor, value })
  return badInstance(`The rule "${rule}" is out of bounds: ${z.prettifyError(sound.error).replaceAll('\n', ' ')}.`)
}

function readPrimary(piece: string, primary: { -readonly [K in keyof MagnitudeRules]: MagnitudeRules[K] }): boolean {
  const percent = /^p *%? *= *(\d+(?:\.\d+)?) *%?$/i.exec(piece)
  const least = /^contributors *>?= *(\d+)$/i.exec(piece)
  const dominance = /^\(\d+ *, *\d+(?:\.\d+)?\)(?: *\/ *\(\d+ *, *\d+(?:\.\d+)?\))*(?: *dominance)?$/i.test(piece)
  if (percent) primary.pPercent = Number(percent[1])
  else if (least) primary.leastContributors = Number(least[1])
  else if (dominance)
    primary.dominance = [...piece.matchAll(/\((\d+) *, *([\d.]+)\)/g)].map(([, n, k]) => ({ n: Number(n), k: Number(k) }))
  return Boolean(percent ?? least) || dominance
}
