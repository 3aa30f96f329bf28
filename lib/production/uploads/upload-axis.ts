import type { Catalogue } from '#lib/catalogue/catalogue.ts'
import { headingLabel } from '#lib/catalogue/own-groups.ts'
import { type ResolvedSpecification, TOTAL_CODE } from '#lib/catalogue/resolved-specification.ts'
import type { TabulationPlan } from '#lib/tabulation/plan.ts'

/** A dimension of the ordered table, with everything a file may call it and its headings. */
export interface UploadAxis {
  readonly id: string
  /** What the variable is called, in both languages. */
  readonly names: readonly string[]
  readonly codes: readonly string[]
  readonly parents: readonly number[]
  /** Whether the parts of a heading add up to it. */
  readonly additive: boolean
  /** By node the words for it, in both languages. */
  readonly labels: readonly (readonly string[])[]
}

/** Words that mean the total wherever they stand, besides the code itself. */
const TOTAL_WORDS = ['I alt', 'Total', '_T']

/** The dimensions of an order's table as a file is compared with them. */
export function uploadAxes(
  { specification, axes }: ResolvedSpecification,
  plan: TabulationPlan,
  catalogue: Catalogue,
): UploadAxis[] {
  return plan.dimensions.map(({ id, codes, parents, additive }) => {
    const variable = axes.find((axis) => axis.variable.id === id)?.variable
    const words = (code: string) =>
      code === TOTAL_CODE
        ? TOTAL_WORDS
        : [
            ...new Set(
              ['da', 'en'].map((locale) => headingLabel(catalogue, specification, id, code, locale === 'en' ? 'en' : 'da')),
            ),
          ]
    return {
      id,
      names: variable ? [variable.label.da, variable.label.en, variable.source.column] : [],
      codes: [...codes],
      parents: [...parents],
      additive,
      labels: codes.map(words),
    }
  })
}
