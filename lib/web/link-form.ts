import { LINK_AXIS } from '#lib/catalogue/linked-events.ts'
import type { SpecificationAxis, SpecificationLink } from '#lib/catalogue/specification.ts'

/** Prefix of the fields that hold which events are linked: `linkfilter_medicine=A10`. */
export const LINK_FILTER_PREFIX = 'linkfilter_'

/** The years looked back and the days looked ahead when nothing else is said. */
export const LINK_DEFAULTS = { back: 1, days: 90 } as const

interface Fields {
  readonly one: (name: string) => string
  readonly codes: (name: string) => string[]
  readonly names: readonly string[]
}

/** The link that the composer's fields ask for, as a specification has it; nothing when no register is linked. */
export function linkOf({ one, codes, names }: Fields) {
  const register = one('link')
  if (register === '') return {}
  const filters = names
    .filter((name) => name.startsWith(LINK_FILTER_PREFIX))
    .sort()
    .map((name) => ({ variable: name.slice(LINK_FILTER_PREFIX.length), codes: codes(name) }))
    .filter((filter) => filter.codes.length > 0)
  const window =
    one('linkUnit') === 'days'
      ? { unit: 'days', direction: one('linkDirection') || 'after', days: Number(one('linkDays') || LINK_DEFAULTS.days) }
      : { unit: 'years', back: Number(one('linkBack') || LINK_DEFAULTS.back), duringYear: one('linkYear') === 'on' }
  return { link: { register, filters, window } }
}

/** The columns with the axis of linked events, which stands last where nobody placed it and there is room. */
export function withLinkAxis<Axis extends Pick<SpecificationAxis, 'variable'>>(
  rows: readonly Axis[],
  columns: readonly Axis[],
  most: number,
): (Axis | SpecificationAxis)[] {
  const isPlaced = [...rows, ...columns].some(({ variable }) => variable === LINK_AXIS.variable)
  return isPlaced || columns.length >= most ? [...columns] : [...columns, { ...LINK_AXIS, codes: null, parents: false }]
}

/** The composer's fields that give this link. */
export function writeLink({ register, filters, window }: SpecificationLink): [string, string][] {
  const fields: [string, string][] = [
    ['link', register],
    ['linkUnit', window.unit],
  ]
  if (window.unit === 'days') fields.push(['linkDirection', window.direction], ['linkDays', String(window.days)])
  else {
    fields.push(['linkBack', String(window.back)])
    if (window.duringYear) fields.push(['linkYear', 'on'])
  }
  for (const { variable, codes } of filters) for (const code of codes) fields.push([`${LINK_FILTER_PREFIX}${variable}`, code])
  return fields
}
