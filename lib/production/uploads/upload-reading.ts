import { z } from 'zod'
import { COUNT_PROBLEMS } from './parse-count.ts'
import { uploadMappingSchema } from './upload-mapping.ts'

/** What can be wrong with single cells and rows of a file, besides counts that can't be read. */
export const CELL_PROBLEMS = [...COUNT_PROBLEMS, 'formula-code', 'date-code', 'cell-twice', 'hidden-row'] as const
export type CellProblem = (typeof CELL_PROBLEMS)[number]

/** What must be settled about the columns before cells can be read. */
export const MAPPING_PROBLEMS = ['no-count', 'two-counts', 'count-and-categories', 'two-category-dimensions'] as const

const problemSchema = z.strictObject({
  kind: z.enum(CELL_PROBLEMS),
  address: z.string(),
  /** What stands there, shortened; the other address of a cell that is there twice. */
  text: z.string(),
})

const unknownSchema = z.strictObject({
  dimension: z.string(),
  word: z.string(),
  /** Where the word stands first, and in how many rows. */
  address: z.string(),
  rows: z.int(),
  guess: z.string().nullable(),
})

const discrepancySchema = z.strictObject({
  /** Codes of the cell, in the order of the dimensions. */
  codes: z.array(z.string()),
  /** The dimension whose parts were added up. */
  dimension: z.string(),
  /** Where the file gives the cell; null when the file lacks a margin that can't be computed. */
  address: z.string().nullable(),
  given: z.number().nullable(),
  /** What it must be between; the same twice where parts add up. */
  least: z.number(),
  most: z.number(),
})

/** What a reading of a file found, in the words of the file: for the analysts of the order alone. */
export const uploadReadingSchema = z.strictObject({
  schema: z.literal(1),
  format: z.enum(['csv', 'xlsx']),
  writtenAs: z.strictObject({ encoding: z.string(), separator: z.string() }).nullable(),
  sheets: z.array(z.string()),
  rows: z.int(),
  columns: z.array(z.strictObject({ name: z.string(), different: z.int(), samples: z.array(z.string()) })),
  mapping: uploadMappingSchema,
  mappingProblems: z.array(z.enum(MAPPING_PROBLEMS)),
  missingDimensions: z.array(z.string()),
  unknown: z.array(unknownSchema),
  unknownTotal: z.int(),
  problems: z.array(problemSchema),
  problemTotal: z.int(),
  discrepancies: z.array(discrepancySchema),
  discrepancyTotal: z.int(),
  /** What the table came to; null until everything is settled. */
  cells: z
    .strictObject({
      total: z.int(),
      given: z.int(),
      /** Innermost cells that the file lacks and that count as zero. */
      zeros: z.int(),
      /** Margins given and found right, and margins added up here. */
      marginsChecked: z.int(),
      marginsComputed: z.int(),
      /** The whole: the total of totals. */
      sum: z.number(),
    })
    .nullable(),
})

export type UploadReading = z.infer<typeof uploadReadingSchema>
export type UnknownWord = UploadReading['unknown'][number]
export type ReadingProblem = UploadReading['problems'][number]
export type Discrepancy = UploadReading['discrepancies'][number]

/** Findings of each kind that are kept with their address; the rest are counted. */
export const MOST_KEPT = 200
