import { type Actor, dbContextOf } from '#lib/identity/actor.ts'
import { inTransaction } from '#lib/platform/db.ts'

const LATEST = 10

export interface DeliveryView {
  readonly id: string
  readonly type: string
  readonly status: string
  readonly attempts: number
  readonly answer: number | null
  readonly reason: string | null
  readonly createdAt: Date
  readonly nextAttemptAt: Date
}

export interface WebhookView {
  readonly id: string
  readonly url: string
  readonly createdAt: Date
  readonly endedAt: Date | null
  readonly endedBy: string | null
  /** The latest first. */
  readonly deliveries: readonly DeliveryView[]
}

/** The webhooks of the organisation the person acts for, the newest first, with their latest messages. Never their secrets. */
export async function listWebhooks(actor: Actor): Promise<WebhookView[]> {
  const { organisation } = actor
  if (!organisation) return []
  return inTransaction(dbContextOf(actor), (tx) =>
    tx.webhook.findMany({
      where: { organisationId: organisation.id },
      select: {
        id: true,
        url: true,
        createdAt: true,
        endedAt: true,
        endedBy: true,
        deliveries: {
          select: {
            id: true,
            type: true,
            status: true,
            attempts: true,
            answer: true,
            reason: true,
            createdAt: true,
            nextAttemptAt: true,
          },
          orderBy: { createdAt: 'desc' },
          take: LATEST,
        },
      },
      orderBy: { createdAt: 'desc' },
      take: 20,
    }),
  )
}
