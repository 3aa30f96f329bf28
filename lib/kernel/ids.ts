/** Identifiers are branded strings, so that an order's id can't be handed in where a person's is meant. */
type Id<Name extends string> = string & { readonly __id: Name }

export type PersonId = Id<'person'>
export type OrganisationId = Id<'organisation'>
export type OrderId = Id<'order'>
export type RunId = Id<'run'>
export type ReleaseId = Id<'release'>

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/

/** Reads a UUID as an id of the wanted brand; null when the text is not a UUID in lower case. */
export function parseId<T extends Id<string>>(text: string): T | null {
  return UUID.test(text) ? (text as T) : null
}
