import { ORDER_TYPES, type OrderType } from '#lib/sla/legs.ts'

/** Whose promises an order has: express when it pays for it, standard when the service makes the offer itself, otherwise tailored. */
export function orderTypeOf({ isStandard, isExpress }: { readonly isStandard: boolean; readonly isExpress: boolean }): OrderType {
  if (isExpress) return 'express'
  return isStandard ? 'standard' : 'tailored'
}

/** Reads a stored type. Throws on a word outside the closed set: no order matches a promise by being blank. */
export function parseOrderType(word: string): OrderType {
  const type = ORDER_TYPES.find((each) => each === word)
  if (!type) throw new Error(`no order type: ${word}`)
  return type
}
