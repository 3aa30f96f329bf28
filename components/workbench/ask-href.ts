import type { OrderDetail } from '#lib/orders/queries.ts'
import type { QuestionPart } from '#lib/orders/questions/question-part.ts'

/** Where a part of a case's table is asked about: the form of the panel with the part chosen. Undefined for whoever can't ask now. */
export function askHrefOf({ commands, facts }: OrderDetail): ((part: QuestionPart) => string) | undefined {
  if (!commands.includes('ask')) return undefined
  return (part) => `/sager/${facts.id}?handling=ask&del=${encodeURIComponent(part)}#handling`
}
