import { z } from 'zod'
import { localTextSchema } from './local-text.ts'

const identifier = z.string().regex(/^[a-z][a-z0-9_]{0,39}$/)

const levelSchema = z.strictObject({ id: identifier, label: localTextSchema })

const nodeSchema = z.strictObject({
  /** Unique within the classification, over all levels. */
  code: z.string().min(1).max(20),
  level: identifier,
  /** Code of the node one level up; null at the coarsest level. */
  parent: z.string().min(1).max(20).nullable(),
  label: localTextSchema,
  /** On the finest level of a classification stored as numbers: the stored values this node covers, both included. */
  from: z.int().optional(),
  to: z.int().optional(),
  /** First and last day on which the node can be used; absent means without limit. */
  validFrom: z.iso.date().optional(),
  validTo: z.iso.date().optional(),
})

/** A versioned hierarchy of codes. A change in what lies under what is a new version with its own id and dates. */
export const classificationSchema = z.strictObject({
  id: identifier,
  label: localTextSchema,
  version: z.string().min(1).max(40),
  validFrom: z.iso.date().nullable(),
  validTo: z.iso.date().nullable(),
  source: localTextSchema,
  /** From the finest level to the coarsest. */
  levels: z.array(levelSchema).min(1),
  /** In the order they are shown. Parents stand before or after their children. */
  nodes: z.array(nodeSchema).min(1),
})

export type Classification = z.infer<typeof classificationSchema>
export type ClassificationNode = Classification['nodes'][number]
export type ClassificationLevel = Classification['levels'][number]
