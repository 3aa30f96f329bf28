import { z } from 'zod'

/**
 * What a column of a file is: `count`, `left-out`, `dimension:sex`, or `category:inclusion_year:2009` for a column that holds
 * the counts of one heading, as a cross table has them.
 */
export const columnRoleSchema = z.string().regex(/^(count|left-out|dimension:[a-z][a-z0-9_]*|category:[a-z][a-z0-9_]*:.{1,40})$/)

/** How a file is read: which sheet, what each column is, and what the words of the file mean where they are no codes. */
export const uploadMappingSchema = z.strictObject({
  schema: z.literal(1),
  sheet: z.string().max(100).nullable(),
  columns: z.array(columnRoleSchema).max(400),
  /** By dimension: word of the file to code of the table. */
  codes: z.record(z.string(), z.record(z.string(), z.string())),
})

export type UploadMapping = z.infer<typeof uploadMappingSchema>

export type ColumnRole =
  | { readonly kind: 'count' }
  | { readonly kind: 'left-out' }
  | { readonly kind: 'dimension'; readonly id: string }
  | { readonly kind: 'category'; readonly id: string; readonly code: string }

/** Takes a role apart. */
export function roleOf(role: string): ColumnRole {
  const [kind, id = '', ...code] = role.split(':')
  if (kind === 'count') return { kind }
  if (kind === 'dimension') return { kind, id }
  if (kind === 'category') return { kind, id, code: code.join(':') }
  return { kind: 'left-out' }
}
