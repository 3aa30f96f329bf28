import { inTransaction } from '#lib/platform/db.ts'

/** How many requests in how many seconds. */
export interface RateLimit {
  readonly points: number
  readonly seconds: number
}

/** Counts a request of a caller for all web processes together. Answers null, or milliseconds until the caller may ask again. */
export async function takePoint(caller: string, { points, seconds }: RateLimit): Promise<number | null> {
  const [taken] = await inTransaction(
    { kind: 'purpose', purpose: 'token' },
    (tx) =>
      tx.$queryRaw<
        { points: number; leftMs: number }[]
      >`select points, "leftMs" from app.take_point(${caller}, ${seconds}::integer)`,
  )
  return taken && taken.points > points ? taken.leftMs : null
}
