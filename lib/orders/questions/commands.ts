import type { Actor } from '#lib/identity/actor.ts'
import { ok, type Refusal, type Result, refuse } from '#lib/kernel/result.ts'
import { handover, toAnalyst } from '#lib/orders/handovers.ts'
import { partsOf, type QuestionPart } from '#lib/orders/questions/question-part.ts'
import { type CommandRefusal, commandOrder, loadSpecification } from '#lib/orders/store.ts'
import type { Done, OrderTarget } from '#lib/orders/target.ts'

export interface AskedQuestion {
  /** The part of the specification in force it is about; null for the order as a whole. */
  readonly part: QuestionPart | null
  readonly text: string
}

/** Asks the requester one or more questions at once; the clock pauses until every one is answered. */
export async function askRequester(
  actor: Actor,
  input: OrderTarget & { readonly questions: readonly AskedQuestion[] },
  now = new Date(),
): Promise<Result<Done, CommandRefusal | Refusal<'unknown-part'>>> {
  const shortest = input.questions.toSorted((a, b) => a.text.trim().length - b.text.trim().length)[0]
  return commandOrder(actor, { ...input, command: 'ask' }, { now, reason: shortest?.text ?? '' }, async (tx, order) => {
    const { id: orderId, specificationVersion } = order
    const parts = partsOf(await loadSpecification(tx, orderId, specificationVersion))
    if (input.questions.some(({ part }) => part !== null && !parts.includes(part))) return refuse('unknown-part')
    for (const [i, { part, text }] of input.questions.entries()) {
      // Questions asked together keep their order.
      const askedAt = new Date(now.getTime() + i)
      await tx.question.createMany({ data: { orderId, askedById: actor.personId, part, text, specificationVersion, askedAt } })
    }
    return ok({ value: { orderId }, handovers: [handover(order, 'question-asked', { kind: 'customer' })] })
  })
}

export interface QuestionAnswer {
  readonly questionId: string
  readonly text: string
}

/** Answers the open questions of an order, each by itself and all at once; the order returns to where the clarification began. */
export async function answerQuestions(
  actor: Actor,
  input: OrderTarget & { readonly answers: readonly QuestionAnswer[] },
  now = new Date(),
): Promise<Result<Done, CommandRefusal | Refusal<'questions-left'>>> {
  return commandOrder(actor, { ...input, command: 'answer' }, { now }, async (tx, order) => {
    for (const { questionId, text } of input.answers) {
      const answered = await tx.question.updateMany({
        where: { id: questionId, orderId: order.id, answeredAt: null },
        data: { answer: text, answeredById: actor.personId, answeredAt: now },
      })
      if (answered.count !== 1) return refuse('not-found')
    }
    if ((await tx.question.count({ where: { orderId: order.id, answeredAt: null } })) > 0) return refuse('questions-left')
    return ok({ value: { orderId: order.id }, handovers: [handover(order, 'question-answered', toAnalyst(order))] })
  })
}
