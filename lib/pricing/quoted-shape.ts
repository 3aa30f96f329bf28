import { z } from 'zod'
import type { Complexity } from './tariff.ts'

const count = z.int().min(0).max(10_000)

/** What a price depends on, read from a specification: how many of each thing, not which. */
export const quotedShapeSchema = z
  .strictObject({
    /** Cells of all tables together, totals included. */
    cells: z.int().min(1).max(100_000_000),
    tables: count.min(1),
    registers: count.min(1),
    /** Registers joined person by person to the first; counted among `registers` too. */
    linkedRegisters: count,
    ownCodeLists: count,
    express: z.boolean(),
    /** Whether a rate per 100 000 inhabitants is wanted. */
    rates: z.boolean(),
    /** Whether it is wanted standardised for age as well. */
    standardisedRates: z.boolean().optional(),
    /** Whether sums, means or percentiles of a number are wanted; they take the work of a rate. */
    statistics: z.boolean().optional(),
    /** Whether survival curves are wanted; they take the work of two rates. */
    survival: z.boolean().optional(),
    /** Whether rate ratios of a regression are wanted; they take the work of two rates. */
    rateRatios: z.boolean().optional(),
  })
  .refine((shape) => shape.linkedRegisters < shape.registers, {
    error: 'more-linked-than-further-registers',
    path: ['linkedRegisters'],
  })

export type QuotedShape = z.infer<typeof quotedShapeSchema>

/** Linking persons makes an order complex; several registers or an own code list make it ordinary; the rest is simple. */
export function complexityOf(shape: QuotedShape): Complexity {
  if (shape.linkedRegisters > 0) return 'complex'
  return shape.registers > 1 || shape.ownCodeLists > 0 ? 'ordinary' : 'simple'
}

/** The price counts cells by the started thousand: 1 to 1 000 cells are one, 1 001 are two. */
export function startedThousands(cells: number): number {
  return Math.ceil(cells / 1000)
}
