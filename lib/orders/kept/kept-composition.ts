import { z } from 'zod'
import { containsCprNumber } from '#lib/catalogue/cpr-number.ts'

/** Days after which a table nobody came back to is forgotten. */
export const KEPT_DAYS = 90
export const MOST_KEPT = 50
const MOST_FIELDS = 100_000
const MOST_TYPED = 8_000

/** What the composer sends while somebody works: the fields as in an address, what is typed beside them, and the version it knows. */
export const keepSchema = z.strictObject({
  id: z.uuid(),
  place: z.string().regex(/^\/(ny|bestillinger\/[0-9a-f-]{36}\/rediger)$/),
  fields: z.string().max(MOST_FIELDS),
  typed: z.record(z.string().max(60), z.string().max(MOST_TYPED)),
  seenVersion: z.int().min(0),
})

export type KeepInput = z.output<typeof keepSchema>

export const typedSchema = z.record(z.string(), z.string())

/** The title of a kept table, from its fields. */
export function keptTitle(fields: string): string {
  return (new URLSearchParams(fields).get('title') ?? '').trim().slice(0, 400)
}

/** Whether a personal number stands anywhere in what would be kept. Codes and years are told apart from it by its form alone. */
export function holdsCprNumber({ fields, typed }: Pick<KeepInput, 'fields' | 'typed'>): boolean {
  return [...new URLSearchParams(fields).values(), ...Object.values(typed)].some(containsCprNumber)
}
