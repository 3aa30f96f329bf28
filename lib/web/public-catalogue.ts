import { cache } from 'react'
import type { Catalogue } from '#lib/catalogue/catalogue.ts'
import { loadCatalogue } from '#lib/catalogue/queries.ts'
import { inTransaction } from '#lib/platform/db.ts'

/** The catalogue as anybody may read it. Read once per request. */
export const publicCatalogue = cache(
  (): Promise<Catalogue> => inTransaction({ kind: 'purpose', purpose: 'public' }, loadCatalogue),
)
