import type { z } from 'zod'
import type { Actor } from '#lib/identity/actor.ts'
import { createOrder, submitOrder } from '#lib/orders/commands/draft.ts'
import { acceptOffer } from '#lib/orders/commands/offer.ts'
import { withdrawOrder } from '#lib/orders/commands/triage.ts'
import { listOrders, type OrderDetail, orderDetail } from '#lib/orders/queries.ts'
import { sha256 } from '#lib/platform/sha256.ts'
import { downloadFile } from '#lib/release/commands.ts'
import { loadDelivery } from '#lib/release/queries.ts'
import { type ApiAnswer, type ApiRequest, answer, notFound, refused } from '#lib/web/api/operation.ts'
import type { acceptBody, orderBody, withdrawBody } from '#lib/web/api/shapes.ts'

const PAGE_LENGTH = 100

/** An order of the token's organisation; another organisation's is not there, whatever else the person may see. */
async function ownOrder(actor: Actor, orderId: string): Promise<OrderDetail | null> {
  const detail = await orderDetail(actor, orderId)
  return detail?.facts.organisationId === actor.organisation?.id ? detail : null
}

const summaryOf = ({ row, facts }: Pick<OrderDetail, 'row' | 'facts'>) => ({
  id: row.id,
  number: row.number,
  title: row.title,
  status: row.status,
  resolution: row.resolution,
  version: facts.version,
  createdAt: row.createdAt.toISOString(),
  submittedAt: row.submittedAt?.toISOString() ?? null,
})

function detailOf(detail: OrderDetail) {
  const offer = detail.offers.find((each) => each.id === detail.facts.openOffer?.id)
  return {
    ...summaryOf(detail),
    specification: detail.specification,
    purpose: detail.purpose,
    offer: offer
      ? {
          totalOre: offer.quote.totalOre,
          capTotalOre: offer.quote.capTotalOre,
          deliveryOn: offer.deliveryOn.toISOString().slice(0, 10),
          validUntil: offer.validUntil.toISOString(),
          message: offer.message,
        }
      : null,
    questions: detail.questions.map(({ text, part, askedAt, answer: given }) => {
      return { text, part, askedAt: askedAt.toISOString(), answer: given }
    }),
  }
}

export async function listOwnOrders({ query }: ApiRequest, actor: Actor): Promise<ApiAnswer> {
  const skip = Math.max(0, Math.trunc(Number(query.get('skip')) || 0))
  const { rows, total } = await listOrders(actor, { scope: 'own', skip, take: PAGE_LENGTH })
  const details = await Promise.all(rows.map(({ id }) => ownOrder(actor, id)))
  return answer({ orders: details.flatMap((detail) => (detail ? [summaryOf(detail)] : [])), total })
}

export async function getOrder({ params }: ApiRequest, actor: Actor): Promise<ApiAnswer> {
  const detail = await ownOrder(actor, params.orderId ?? '')
  return detail ? answer(detailOf(detail)) : notFound
}

/**
 * Makes an order and hands it in. The same key with the same body answers the same order, also after a crash between the two
 * steps; the same key with another body is refused.
 */
export async function postOrder(
  { body, idempotencyKey }: ApiRequest<z.output<typeof orderBody>>,
  actor: Actor,
): Promise<ApiAnswer> {
  const made = await createOrder(actor, { ...body, formKey: `api:${actor.organisation?.id}:${sha256(idempotencyKey)}` })
  if (!made.ok) return refused(made)
  const detail = await ownOrder(actor, made.value.orderId)
  if (!detail) return notFound
  if (!isSameOrder(detail, body)) return refused({ kind: 'idempotency-key-reused' })
  if (detail.row.status !== 'draft') return answer(detailOf(detail))
  const submitted = await submitOrder(actor, { orderId: detail.row.id, expectedVersion: detail.facts.version })
  if (!submitted.ok && submitted.kind !== 'conflict') return refused(submitted)
  const order = await ownOrder(actor, detail.row.id)
  return order ? answer(detailOf(order), 201) : notFound
}

/** Whether an order still is what a body asks for; one that was revised since is taken for the same. */
function isSameOrder(detail: OrderDetail, body: z.output<typeof orderBody>): boolean {
  if (detail.facts.specificationVersion > 1) return true
  const isSame = JSON.stringify(detail.specification) === JSON.stringify(body.specification)
  return isSame && detail.purpose === body.purpose && detail.invoiceReference === body.invoiceReference
}

export async function acceptOrder({ params, body }: ApiRequest<z.output<typeof acceptBody>>, actor: Actor): Promise<ApiAnswer> {
  const detail = await ownOrder(actor, params.orderId ?? '')
  if (!detail) return notFound
  const target = { orderId: detail.row.id, expectedVersion: body.version }
  const accepted = await acceptOffer(actor, { ...target, name: body.name })
  return accepted.ok ? getOrder({ params } as ApiRequest, actor) : refused(accepted)
}

export async function withdraw({ params, body }: ApiRequest<z.output<typeof withdrawBody>>, actor: Actor): Promise<ApiAnswer> {
  const detail = await ownOrder(actor, params.orderId ?? '')
  if (!detail) return notFound
  const target = { orderId: detail.row.id, expectedVersion: body.version }
  const withdrawn = await withdrawOrder(actor, { ...target, reason: body.reason })
  return withdrawn.ok ? getOrder({ params } as ApiRequest, actor) : refused(withdrawn)
}

export async function getDelivery({ params }: ApiRequest, actor: Actor): Promise<ApiAnswer> {
  const detail = await ownOrder(actor, params.orderId ?? '')
  const delivery = detail && (await loadDelivery(actor, detail.row.id))
  if (!delivery) return notFound
  const { releaseId, releasedAt, contentHash, files } = delivery
  return answer({
    releaseId,
    releasedAt: releasedAt.toISOString(),
    contentHash,
    verifyAt: `/verificer/${releaseId}`,
    files: files.map(({ format, locale, name, sha256: hash, bytes }) => {
      const href = `/api/v1/orders/${detail.row.id}/delivery/files/${format}?language=${locale}`
      return { format, language: locale, name, sha256: hash, bytes, href }
    }),
  })
}

export async function getDeliveryFile({ params, query, locale }: ApiRequest, actor: Actor): Promise<ApiAnswer> {
  const detail = await ownOrder(actor, params.orderId ?? '')
  if (!detail) return notFound
  const language = query.get('language') ?? locale
  const file = await downloadFile(actor, { orderId: detail.row.id, format: params.format ?? '', locale: language })
  return file.ok ? { kind: 'file', ...file.value } : refused(file)
}
