import type { Actor } from '#lib/identity/actor.ts'
import { namesOf } from '#lib/identity/queries.ts'
import { orderHours } from '#lib/orders/hours/queries.ts'
import { listNotes } from '#lib/orders/notes/queries.ts'
import { orderDetail } from '#lib/orders/queries.ts'
import { fillText, type TextFacts } from '#lib/orders/texts/canned-text.ts'
import { textsInUse } from '#lib/orders/texts/queries.ts'
import { appealGuidance } from '#lib/orders/triage/appeal-guidance.ts'
import { nextStepOf } from '#lib/orders/triage/checklist.ts'
import { listTriages } from '#lib/orders/triage/queries.ts'
import { reasonOfReturn } from '#lib/release/queries.ts'
import { currentAuthority } from '#lib/web/current-authority.ts'
import { judgeOrder } from '#lib/web/judge-order.ts'
import { readForTriage } from '#lib/web/triage-reading.ts'
import { weighedProposals } from '#lib/web/weigh-change.ts'

/** Everything a case's page shows its analyst; null when there is no such case for her. */
export async function openCase(actor: Actor, id: string) {
  const detail = await orderDetail(actor, id)
  if (!detail || detail.row.status === 'draft') return null
  const { facts: order, history, row } = detail
  const hours = await orderHours(actor, id, row)
  const notes = await listNotes(actor, order)
  const triages = await listTriages(actor, order)
  const people = [
    ...hours.worked.map(({ personId }) => personId),
    ...[...(notes ?? []), ...triages].map(({ authorId }) => authorId),
    ...[order.requesterId, order.analystId, order.producerId, order.checkerId],
    ...history.map((entry) => entry.actorId),
  ]
  const names = await namesOf(
    actor,
    people.flatMap((person) => person ?? []),
  )
  const judged = await judgeOrder(actor, detail)
  const authority = await currentAuthority()
  const facts = (language: 'da' | 'en'): TextFacts => ({
    number: row.number,
    title: row.title,
    requester: names.get(order.requesterId) ?? '',
    organisation: row.organisationName,
    analyst: actor.name,
    authority: authority.name[language],
    email: authority.email,
  })
  const texts = (await textsInUse(actor)).map((text) => fillText(text, { da: facts('da'), en: facts('en') }))
  const isNew = row.status === 'received'
  const inForce = triages.find(({ specificationVersion }) => specificationVersion === order.specificationVersion)
  return {
    detail,
    hours,
    notes,
    triages,
    names,
    judged,
    reading: isNew ? await readForTriage(actor, detail, judged) : null,
    next: isNew && inForce ? nextStepOf(inForce.outcome) : null,
    appeal: texts.find(({ purpose }) => purpose === 'appeal') ?? appealGuidance(authority, row.number),
    texts,
    proposals: await weighedProposals(actor, id, order.organisationId),
    returned: row.status === 'producing' ? await reasonOfReturn(actor, id) : null,
  }
}
