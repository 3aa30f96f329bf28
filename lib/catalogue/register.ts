import { z } from 'zod'
import { localTextSchema } from './local-text.ts'
import { MEASURES, STATISTICS } from './specification.ts'

const identifier = z.string().regex(/^[a-z][a-z0-9_]{0,39}$/)
const column = z.string().regex(/^[a-z][a-z0-9_]{0,59}$/)

/** How a column writes a node: as a whole number, or as a position in a dictionary kept with the snapshot. */
export const CODINGS = ['number', 'dictionary'] as const

/** What a variable is about; forms group and explain by it. */
export const VARIABLE_KINDS = ['sex', 'age', 'time', 'place', 'diagnosis', 'category'] as const

/** Rules of law that follow a register: for what purposes statistics may be made of it, and what may be shown. */
export const LEGAL_RULES = ['medicine', 'chronic-disease'] as const

/** Where the numbers come from: the whole register, a sample of it, or invented persons. */
export const ORIGINS = ['complete', 'sample', 'synthetic'] as const
export type Origin = (typeof ORIGINS)[number]

const variableSchema = z.strictObject({
  id: identifier,
  label: localTextSchema,
  description: localTextSchema,
  kind: z.enum(VARIABLE_KINDS),
  classification: identifier,
  /** Levels of the classification on offer, finest first. */
  levels: z.array(identifier).min(1),
  axis: z.boolean(),
  filter: z.boolean(),
  /**
   * Measures whose unit can stand in several categories at once (a person has contacts in several years, a contact has
   * several diagnoses): for these, categories do not add up to their total.
   */
  multiple: z.array(z.enum(MEASURES)),
  /** Code that stands for a missing or unknown value; null when the column has none. */
  missing: z.string().nullable(),
  /** Used by tabulation alone. */
  source: z.strictObject({
    table: identifier,
    column,
    coding: z.enum(CODINGS),
    /** Letters before the classification's code in the dictionary: SKS writes ICD-10 `E11` as `DE11`. */
    prefix: z.string().max(4).optional(),
  }),
})

/** A number that every row of the main table carries: it can be added up and averaged over the rows of a cell. */
const valueSchema = z.strictObject({
  id: identifier,
  label: localTextSchema,
  description: localTextSchema,
  unit: localTextSchema,
  /** Column of the main table with whole numbers of at least 0, in units of 10 to the minus `decimals`. */
  column,
  decimals: z.int().min(0).max(6),
  /** Column of whole numbers for who else than the person a sum would tell of: the company behind a sale. */
  contributorColumn: column.optional(),
  /** What may be made of it: a total of ages says nothing, one of amounts does. */
  statistics: z.array(z.enum(STATISTICS)).min(1),
})

/** What a survival curve is made of: how long each person was followed, and how it ended. */
const survivalSchema = z.strictObject({
  label: localTextSchema,
  /** Variable of whole years followed; its codes are the numbers, and each year is an interval. */
  time: identifier,
  /** Variable of how it ended, and its code for the event. */
  status: identifier,
  event: z.string().min(1).max(20),
})

const tableSchema = z.strictObject({
  id: identifier,
  /** File name within the snapshot. */
  file: z.string().regex(/^[a-z0-9_-]+\.parquet$/),
  /** Column that both this table and the register's main table carry; null for the main table. */
  joinOn: column.nullable(),
})

/** How persons of this register can be followed to events of registers that know them by the same number. */
const linksSchema = z.strictObject({
  /** The number of linked events, by which tables are divided. It lies in no file: each run counts it. */
  variable: variableSchema,
  /** The registers whose events can be looked for, this one or others. */
  registers: z.array(identifier).min(1),
})

const denominatorSchema = z.strictObject({
  label: localTextSchema,
  file: z.string().regex(/^[a-z0-9_-]+\.parquet$/),
  /** Column with the number of inhabitants on 1 January. */
  countColumn: column,
  /** Variables that split the population, and the column of the population file that carries each. */
  variables: z.array(z.strictObject({ variable: identifier, column })).min(1),
  /** Variables that split only what is counted: every category has the same population. */
  countedOnly: z.array(identifier),
  /** Years with a population. */
  fromYear: z.int(),
  toYear: z.int(),
})

const noteSchema = z.strictObject({
  id: identifier,
  kind: z.enum(['break', 'quality']),
  /** First year after a break in the series; null when the note holds for all years. */
  year: z.int().nullable(),
  text: localTextSchema,
})

/** A source that statistics are made from, as requesters see it, and where its columns lie. */
export const registerSchema = z.strictObject({
  id: identifier,
  label: localTextSchema,
  description: localTextSchema,
  origin: z.enum(ORIGINS),
  /** The words that follow every number when the register is a sample or synthetic; null when it is complete. */
  originLabel: localTextSchema.nullable(),
  source: localTextSchema,
  licence: localTextSchema,
  measures: z.array(z.enum(MEASURES)).min(1),
  /** Rules of law that analysts are reminded of when an order is read; absent when there are none. */
  legalRules: z.array(z.enum(LEGAL_RULES)).min(1).optional(),
  /** Years with data, both included. */
  coverage: z.strictObject({ fromYear: z.int(), toYear: z.int() }),
  notes: z.array(noteSchema),
  /** What one row of the main table stands for. A person has one row per year at most when it is `person-year`. */
  rowStandsFor: z.enum(['person', 'person-year', 'contact']),
  /** The first table is the main one. Every table carries `personColumn`; files lie in order of person, then contact. */
  tables: z.array(tableSchema).min(1),
  personColumn: column,
  contactColumn: column.nullable(),
  /** Time of the event in the main table, by which the first of a person is found; absent where `cases` are not offered. */
  eventColumn: column.optional(),
  /** The variable that holds the calendar year which `period` of a specification delimits. */
  periodVariable: identifier,
  variables: z.array(variableSchema).min(1),
  denominator: denominatorSchema.nullable(),
  /** Numbers that can be summed and averaged; absent when there are none. */
  values: z.array(valueSchema).optional(),
  /** Absent when no events can be linked. */
  links: linksSchema.optional(),
  /** Absent when nobody is followed. */
  survival: survivalSchema.optional(),
})

export type Register = z.infer<typeof registerSchema>
export type Variable = Register['variables'][number]
export type RegisterValue = z.infer<typeof valueSchema>
export type RegisterTable = Register['tables'][number]
export type Denominator = z.infer<typeof denominatorSchema>
