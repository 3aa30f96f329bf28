import { type Catalogue, findRegister, findVariable } from './catalogue.ts'
import type { ResolvedLink } from './resolved-specification.ts'
import { type SpecificationLink, specificationSchema } from './specification.ts'

/** Linked events of one person beyond so many are not told apart. */
export const MOST_LINKED_EVENTS = 1000

/** The table that the variable of linked events names as its own; no file of a register is called so. */
export const LINKED_TABLE = 'linked'

/** The variable of linked events, by one name in every register, and the level that most want: with events, or without. */
export const LINK_AXIS = { variable: 'linked_events', level: 'event_any' } as const

const PREFIX = 'linked '

/**
 * The name of what linked events are counted: tables are divided by the same variable only where register, filters and window are
 * the same.
 */
export function linkName({ register, filters, window }: ResolvedLink): string {
  const definition = {
    register: register.id,
    filters: filters
      .map(({ variable, finestCodes }) => ({ variable: variable.id, codes: finestCodes.toSorted() }))
      .sort((a, b) => (a.variable < b.variable ? -1 : 1)),
    window,
  }
  return `${PREFIX}${JSON.stringify(definition)}`
}

/** Whether a name is one that `linkName` gave. */
export function isLinkName(name: string): boolean {
  return name.startsWith(PREFIX)
}

/** What such a name says. Throws on a name that `linkName` did not give, and where the catalogue has lost a word of it. */
export function readLinkName(name: string, catalogue: Catalogue): ResolvedLink {
  const link: SpecificationLink = specificationSchema.shape.link.unwrap().parse(JSON.parse(name.slice(PREFIX.length)))
  const register = findRegister(catalogue, link.register)
  if (!register) throw new Error(`the catalogue has no register ${link.register}`)
  const filters = link.filters.map(({ variable: id, codes }) => {
    const variable = findVariable(register, id)
    if (!variable) throw new Error(`register ${register.id} has no variable ${id}`)
    return { variable, finestCodes: codes }
  })
  return { register, filters, window: link.window }
}
