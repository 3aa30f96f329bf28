import { z } from 'zod'
import { type Catalogue, classificationOf, findRegister, findVariable } from '#lib/catalogue/catalogue.ts'
import { LOCALES } from '#lib/catalogue/local-text.ts'
import { codesBelow, findCodes } from '#lib/catalogue/pick-codes.ts'

/** How many codes come at once; a flat list of thousands is fetched piece by piece. */
export const CODES_AT_ONCE = 200
const MOST_HITS = 60

const questionSchema = z.strictObject({
  register: z.string().max(40),
  variable: z.string().max(40),
  /** The finest level on offer; without it all of the variable's levels are. */
  level: z.string().max(40).optional(),
  language: z.enum(LOCALES),
  under: z.string().min(1).max(20).optional(),
  from: z.coerce.number().int().min(0).max(1_000_000).default(0),
  q: z.string().trim().max(100).optional(),
})

/** Answers a question of the tree of codes: what lies under one, or what words find. Null when there is no such thing. */
export function answerCodes(catalogue: Catalogue, asked: Readonly<Record<string, string>>) {
  const parsed = questionSchema.safeParse(asked)
  if (!parsed.success) return null
  const { register: registerId, level, language, under, from, q } = parsed.data
  const register = findRegister(catalogue, registerId)
  const variable = register && findVariable(register, parsed.data.variable)
  if (!variable) return null
  const finest = level === undefined ? 0 : variable.levels.indexOf(level)
  if (finest < 0) return null
  const levels = variable.levels.slice(finest)
  const classification = classificationOf(catalogue, variable)
  if (q) return findCodes(classification, levels, q, MOST_HITS, language)
  return codesBelow(classification, levels, under ?? null, { from, most: CODES_AT_ONCE }, language)
}
