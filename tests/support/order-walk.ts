import { randomUUID } from 'node:crypto'
import type { Specification } from '#lib/catalogue/specification.ts'
import { defaultRules } from '#lib/disclosure/default-rules.ts'
import type { Actor } from '#lib/identity/actor.ts'
import { createOrder, submitOrder } from '#lib/orders/commands/draft.ts'
import { acceptOffer, offerOrder } from '#lib/orders/commands/offer.ts'
import { claimOrder } from '#lib/orders/commands/triage.ts'
import { answerQuestions } from '#lib/orders/questions/commands.ts'
import { requestRun, startProduction, submitForCheck } from '#lib/production/commands.ts'
import { claimRun, keepOutcome } from '#lib/production/store.ts'
import type { TableBody } from '#lib/production/table-body.ts'
import { approveTable, claimCheck, signOff } from '#lib/release/commands.ts'
import { owner } from './database.ts'

const axis = (variable: string, level: string) => ({ variable, level, codes: null, parents: false })

export const SPECIFICATION: Specification = {
  schema: 1,
  title: 'Optaget efter køn og år',
  register: 'diabetes',
  measure: 'persons',
  rate: false,
  period: { fromYear: 2000, toYear: 2001 },
  filters: [],
  rows: [axis('sex', 'sex')],
  columns: [axis('inclusion_year', 'year')],
  totals: true,
}

export interface Target {
  readonly orderId: string
  readonly expectedVersion: number
}

/** The order at the version it has now. */
export async function now(orderId: string): Promise<Target> {
  const { version } = await owner.order.findUniqueOrThrow({ where: { id: orderId } })
  return { orderId, expectedVersion: version }
}

export async function statusOf(orderId: string): Promise<string> {
  const { status, resolution } = await owner.order.findUniqueOrThrow({ where: { id: orderId } })
  return resolution ? `${status}:${resolution}` : status
}

/** The value of a command that must go well. */
export function must<T>(result: { readonly ok: true; readonly value: T } | { readonly ok: false; readonly kind: string }): T {
  if (!result.ok) throw new Error(`refused: ${JSON.stringify(result)}`)
  return result.value
}

/** Answers every open question of an order alike. */
export async function answerAll(requester: Actor, orderId: string, text: string): Promise<void> {
  const open = await owner.question.findMany({ where: { orderId, answeredAt: null } })
  const answers = open.map(({ id }) => ({ questionId: id, text }))
  must(await answerQuestions(requester, { ...(await now(orderId)), answers }))
}

export interface Cast {
  readonly requester: Actor
  readonly analyst: Actor
  readonly checker: Actor
}

type Stage =
  | 'draft'
  | 'received'
  | 'claimed'
  | 'offered'
  | 'accepted'
  | 'producing'
  | 'tabled'
  | 'checking'
  | 'claimed-check'
  | 'approved'
  | 'released'
const STAGES: readonly Stage[] = [
  'draft',
  'received',
  'claimed',
  'offered',
  'accepted',
  'producing',
  'tabled',
  'checking',
  'claimed-check',
  'approved',
  'released',
]

/** The table that stands in for the counting, and the specification it is made from. */
export interface MadeTable {
  readonly specification: Specification
  readonly dimensions: TableBody['dimensions']
  readonly counts: readonly number[]
}

const SMALL_TABLE: MadeTable = {
  specification: SPECIFICATION,
  dimensions: [
    { id: 'sex', codes: ['TOTAL', '1', '2'], parents: [-1, 0, 0], additive: true },
    { id: 'inclusion_year', codes: ['TOTAL', '2000', '2001'], parents: [-1, 0, 0], additive: true },
  ],
  counts: [40, 20, 20, 20, 12, 8, 20, 8, 12],
}

/** Takes a new order to a stage through the real commands; only the counting itself is replaced by a made table. */
export async function orderAt(stage: Stage, { requester, analyst, checker }: Cast, made = SMALL_TABLE): Promise<string> {
  const draft = { specification: made.specification, purpose: 'Til en test', invoiceReference: '', formKey: randomUUID() }
  const { orderId } = must(await createOrder(requester, draft))
  const steps: Readonly<Record<Stage, () => Promise<unknown>>> = {
    draft: async () => null,
    received: async () => must(await submitOrder(requester, await now(orderId))),
    claimed: async () => must(await claimOrder(analyst, await now(orderId))),
    offered: async () => must(await offerOrder(analyst, { ...(await now(orderId)), message: '' })),
    accepted: async () => must(await acceptOffer(requester, { ...(await now(orderId)), name: requester.name })),
    producing: async () => must(await startProduction(analyst, await now(orderId))),
    tabled: () => makeTable(orderId, analyst, made),
    checking: async () => must(await submitForCheck(analyst, { ...(await now(orderId)), note: 'Producentens egen note' })),
    'claimed-check': async () => must(await claimCheck(checker, await now(orderId))),
    approved: async () =>
      must(await approveTable(checker, { ...(await now(orderId)), contentHash: await hashOf(orderId), comment: '' })),
    released: async () => must(await signOff(checker, { ...(await now(orderId)), contentHash: await hashOf(orderId) })),
  }
  for (const step of STAGES.slice(0, STAGES.indexOf(stage) + 1)) await steps[step]()
  return orderId
}

/** The content hash of the table in force. */
export async function hashOf(orderId: string): Promise<string> {
  const { runId } = await owner.order.findUniqueOrThrow({ where: { id: orderId } })
  return (await owner.protectedTable.findUniqueOrThrow({ where: { runId: runId ?? '' } })).contentHash
}

/** Asks for a run and keeps the made table for it as protected, as the worker would. */
export async function makeTable(orderId: string, analyst: Actor, made = SMALL_TABLE): Promise<string> {
  const { runId } = must(await requestRun(analyst, await now(orderId)))
  const run = await claimRun(runId)
  if (!run) throw new Error('the run could not be claimed')
  const { dimensions } = made
  const counts = [...made.counts]
  const registerId = made.specification.register
  const audit = { cells: 0, failed: 0, method: 'test' }
  const released = await owner.release.findMany({ where: { registerId } })
  const body: TableBody = {
    schema: 1,
    orderNumber: run.orderNumber,
    registerId,
    snapshotId: run.snapshotId,
    snapshotSha256: 'a'.repeat(64),
    specificationVersion: run.specificationVersion,
    specificationSha256: 'b'.repeat(64),
    dimensions,
    counts,
    denominators: null,
    rules: { ...defaultRules },
  }
  const nothing = counts.map(() => 0)
  const confidential = { schema: 1 as const, counts, status: nothing, lower: counts, upper: counts }
  await keepOutcome(run, body, {
    dimensions,
    counts,
    denominators: null,
    confidential,
    report: { audit },
    certificate: { audit, earlier: released.map(({ contentHash }) => contentHash) },
    record: {},
  })
  return runId
}
