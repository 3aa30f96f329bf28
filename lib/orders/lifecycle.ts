import type { EventType } from '#lib/audit/event.ts'

export const ORDER_STATUSES = [
  'draft',
  'received',
  'clarifying',
  'offered',
  'accepted',
  'producing',
  'checking',
  'released',
  'ended',
] as const
export type OrderStatus = (typeof ORDER_STATUSES)[number]

export const RESOLUTIONS = ['delivered', 'declined', 'referred', 'withdrawn', 'lapsed', 'recalled'] as const
export type Resolution = (typeof RESOLUTIONS)[number]

export const ORDER_COMMANDS = [
  'revise',
  'submit',
  'discard',
  'claim',
  'assign',
  'triage',
  'ask',
  'answer',
  'propose',
  'approve-change',
  'send-back-change',
  'retract-change',
  'refer',
  'decline',
  'offer',
  'auto-offer',
  'request-change',
  'accept',
  'withdraw',
  'lapse',
  'start',
  'run',
  'submit-for-check',
  'claim-check',
  'approve',
  'sign-off',
  'return',
  'download',
  'report-error',
  'remake',
  'recall',
  'close',
] as const
export type OrderCommand = (typeof ORDER_COMMANDS)[number]

/**
 * Who may give a command. Persons, not only roles: `producer` and `checker` are the persons of this order.
 * `independent` is an analyst who has touched neither the table nor the specification and does not belong to the customer.
 */
export const PARTIES = ['requester', 'accepter', 'analyst', 'assigned', 'producer', 'independent', 'checker', 'system'] as const
export type Party = (typeof PARTIES)[number]

/** What must hold besides status and person. */
export type Need =
  | 'valid-specification'
  | 'reason'
  | 'open-offer'
  | 'offer-in-force'
  | 'standard-order'
  | 'lapse-due'
  | 'open-question'
  | 'open-proposal'
  | 'no-open-proposal'
  | 'safe-table'
  | 'approved-check'
  | 'within-error-window'
  | 'error-window-over'
  | 'was-delivered'

export interface Transition {
  /** The status after; `resume` returns to the status the clarification began in. */
  readonly to: OrderStatus | 'resume'
  readonly by: Party
  readonly needs: readonly Need[]
  readonly event: EventType
  readonly resolution?: Resolution
}

/**
 * The order's whole life. Every pair of status and command that is not here is refused.
 * Buttons, commands, jobs, the README and the tests ask this table; the rules are written nowhere else.
 */
export const LIFECYCLE: Readonly<Record<OrderStatus, Readonly<Partial<Record<OrderCommand, Transition>>>>> = {
  draft: {
    revise: { to: 'draft', by: 'requester', needs: [], event: 'order.revised' },
    submit: { to: 'received', by: 'requester', needs: ['valid-specification'], event: 'order.submitted' },
    discard: { to: 'ended', by: 'requester', needs: [], event: 'order.discarded', resolution: 'withdrawn' },
  },
  received: {
    claim: { to: 'received', by: 'analyst', needs: [], event: 'order.claimed' },
    assign: { to: 'received', by: 'analyst', needs: [], event: 'order.assigned' },
    triage: { to: 'received', by: 'assigned', needs: [], event: 'order.triaged' },
    ask: { to: 'clarifying', by: 'assigned', needs: ['reason'], event: 'order.question-asked' },
    propose: { to: 'clarifying', by: 'assigned', needs: ['reason'], event: 'order.change-proposed' },
    refer: { to: 'ended', by: 'assigned', needs: ['reason'], event: 'order.referred', resolution: 'referred' },
    decline: { to: 'ended', by: 'assigned', needs: ['reason'], event: 'order.declined', resolution: 'declined' },
    offer: { to: 'offered', by: 'assigned', needs: ['valid-specification'], event: 'order.offered' },
    'auto-offer': { to: 'offered', by: 'system', needs: ['valid-specification', 'standard-order'], event: 'order.offered' },
    withdraw: { to: 'ended', by: 'requester', needs: ['reason'], event: 'order.withdrawn', resolution: 'withdrawn' },
  },
  clarifying: {
    revise: { to: 'clarifying', by: 'requester', needs: ['no-open-proposal', 'valid-specification'], event: 'order.revised' },
    'approve-change': { to: 'received', by: 'requester', needs: ['open-proposal'], event: 'order.change-approved' },
    'send-back-change': { to: 'resume', by: 'requester', needs: ['open-proposal', 'reason'], event: 'order.change-sent-back' },
    'retract-change': { to: 'resume', by: 'assigned', needs: ['open-proposal'], event: 'order.change-retracted' },
    assign: { to: 'clarifying', by: 'analyst', needs: [], event: 'order.assigned' },
    answer: { to: 'resume', by: 'requester', needs: ['open-question'], event: 'order.question-answered' },
    withdraw: { to: 'ended', by: 'requester', needs: ['reason'], event: 'order.withdrawn', resolution: 'withdrawn' },
    lapse: { to: 'ended', by: 'system', needs: ['lapse-due'], event: 'order.lapsed', resolution: 'lapsed' },
  },
  offered: {
    assign: { to: 'offered', by: 'analyst', needs: [], event: 'order.assigned' },
    accept: { to: 'accepted', by: 'accepter', needs: ['open-offer', 'offer-in-force'], event: 'order.accepted' },
    'request-change': { to: 'received', by: 'requester', needs: ['reason'], event: 'order.change-requested' },
    withdraw: { to: 'ended', by: 'requester', needs: ['reason'], event: 'order.withdrawn', resolution: 'withdrawn' },
    lapse: { to: 'ended', by: 'system', needs: ['lapse-due'], event: 'order.lapsed', resolution: 'lapsed' },
  },
  accepted: {
    claim: { to: 'accepted', by: 'analyst', needs: [], event: 'order.claimed' },
    assign: { to: 'accepted', by: 'analyst', needs: [], event: 'order.assigned' },
    ask: { to: 'clarifying', by: 'assigned', needs: ['reason'], event: 'order.question-asked' },
    propose: { to: 'clarifying', by: 'assigned', needs: ['reason'], event: 'order.change-proposed' },
    start: { to: 'producing', by: 'assigned', needs: [], event: 'order.production-started' },
    withdraw: { to: 'ended', by: 'requester', needs: ['reason'], event: 'order.withdrawn', resolution: 'withdrawn' },
  },
  producing: {
    assign: { to: 'producing', by: 'analyst', needs: [], event: 'order.assigned' },
    run: { to: 'producing', by: 'producer', needs: [], event: 'order.run-requested' },
    ask: { to: 'clarifying', by: 'producer', needs: ['reason'], event: 'order.question-asked' },
    propose: { to: 'clarifying', by: 'producer', needs: ['reason'], event: 'order.change-proposed' },
    'submit-for-check': { to: 'checking', by: 'producer', needs: ['safe-table'], event: 'order.submitted-for-check' },
  },
  checking: {
    'claim-check': { to: 'checking', by: 'independent', needs: [], event: 'order.check-claimed' },
    approve: { to: 'checking', by: 'checker', needs: ['safe-table'], event: 'order.check-approved' },
    return: { to: 'producing', by: 'checker', needs: ['reason'], event: 'order.returned' },
    'sign-off': { to: 'released', by: 'checker', needs: ['safe-table', 'approved-check'], event: 'order.released' },
  },
  released: {
    download: { to: 'released', by: 'requester', needs: [], event: 'delivery.downloaded' },
    'report-error': { to: 'released', by: 'requester', needs: ['reason', 'within-error-window'], event: 'order.error-reported' },
    remake: { to: 'producing', by: 'analyst', needs: ['reason'], event: 'order.remake-started' },
    recall: { to: 'ended', by: 'analyst', needs: ['reason'], event: 'order.recalled', resolution: 'recalled' },
    close: { to: 'ended', by: 'system', needs: ['error-window-over'], event: 'order.closed', resolution: 'delivered' },
  },
  ended: {
    download: { to: 'ended', by: 'requester', needs: ['was-delivered'], event: 'delivery.downloaded', resolution: 'delivered' },
    recall: { to: 'ended', by: 'analyst', needs: ['reason', 'was-delivered'], event: 'order.recalled', resolution: 'recalled' },
  },
}

/** Who holds the ball in each status. */
export const BALL_HOLDER: Readonly<Record<OrderStatus, 'requester' | 'analysts' | 'producer' | 'checker' | 'nobody'>> = {
  draft: 'requester',
  received: 'analysts',
  clarifying: 'requester',
  offered: 'requester',
  accepted: 'analysts',
  producing: 'producer',
  checking: 'checker',
  released: 'requester',
  ended: 'nobody',
}

/** The transition of a pair, or null when the pair is refused. */
export function transitionOf(status: OrderStatus, command: OrderCommand): Transition | null {
  return LIFECYCLE[status][command] ?? null
}
