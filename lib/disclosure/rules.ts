import { z } from 'zod'

/** What a hidden primary cell must be kept from: its exact value, or any interval narrower than the threshold's. */
export const protections = ['exact', 'interval'] as const
/** `linear`: sums and non-negativity. `informed`: also the rules, whole numbers, and that published zeros make the rest at least 1. */
export const intruders = ['linear', 'informed'] as const
/** What a hidden secondary cell costs: its count, or one. */
export const costs = ['value', 'count'] as const

/** The rules one protection runs under; kept with every result. Strict: an unknown key is an error. */
export const rulesSchema = z.strictObject({
  version: z.string().min(1),
  /** Counts 1 to threshold - 1 are unsafe. */
  threshold: z.number().int().min(2).max(1000),
  /** True when zeros are unsafe as well; false when every zero is published. */
  protectZeros: z.boolean(),
  protection: z.enum(protections),
  intruder: z.enum(intruders),
  /** Also protect against a person who is alone in a cell and so knows that cell. */
  insider: z.boolean(),
  /** Zeros are unsafe where all units of a sum stand in one category although others are possible. Single tables only. */
  groupDisclosure: z.boolean().exactOptional(),
  cost: z.enum(costs),
})

export type Rules = Readonly<z.infer<typeof rulesSchema>>
