import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Actor } from '#lib/identity/actor.ts'
import { deliverOutbox } from '#lib/notify/commands.ts'
import type { Mail } from '#lib/notify/senders.ts'
import { resetMailText, saveMailText } from '#lib/orders/commands/mail-texts.ts'
import { closeDatabase, inTransaction } from '#lib/platform/db.ts'
import { freshService, makeActor, makeOrganisation, owner } from '../../support/database.ts'
import { type Cast, must, orderAt } from '../../support/order-walk.ts'

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

const texts = {
  da: { subject: 'Jeres tilbud {number}', body: 'Kære kunde\n\n{link}' },
  en: { subject: 'Your offer {number}', body: 'Dear customer\n\n{link}' },
}

async function offeredMail(): Promise<Mail | undefined> {
  const mails: Mail[] = []
  await orderAt('offered', cast)
  const send = async (mail: Mail) => {
    mails.push(mail)
  }
  while ((await deliverOutbox(send)) > 0);
  return mails.find(({ to, text }) => to === cast.requester.email && !text.includes('sagsbehandler'))
}

describe('the words of a mail', () => {
  it('are an administrator’s once she has chosen them, and the service’s own again when she takes them back', async () => {
    expect((await offeredMail())?.subject).toMatch(/^Tilbud på bestilling SB-/)
    must(await saveMailText(administrator, { kind: 'order-offered', texts }))
    const own = await offeredMail()
    expect(own?.subject).toMatch(/^Jeres tilbud SB-\d{4}-\d{6}$/)
    expect(own?.text).toMatch(/^Kære kunde\n\nhttp.*\/ordrer\/[0-9a-f-]{36}\n$/)
    await owner.person.update({ where: { id: cast.requester.personId }, data: { locale: 'en' } })
    expect((await offeredMail())?.subject).toMatch(/^Your offer SB-/)
    must(await resetMailText(administrator, { kind: 'order-offered' }))
    expect((await offeredMail())?.subject).toMatch(/^Offer for order SB-/)
    expect(await resetMailText(administrator, { kind: 'order-offered' })).toEqual({ ok: false, kind: 'already' })
  })

  it('are refused when a placeholder is wrong in either language, and nothing is kept then', async () => {
    const bad = { ...texts, en: { ...texts.en, body: 'Dear {name}\n{link}' } }
    expect(await saveMailText(administrator, { kind: 'order-offered', texts: bad })).toMatchObject({
      kind: 'unknown-placeholder',
    })
    expect(await owner.mailText.count()).toBe(0)
  })

  it('are changed by nobody else, by command or past it', async () => {
    for (const actor of [cast.requester, cast.analyst]) {
      expect(await saveMailText(actor, { kind: 'order-offered', texts })).toEqual({ ok: false, kind: 'not-allowed' })
      expect(await resetMailText(actor, { kind: 'order-offered' })).toEqual({ ok: false, kind: 'not-allowed' })
      const row = { kind: 'order-offered', locale: 'da', ...texts.da, updatedById: actor.personId }
      const context = { kind: 'person', personId: actor.personId } as const
      await expect(inTransaction(context, (tx) => tx.mailText.createMany({ data: row }))).rejects.toThrow()
    }
  })
})
