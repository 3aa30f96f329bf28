/** Who is told: every analyst, every administrator, everyone of the ordering organisation who may see the order, or one person. */
export type Audience =
  | { readonly kind: 'analysts' }
  | { readonly kind: 'administrators' }
  | { readonly kind: 'customer' }
  | { readonly kind: 'person'; readonly personId: string }

/** What a message is about. The message names the order's number and what to do next, never content. */
export const HANDOVER_KINDS = [
  'order-received',
  'order-assigned',
  'question-asked',
  'question-answered',
  'answer-reminder',
  'order-offered',
  'offer-reminder',
  'change-requested',
  'change-proposed',
  'change-approved',
  'change-sent-back',
  'offer-accepted',
  'order-ended',
  'production-started',
  'run-finished',
  'run-failed',
  'check-wanted',
  'check-returned',
  'order-released',
  'error-reported',
  'delivery-recalled',
  'due-soon',
  'overdue',
  'overdue-escalated',
  'invoice-issued',
  'invoice-credited',
] as const
export type HandoverKind = (typeof HANDOVER_KINDS)[number]

export interface Handover {
  readonly kind: HandoverKind
  readonly audience: Audience
  readonly orderId: string
  /** Makes the message unique: the same key is never sent twice. */
  readonly key: string
  readonly facts: Readonly<Record<string, string | number>>
}
