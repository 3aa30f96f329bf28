import type { Catalogue } from '#lib/catalogue/catalogue.ts'
import { decideSpecification } from '#lib/catalogue/decide-specification.ts'
import type { Specification } from '#lib/catalogue/specification.ts'
import { type UploadAxis, uploadAxes } from '#lib/production/uploads/upload-axis.ts'
import { planTabulation } from '#lib/tabulation/plan.ts'

/** The dimensions an analyst's own table must have; null when the specification can't be read in today's catalogue. */
export function ownTableAxes(specification: Specification, catalogue: Catalogue): UploadAxis[] | null {
  const resolved = decideSpecification(specification, catalogue, { maxCells: Number.MAX_SAFE_INTEGER })
  return resolved.ok ? uploadAxes(resolved.value, planTabulation(resolved.value, catalogue), catalogue) : null
}

/** Rows of a template; a larger table is made by program anyway. */
const MOST_TEMPLATE_ROWS = 200_000

/** The empty table as CSV: every innermost cell with its codes, and no counts. Null when it would be too long. */
export function templateCsv(axes: readonly UploadAxis[]): string | null {
  const leaves = axes.map(({ codes, parents }) => codes.filter((_, node) => !parents.includes(node)))
  if (leaves.reduce((product, { length }) => product * length, 1) > MOST_TEMPLATE_ROWS) return null
  const rows = leaves.reduce<string[][]>((before, codes) => before.flatMap((row) => codes.map((code) => [...row, code])), [[]])
  const head = [...axes.map(({ id }) => id), 'antal']
  return `\ufeff${[head, ...rows.map((row) => [...row, ''])].map((row) => row.join(';')).join('\r\n')}\r\n`
}
