import type { Specification } from '#lib/catalogue/specification.ts'
import type { PrismaClient } from '#lib/generated/prisma/client.ts'
import type { Actor } from '#lib/identity/actor.ts'
import { loadActor } from '#lib/identity/queries.ts'
import type { Refusal, Result } from '#lib/kernel/result.ts'
import { createOrder, submitOrder } from '#lib/orders/commands/draft.ts'
import { acceptOffer, offerOrder } from '#lib/orders/commands/offer.ts'
import { claimOrder, withdrawOrder } from '#lib/orders/commands/triage.ts'
import { orderDetail } from '#lib/orders/queries.ts'
import { askRequester } from '#lib/orders/questions/commands.ts'
import { declineOrder } from '#lib/orders/triage/commands.ts'
import { closeDatabase } from '#lib/platform/db.ts'

const axis = (variable: string, level: string) => ({ variable, level, codes: null, parents: false })

function diabetes(title: string, rows: string[][], columns: string[][]): Specification {
  return {
    schema: 1,
    title,
    register: 'diabetes',
    measure: 'persons',
    rate: false,
    period: { fromYear: 2000, toYear: 2008 },
    filters: [],
    rows: rows.map(([variable = '', level = '']) => axis(variable, level)),
    columns: columns.map(([variable = '', level = '']) => axis(variable, level)),
    totals: true,
  }
}

/**
 * A few orders that show states people meet: a draft, one just received, one waiting for an answer, one with an offer, one
 * declined. Made through the same commands as everybody's, so their history is real.
 */
export async function seedOrders(db: PrismaClient): Promise<void> {
  if ((await db.order.count()) > 0) return
  const requester = await actorOf(db, 'rekvirent@example.dk')
  const analyst = await actorOf(db, 'analytiker@example.dk')
  const sexByYear = (title: string) => diabetes(title, [['sex', 'sex']], [['inclusion_year', 'year']])

  await draft(requester, sexByYear('Nye med diabetes efter køn og år (kladde)'))
  await submitted(requester, diabetes('Nye med diabetes efter alder og køn', [['inclusion_age', 'age10']], [['sex', 'sex']]))

  const asked = await submitted(requester, sexByYear('Diabetes blandt kvinder og mænd'))
  await step(analyst, asked, claimOrder)
  await step(analyst, asked, (actor, target) =>
    askRequester(actor, {
      ...target,
      questions: [{ part: null, text: 'Skal tabellen også vise personer, der er døde i perioden?' }],
    }),
  )

  const offered = await submitted(requester, diabetes('Alder ved optagelse i registeret', [['inclusion_age', 'age10']], []))
  await step(analyst, offered, claimOrder)
  await step(analyst, offered, (actor, target) => offerOrder(actor, { ...target, message: '' }))

  const declined = await submitted(requester, sexByYear('Diabetes i min opgang'))
  await step(analyst, declined, claimOrder)
  await step(analyst, declined, (actor, target) =>
    declineOrder(actor, {
      ...target,
      ground: 'no-data',
      reasonDa: 'Registeret har ikke oplysning om adresser.',
      reasonEn: 'The register holds no addresses.',
    }),
  )
  for (const email of ['pharma@example.dk', 'kommune@example.dk', 'institut@example.dk'])
    await withdrawnAfterAcceptance(await actorOf(db, email), analyst)
  await closeDatabase()
}

/** An order taken back after its offer was accepted: it owes the base fee, so that there is something to invoice. */
async function withdrawnAfterAcceptance(requester: Actor, analyst: Actor): Promise<void> {
  const orderId = await submitted(
    requester,
    diabetes('Nye med diabetes efter køn og alder', [['sex', 'sex']], [['inclusion_age', 'age10']]),
  )
  await step(analyst, orderId, claimOrder)
  await step(analyst, orderId, (actor, target) => offerOrder(actor, { ...target, message: '' }))
  await step(requester, orderId, (actor, target) => acceptOffer(actor, { ...target, name: actor.name }))
  await step(requester, orderId, (actor, target) => withdrawOrder(actor, { ...target, reason: 'Vi fik tallene et andet sted.' }))
}

async function actorOf(db: PrismaClient, email: string): Promise<Actor> {
  const person = await db.person.findUniqueOrThrow({ where: { email } })
  const actor = await loadActor(person.id, person.sessionEpoch, null)
  if (!actor) throw new Error(`the demo account ${email} can't sign in`)
  return actor
}

async function draft(actor: Actor, specification: Specification): Promise<string> {
  const purpose = 'Viden til foreningens årsrapport.'
  const made = await createOrder(actor, { specification, purpose, invoiceReference: '', formKey: `demo:${specification.title}` })
  return wanted(made).orderId
}

async function submitted(actor: Actor, specification: Specification): Promise<string> {
  const orderId = await draft(actor, specification)
  await step(actor, orderId, submitOrder)
  return orderId
}

type Target = { readonly orderId: string; readonly expectedVersion: number }

async function step(
  actor: Actor,
  orderId: string,
  command: (actor: Actor, target: Target) => Promise<Result<unknown>>,
): Promise<void> {
  const detail = await orderDetail(actor, orderId)
  if (!detail) throw new Error('a demo order is gone')
  wanted(await command(actor, { orderId, expectedVersion: detail.facts.version }))
}

function wanted<T>(result: { readonly ok: true; readonly value: T } | Refusal): T {
  if (!result.ok) throw new Error(`a demo order was refused: ${JSON.stringify(result)}`)
  return result.value
}
