import type { Specification } from '#lib/catalogue/specification.ts'
import type { TableBody } from '#lib/production/table-body.ts'
import { seedCatalogue } from '../../../prisma/seed-data/seed-catalogue.ts'

const axis = (variable: string, level: string) => ({ variable, level, codes: null, parents: false })

/** A small delivered table of two variables with three hidden cells, as the tests of formats know it. */
export const specification: Specification = {
  schema: 1,
  title: 'Optaget "efter" køn & år – <i alt>',
  register: 'diabetes',
  measure: 'persons',
  rate: false,
  period: { fromYear: 2000, toYear: 2001 },
  filters: [],
  rows: [axis('sex', 'sex')],
  columns: [axis('inclusion_year', 'year')],
  totals: true,
}

export const body: TableBody = {
  schema: 1,
  orderNumber: 'SB-2026-000001',
  registerId: 'diabetes',
  snapshotId: 'snapshot',
  snapshotSha256: 'a'.repeat(64),
  specificationVersion: 1,
  specificationSha256: 'b'.repeat(64),
  dimensions: [
    { id: 'sex', codes: ['TOTAL', 'M', 'K'], parents: [-1, 0, 0], additive: true },
    { id: 'inclusion_year', codes: ['TOTAL', '2000', '2001'], parents: [-1, 0, 0], additive: true },
  ],
  counts: [1050, 525, 525, 420, null, null, 630, null, 0],
  denominators: null,
  rules: { threshold: 5 },
}

export const input = {
  body,
  contentHash: 'c'.repeat(64),
  specification,
  catalogue: seedCatalogue(),
  releaseId: '6f1f9d1e-0000-4000-8000-000000000001',
  releasedOn: '2026-11-23',
}

export const variables = { rows: ['sex'], columns: ['inclusion_year'] }
