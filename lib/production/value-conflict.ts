import type { ResolvedSpecification } from '#lib/catalogue/resolved-specification.ts'
import { type Refusal, refuse } from '#lib/kernel/result.ts'
import type { EarlierRelease } from '#lib/production/earlier-release.ts'
import type { TableBody } from '#lib/production/table-body.ts'

export type ValueConflict = Refusal<'values-with-earlier'> & { readonly orders: readonly string[] }

/** Sums of a released table as far as other tables of the same sums are concerned. */
export interface ReleasedValues {
  readonly id: string
  readonly isWithheld: boolean
}

/**
 * Refuses a table of sums beside released tables of the same sums when any of them withholds one whose count is published: the
 * other could give it away, and sums are not protected across tables. The same table again is no other.
 */
export function valueConflict(
  { specification }: ResolvedSpecification,
  isWithheld: boolean,
  earlier: readonly EarlierRelease[],
): ValueConflict | null {
  const { title: _, ...own } = specification
  const others = earlier.filter(({ values, resolved }) => {
    const { title: __, ...other } = resolved.specification
    return values?.id === own.value?.id && (isWithheld || values?.isWithheld) && JSON.stringify(other) !== JSON.stringify(own)
  })
  return others.length > 0 ? refuse('values-with-earlier', { orders: others.map(({ orderNumber }) => orderNumber) }) : null
}

/** What a released body says of its sums; null when it has none. */
export function releasedValues({ values, counts }: TableBody): ReleasedValues | null {
  const sums = values?.figures.filter(({ id }) => id === 'mean' || id === 'sum') ?? []
  if (!values || sums.length === 0) return null
  return {
    id: values.id,
    isWithheld: sums.some((figure) => figure.values.some((value, cell) => value === null && (counts[cell] ?? 0) > 0)),
  }
}
