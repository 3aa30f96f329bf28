/** Every kind of event the service remembers: past tense, one vocabulary for the log, the order's history and the tests. */
export const EVENT_TYPES = [
  'person.signed-in',
  'person.sign-in-refused',
  'person.registered',
  'person.disabled',
  'person.enabled',
  'token.created',
  'token.revoked',
  'role.asked',
  'role.granted',
  'role.refused',
  'role.withdrawn',
  'organisation.created',
  'organisation.changed',
  'membership.changed',
  'tariff.changed',
  'calendar.changed',
  'service-level.changed',
  'setting.changed',
  'authority.changed',
  'mail-text.changed',
  'mail-text.reset',
  'order.created',
  'order.revised',
  'order.submitted',
  'order.discarded',
  'order.claimed',
  'order.assigned',
  'order.question-asked',
  'order.question-answered',
  'order.referred',
  'order.declined',
  'order.offered',
  'order.change-requested',
  'order.accepted',
  'order.withdrawn',
  'order.lapsed',
  'order.production-started',
  'order.run-requested',
  'order.submitted-for-check',
  'order.check-claimed',
  'order.check-approved',
  'order.returned',
  'order.released',
  'order.error-reported',
  'order.recalled',
  'order.remake-started',
  'order.closed',
  'order.noted',
  'order.time-registered',
  'order.time-taken-back',
  'run.started',
  'run.finished',
  'run.failed',
  'run.cancelled',
  'run.cancel-requested',
  'upload.received',
  'upload.read',
  'upload.refused',
  'upload.mapped',
  'upload.seen',
  'upload.removed',
  'confidential.seen',
  'delivery.downloaded',
  'delivery.published',
  'delivery.unpublished',
  'marginals.published',
  'marginals.failed',
  'proof.made',
  'invoice.run-started',
  'invoice.run-finished',
  'invoice.issued',
  'invoice.credited',
  'invoice.paid',
  'invoice.payment-taken-back',
  'log.searched',
] as const

export type EventType = (typeof EVENT_TYPES)[number]

/** Who caused an event: a person, or the service itself (a job, a sign-in not yet tied to a person). */
export type EventActor = { readonly kind: 'person'; readonly personId: string } | { readonly kind: 'system' }

/** Small facts for the history in words. Ids, numbers and codes; free text only where the history must quote it. */
export type EventFacts = Readonly<Record<string, string | number | boolean | null>>

export interface NewEvent {
  readonly actor: EventActor
  readonly type: EventType
  readonly orderId: string | null
  readonly facts: EventFacts
}
