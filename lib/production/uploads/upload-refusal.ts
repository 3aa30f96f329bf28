import type { Refusal } from '#lib/kernel/result.ts'

/** Why a file can't be read at all. A finding about persons names an address and never repeats what stands there. */
export type UploadRefusal =
  | Refusal<
      | 'upload-empty'
      | 'upload-not-a-table'
      | 'upload-unknown-format'
      | 'upload-old-excel'
      | 'upload-damaged'
      | 'upload-encrypted'
      | 'upload-too-large'
      | 'upload-bomb'
      | 'upload-macros'
      | 'upload-no-sheet'
      | 'upload-separator-unclear'
    >
  | (Refusal<'upload-uneven-rows'> & { readonly line: number })
  | (Refusal<'upload-column-unnamed'> & { readonly address: string })
  | (Refusal<'upload-column-twice'> & { readonly address: string; readonly column: string })
  | (Refusal<'upload-has-cpr'> & { readonly address: string; readonly cells: number })
  | (Refusal<'upload-person-column'> & { readonly address: string; readonly column: string })
  | (Refusal<'upload-row-per-person'> & { readonly rows: number })
