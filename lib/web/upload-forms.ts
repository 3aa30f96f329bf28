import { z } from 'zod'
import type { MappingInput } from '#lib/production/uploads/commands.ts'
import { columnRoleSchema } from '#lib/production/uploads/upload-mapping.ts'
import { targetForm } from '#lib/web/order-forms.ts'

export const runUploadForm = z.strictObject({ ...targetForm.shape, uploadId: z.uuid() })
export const removeUploadForm = z.strictObject({ uploadId: z.uuid() })

/** Columns and words a form may speak of. */
const MOST_ANSWERS = 400

/** How a file is to be read: `column_0=dimension:sex`, and for each word `dimension_0`, `word_0` and the answer `code_0`. */
export const mappingForm = z.record(z.string(), z.string()).transform((values, context): MappingInput => {
  const uploadId = z.uuid().safeParse(values.uploadId)
  const fence = /^\d{1,9}$/.test(values.fence ?? '') ? Number(values.fence) : null
  const columns: string[] = []
  for (let column = 0; column < MOST_ANSWERS && values[`column_${column}`] !== undefined; column++) {
    const role = columnRoleSchema.safeParse(values[`column_${column}`])
    if (!role.success) context.issues.push({ code: 'custom', message: 'invalid', path: [`column_${column}`], input: values })
    columns.push(role.data ?? 'left-out')
  }
  if (!uploadId.success || fence === null) {
    context.issues.push({ code: 'custom', message: 'not-found', path: [''], input: values })
    return z.NEVER
  }
  const codes = Array.from({ length: MOST_ANSWERS }, (_, k) => ({
    dimension: values[`dimension_${k}`] ?? '',
    word: values[`word_${k}`] ?? '',
    code: (values[`code_${k}`] ?? '').trim(),
  })).filter(({ dimension, code }) => dimension !== '' && code !== '')
  const sheet = values.sheet ? values.sheet.slice(0, 100) : null
  return { uploadId: uploadId.data, fence, sheet, columns, codes }
})
