import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Actor } from '#lib/identity/actor.ts'
import { restoreText, retireText, saveText } from '#lib/orders/texts/commands.ts'
import { listTexts, textsInUse, versionsOfText } from '#lib/orders/texts/queries.ts'
import { declineOrder } from '#lib/orders/triage/commands.ts'
import { decisionOf } from '#lib/orders/triage/queries.ts'
import { closeDatabase } from '#lib/platform/db.ts'
import { freshService, makeActor, makeOrganisation, owner } from '../../support/database.ts'
import { type Cast, must, now, orderAt } from '../../support/order-walk.ts'

let cast: Cast
let administrator: Actor

beforeAll(async () => {
  await freshService()
  cast = {
    requester: await makeActor('Rikke', { of: await makeOrganisation('Kunden') }),
    analyst: await makeActor('Anders', { roles: ['analyst'] }),
    checker: await makeActor('Karen', { roles: ['analyst'] }),
  }
  administrator = await makeActor('Adam', { roles: ['administrator'] })
}, 60_000)
afterAll(async () => {
  await closeDatabase()
  await owner.$disconnect()
})

const TEXT = {
  purpose: 'question' as const,
  name: 'Periode',
  da: 'Kære {requester}, hvilke år?',
  en: 'Dear {requester}, which years?',
}
const appeal = (name: string) => ({
  ...TEXT,
  purpose: 'appeal' as const,
  name,
  da: 'Klag til {email} om {number}',
  en: 'Appeal {number}',
})

describe('a reply text', () => {
  it('is a new version with each change, and an earlier one comes back as the newest', async () => {
    const textId = randomUUID()
    must(await saveText(administrator, { textId, seenVersion: 0, ...TEXT }))
    must(await saveText(administrator, { textId, seenVersion: 1, ...TEXT, da: 'Hvilke år, {requester}?' }))
    must(await retireText(administrator, { textId, seenVersion: 2 }))
    expect((await textsInUse(cast.analyst)).map((text) => text.textId)).not.toContain(textId)
    must(await restoreText(administrator, { textId, seenVersion: 3, version: 1 }))
    const versions = await versionsOfText(administrator, textId)
    expect(versions.map(({ version, da, retired }) => [version, da, retired])).toEqual([
      [4, TEXT.da, false],
      [3, 'Hvilke år, {requester}?', true],
      [2, 'Hvilke år, {requester}?', false],
      [1, TEXT.da, false],
    ])
    expect((await textsInUse(cast.analyst)).find((text) => text.textId === textId)).toMatchObject({ version: 4, da: TEXT.da })
    expect(await owner.auditEvent.count({ where: { facts: { path: ['textId'], equals: textId } } })).toBe(4)
  })

  it('is refused with an unknown placeholder, a lone brace, or one language missing', async () => {
    const save = (changes: Partial<typeof TEXT>) =>
      saveText(administrator, { textId: randomUUID(), seenVersion: 0, ...TEXT, ...changes })
    expect(await save({ da: 'Kære {navn}' })).toMatchObject({ kind: 'unknown-placeholder', placeholder: '{navn}' })
    expect(await save({ en: 'Dear {requester' })).toMatchObject({ kind: 'stray-brace' })
    expect(await save({ en: '  ' })).toMatchObject({ kind: 'text-missing' })
    expect(await save({ en: 'x'.repeat(4001) })).toMatchObject({ kind: 'text-too-long' })
  })

  it('is written by administrators alone, read by staff alone, and never by two at once', async () => {
    const textId = randomUUID()
    for (const actor of [cast.requester, cast.analyst])
      expect(await saveText(actor, { textId, seenVersion: 0, ...TEXT })).toEqual({ ok: false, kind: 'not-allowed' })
    const clicks = await Promise.all([1, 2].map(() => saveText(administrator, { textId, seenVersion: 0, ...TEXT })))
    expect(clicks.map((each) => (each.ok ? 'ok' : each.kind)).sort()).toEqual(['conflict', 'ok'])
    expect(await retireText(administrator, { textId, seenVersion: 7 })).toEqual({ ok: false, kind: 'conflict' })
    expect(await textsInUse(cast.requester)).toEqual([])
    expect(await listTexts(cast.requester)).toEqual([])
    await expect(owner.cannedText.updateMany({ data: { da: 'Andet' } })).rejects.toThrow(/append-only/)
  })
})

describe('the guidance on appeal', () => {
  it('is the administrator’s when there is one, with the order’s facts, and a decision keeps the one it was given with', async () => {
    const textId = randomUUID()
    must(await saveText(administrator, { textId, seenVersion: 0, ...appeal('Klage') }))
    expect(await saveText(administrator, { textId: randomUUID(), seenVersion: 0, ...appeal('En til') })).toMatchObject({
      kind: 'appeal-text-taken',
    })
    const orderId = await orderAt('claimed', cast)
    const reasons = { ground: 'no-data' as const, reasonDa: 'Findes ikke', reasonEn: 'Not there' }
    must(await declineOrder(cast.analyst, { ...(await now(orderId)), ...reasons }))
    must(await retireText(administrator, { textId, seenVersion: 1 }))
    const { number } = await owner.order.findUniqueOrThrow({ where: { id: orderId } })
    const decision = await decisionOf(cast.requester, orderId)
    expect(decision?.appeal.en).toBe(`Appeal ${number}`)
    expect(decision?.appeal.da).toMatch(new RegExp(`^Klag til \\S+@\\S+ om ${number}$`))
  })
})
