import type { OrderCommand, OrderStatus, Party } from '#lib/orders/lifecycle.ts'

/**
 * The order's life written by hand, apart from the code: for each status every command that is allowed, by whom, and what it
 * leads to. Every pair that is not here must be refused. `~` is the status a clarification began in.
 */
export const HAND_WRITTEN_GRID: Readonly<
  Record<OrderStatus, Readonly<Partial<Record<OrderCommand, readonly [Party, OrderStatus | '~', string?]>>>>
> = {
  draft: {
    revise: ['requester', 'draft'],
    submit: ['requester', 'received'],
    discard: ['requester', 'ended', 'withdrawn'],
  },
  received: {
    claim: ['analyst', 'received'],
    assign: ['analyst', 'received'],
    triage: ['assigned', 'received'],
    ask: ['assigned', 'clarifying'],
    propose: ['assigned', 'clarifying'],
    refer: ['assigned', 'ended', 'referred'],
    decline: ['assigned', 'ended', 'declined'],
    offer: ['assigned', 'offered'],
    'auto-offer': ['system', 'offered'],
    withdraw: ['requester', 'ended', 'withdrawn'],
  },
  clarifying: {
    revise: ['requester', 'clarifying'],
    'approve-change': ['requester', 'received'],
    'send-back-change': ['requester', '~'],
    'retract-change': ['assigned', '~'],
    assign: ['analyst', 'clarifying'],
    answer: ['requester', '~'],
    withdraw: ['requester', 'ended', 'withdrawn'],
    lapse: ['system', 'ended', 'lapsed'],
  },
  offered: {
    assign: ['analyst', 'offered'],
    accept: ['accepter', 'accepted'],
    'request-change': ['requester', 'received'],
    withdraw: ['requester', 'ended', 'withdrawn'],
    lapse: ['system', 'ended', 'lapsed'],
  },
  accepted: {
    claim: ['analyst', 'accepted'],
    assign: ['analyst', 'accepted'],
    ask: ['assigned', 'clarifying'],
    propose: ['assigned', 'clarifying'],
    start: ['assigned', 'producing'],
    withdraw: ['requester', 'ended', 'withdrawn'],
  },
  producing: {
    assign: ['analyst', 'producing'],
    run: ['producer', 'producing'],
    ask: ['producer', 'clarifying'],
    propose: ['producer', 'clarifying'],
    'submit-for-check': ['producer', 'checking'],
  },
  checking: {
    'claim-check': ['independent', 'checking'],
    approve: ['checker', 'checking'],
    return: ['checker', 'producing'],
    'sign-off': ['checker', 'released'],
  },
  released: {
    download: ['requester', 'released'],
    'report-error': ['requester', 'released'],
    remake: ['analyst', 'producing'],
    recall: ['analyst', 'ended', 'recalled'],
    close: ['system', 'ended', 'delivered'],
  },
  ended: {
    download: ['requester', 'ended', 'delivered'],
    recall: ['analyst', 'ended', 'recalled'],
  },
}
