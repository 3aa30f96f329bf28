import { z } from 'zod'

/**
 * A topic that analysts take care with: what it is called, codes it is made of (beginnings are enough, of whatever classification),
 * and words that name it in a title or purpose.
 */
const sensitiveTopicSchema = z.strictObject({
  da: z.string().trim().min(1).max(80),
  en: z.string().trim().min(1).max(80),
  codes: z.array(z.string().regex(/^[A-Z0-9]{1,10}$/)).max(50),
  words: z.array(z.string().trim().min(3).max(60)).max(50),
})
export type SensitiveTopic = z.infer<typeof sensitiveTopicSchema>

const SEED_TOPICS: SensitiveTopic[] = [
  { da: 'Abort', en: 'Abortion', codes: ['O03', 'O04', 'O05', 'O06'], words: ['abort'] },
  { da: 'Hiv', en: 'HIV', codes: ['B20', 'B21', 'B22', 'B23', 'B24', 'Z21', 'J05AR'], words: ['hiv'] },
  { da: 'Kønsidentitet', en: 'Gender identity', codes: ['F64'], words: ['kønsidentitet', 'kønsskifte', 'gender identity'] },
  { da: 'Misbrug', en: 'Substance abuse', codes: ['F11', 'F12', 'F14', 'N07BC'], words: ['misbrug', 'substance abuse'] },
  {
    da: 'Selvskade',
    en: 'Self-harm',
    codes: ['X6', 'X7', 'X80', 'X81', 'X82', 'X83', 'X84'],
    words: ['selvmord', 'selvskade', 'suicide'],
  },
]

/** Settings administrators keep, each with its schema and the value that holds until they change it. */
export const SETTINGS = {
  /** Most cells, margins included, a table may have before it is refused. */
  maxCells: { schema: z.int().min(100).max(20_000_000), initial: 30_000 },
  /** Offers made by the service itself for standard orders up to so many cells. */
  autoOffer: {
    schema: z.strictObject({ enabled: z.boolean(), maxCells: z.int().min(1).max(1_000_000) }),
    initial: { enabled: false, maxCells: 1000 },
  },
  /** Topics that analysts are told of when an order touches them. For staff alone. */
  sensitiveTopics: { schema: z.array(sensitiveTopicSchema).max(100), initial: SEED_TOPICS },
} as const

export type SettingKey = keyof typeof SETTINGS
export type SettingValue<K extends SettingKey> = z.infer<(typeof SETTINGS)[K]['schema']>
