import type { Marginals } from '#lib/catalogue/marginals.ts'
import type { Register } from '#lib/catalogue/register.ts'
import type { Specification } from '#lib/catalogue/specification.ts'
import type { TableBody } from '#lib/production/table-body.ts'
import { addressStrides } from '#lib/tabulation/cube.ts'

/** Something in a table that a checker must look at; whether it is a mistake is hers to judge. */
export type QualityFinding =
  /** A total above what the register holds of the same heading: impossible. */
  | { readonly kind: 'above-known'; readonly address: number; readonly count: number; readonly known: number }
  /** A total that should be the register's own and is not. */
  | { readonly kind: 'differs-from-known'; readonly address: number; readonly count: number; readonly known: number }
  | { readonly kind: 'jump'; readonly address: number; readonly before: number; readonly after: number }
  /** A whole row or column of zeros. */
  | { readonly kind: 'empty-line'; readonly address: number }

export interface QualityReport {
  readonly findings: readonly QualityFinding[]
  /** Totals that could be held against the register's known ones, and steps between years that were looked at. */
  readonly totalsCompared: number
  readonly stepsCompared: number
}

interface Subject {
  readonly dimensions: TableBody['dimensions']
  /** By address; null where the reader may not see the figure. */
  readonly counts: readonly (number | null)[]
  readonly specification: Specification
  readonly register: Register
  /** The register's safe totals on the table's snapshot; null when there are none. */
  readonly marginals: Marginals | null
}

/** Looks a table through for what mistakes look like. */
export function qualityChecks(subject: Subject): QualityReport {
  const known = compareWithKnown(subject)
  const steps = findJumps(subject)
  return {
    findings: [...known.findings, ...steps.findings, ...emptyLines(subject)],
    totalsCompared: known.compared,
    stepsCompared: steps.compared,
  }
}

/**
 * Each heading's total against the register's. A table of part of the register can only be below; where it is the whole
 * register, it must be the same.
 */
function compareWithKnown({ dimensions, counts, specification, register, marginals }: Subject) {
  const strides = addressStrides(dimensions)
  const findings: QualityFinding[] = []
  let compared = 0
  const { fromYear, toYear } = specification.period
  const isAllYears = fromYear <= register.coverage.fromYear && toYear >= register.coverage.toYear
  const axes = [...specification.rows, ...specification.columns]
  const isWhole = isAllYears && specification.filters.length === 0 && axes.every(({ codes, groups }) => codes === null && !groups)
  for (const [d, { id, codes }] of dimensions.entries()) {
    const single = marginals?.singles.find(({ variable, measure }) => variable === id && measure === specification.measure)
    const knownOf = new Map(single?.codes.map((code, node) => [code, single.counts[node] ?? null]))
    for (const [node, code] of codes.entries()) {
      const address = node * (strides[d] ?? 1)
      const count = counts[address] ?? null
      const known = knownOf.get(code) ?? null
      // The total of totals is looked at once.
      if (count === null || known === null || (node === 0 && d > 0)) continue
      compared++
      if (count > known) findings.push({ kind: 'above-known', address, count, known })
      else if (isWhole && count < known) findings.push({ kind: 'differs-from-known', address, count, known })
    }
  }
  return { findings, compared }
}

/** A step between two years is a jump when it is half as much again, or a third less, and more than chance would make it. */
const JUMP_RATIO = 1.5
const CHANCE = 4

/** Steps from year to year of the whole table and of every heading of one other dimension. */
function findJumps({ dimensions, counts, register }: Subject) {
  const strides = addressStrides(dimensions)
  const findings: QualityFinding[] = []
  let compared = 0
  const y = dimensions.findIndex(({ id }) => id === register.periodVariable)
  const years = (dimensions[y]?.codes ?? [])
    .map((code, node) => ({ year: Number(code), offset: node * (strides[y] ?? 1) }))
    .filter(({ year }) => Number.isInteger(year))
    .sort((a, b) => a.year - b.year)
  const lines = new Set([0])
  for (const [d, { codes }] of dimensions.entries())
    if (d !== y) for (const node of codes.keys()) lines.add(node * (strides[d] ?? 1))
  for (const line of lines)
    for (const [k, next] of years.entries()) {
      const last = years[k - 1]
      const before = last?.year === next.year - 1 ? (counts[line + last.offset] ?? null) : null
      const after = counts[line + next.offset] ?? null
      if (before === null || after === null) continue
      compared++
      const [low, high] = before < after ? [before, after] : [after, before]
      // The difference of two counts varies by about the square root of their sum (Poisson).
      if (high >= low * JUMP_RATIO && high - low > CHANCE * Math.sqrt(high + low))
        findings.push({ kind: 'jump', address: line + next.offset, before, after })
    }
  return { findings, compared }
}

function emptyLines({ dimensions, counts }: Subject): QualityFinding[] {
  const strides = addressStrides(dimensions)
  return dimensions.flatMap(({ codes }, d) =>
    codes.flatMap((_, node) => {
      const address = node * (strides[d] ?? 1)
      return node > 0 && counts[address] === 0 ? [{ kind: 'empty-line' as const, address }] : []
    }),
  )
}
