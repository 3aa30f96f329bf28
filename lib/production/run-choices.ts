import { z } from 'zod'
import { costs } from '#lib/disclosure/rules.ts'
import type { CubeDimension } from '#lib/tabulation/cube.ts'

/** What an analyst may choose about a run: how hiding is counted, and what is to be hidden last. The rules of safety stay. */
export const runChoicesSchema = z.strictObject({
  cost: z.enum(costs),
  /** Whether totals and subtotals are to be hidden last. */
  marginsLast: z.boolean(),
  /** Headings whose cells are to be hidden last: the ones the requester cares about most. */
  last: z.array(z.strictObject({ dimension: z.string().max(40), code: z.string().max(40) })).max(200),
})

export type RunChoices = Readonly<z.infer<typeof runChoicesSchema>>

/** As the service chooses by itself. */
export const SERVICE_CHOICES: RunChoices = { cost: 'value', marginsLast: false, last: [] }

/** Hiding one of these costs as much as so many others: they go last, and still go where nothing else protects. */
export const LAST_WEIGHT = 25

/** What hiding each cell costs more than usual, by address; undefined where nothing was chosen, so that nothing changes. */
export function cellWeights(dimensions: readonly CubeDimension[], { marginsLast, last }: RunChoices): Float64Array | undefined {
  if (!marginsLast && last.length === 0) return undefined
  const wanted = dimensions.map(({ id, codes, parents }) => {
    const named = new Set(last.filter(({ dimension }) => dimension === id).map(({ code }) => code))
    const inner = new Set(parents)
    return codes.map((code, node) => named.has(code) || (marginsLast && inner.has(node)))
  })
  let weights = [1]
  for (const own of wanted) weights = weights.flatMap((weight) => own.map((isLast) => (isLast ? LAST_WEIGHT : weight)))
  return Float64Array.from(weights)
}
