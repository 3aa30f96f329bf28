import { z } from 'zod'

/** Settings administrators keep, each with its schema and the value that holds until they change it. */
export const SETTINGS = {
  /** Most cells, margins included, a table may have before it is refused. */
  maxCells: { schema: z.int().min(100).max(20_000_000), initial: 30_000 },
  /** Offers made by the service itself for standard orders up to so many cells. */
  autoOffer: {
    schema: z.strictObject({ enabled: z.boolean(), maxCells: z.int().min(1).max(1_000_000) }),
    initial: { enabled: false, maxCells: 1000 },
  },
} as const

export type SettingKey = keyof typeof SETTINGS
export type SettingValue<K extends SettingKey> = z.infer<(typeof SETTINGS)[K]['schema']>
