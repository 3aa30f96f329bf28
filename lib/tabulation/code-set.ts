import type { Classification } from '#lib/catalogue/classification.ts'
import { indexClassification } from '#lib/catalogue/index-classification.ts'
import type { Variable } from '#lib/catalogue/register.ts'

/** Whole numbers from the first to the second, both included. */
export type NumberRange = readonly [number, number]

/** A set of finest codes as they are stored: ranges of numbers, or words of a dictionary. */
export type CodeSet =
  | { readonly coding: 'number'; readonly ranges: readonly NumberRange[] }
  | { readonly coding: 'dictionary'; readonly words: readonly string[] }

/** Writes finest codes of a variable as stored values. Throws when a number-coded classification has a code without a number. */
export function codeSet(codes: readonly string[], variable: Variable, classification: Classification): CodeSet {
  const { coding, prefix = '' } = variable.source
  if (coding === 'dictionary') return { coding, words: codes.map((code) => prefix + code) }
  const index = indexClassification(classification)
  return {
    coding,
    ranges: mergeRanges(
      codes.map((code) => {
        const from = index.node(code)?.from ?? Number(code)
        const to = index.node(code)?.to ?? from
        if (!Number.isInteger(from)) throw new Error(`${classification.id}: the code ${code} has no stored number`)
        return [from, to]
      }),
    ),
  }
}

/** Sorts ranges and joins those that touch or overlap. */
export function mergeRanges(ranges: readonly NumberRange[]): NumberRange[] {
  const merged: [number, number][] = []
  for (const [from, to] of ranges.toSorted((a, b) => a[0] - b[0])) {
    const last = merged.at(-1)
    if (last && from <= last[1] + 1) last[1] = Math.max(last[1], to)
    else merged.push([from, to])
  }
  return merged
}
