import { appendFile, mkdtemp, rm } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { exportHead, readHeadLines, verifyHeads } from '#lib/audit/commands.ts'
import { appendEvents } from '#lib/audit/store.ts'
import { closeDatabase, inTransaction } from '#lib/platform/db.ts'
import { freshService, owner } from '../../support/database.ts'

let folder: string

beforeAll(async () => {
  folder = await mkdtemp(path.join(os.tmpdir(), 'log-heads-'))
}, 60_000)
beforeEach(async () => {
  await freshService()
  await rm(path.join(folder, 'heads.jsonl'), { force: true })
})
afterAll(async () => {
  await rm(folder, { recursive: true, force: true })
  await closeDatabase()
  await owner.$disconnect()
})

const happen = () =>
  inTransaction({ kind: 'worker' }, (tx) =>
    appendEvents(tx, [{ actor: { kind: 'system' }, type: 'order.closed', orderId: null, facts: { n: 1 } }]),
  )
const verify = async () => inTransaction({ kind: 'worker' }, async (tx) => verifyHeads(tx, await readHeadLines(folder)))

describe('the end of the log, written down outside the database', () => {
  it('is one line each time it has moved, and stands in the log afterwards', async () => {
    expect(await exportHead(folder)).toBe(false)
    for (let i = 0; i < 3; i++) {
      await happen()
      expect(await exportHead(folder)).toBe(true)
      expect(await exportHead(folder)).toBe(false)
    }
    expect(await verify()).toEqual({ heads: 3, faults: [] })
  })

  it('gives away a log whose end was cut off by whoever owns the database', async () => {
    for (let i = 0; i < 3; i++) {
      await happen()
      await exportHead(folder)
    }
    await owner.$executeRawUnsafe('alter table audit_events disable trigger user')
    await owner.$executeRawUnsafe('delete from audit_events where seq = 3')
    await owner.$executeRawUnsafe('alter table audit_events enable trigger user')
    expect((await verify()).faults).toEqual([{ line: 3, fault: 'not-in-log' }])
  })

  it('gives away a log that was written anew from some row on, with every hash made to fit', async () => {
    for (let i = 0; i < 2; i++) await happen()
    await exportHead(folder)
    await owner.$executeRawUnsafe('alter table audit_events disable trigger user')
    await owner.$executeRawUnsafe('delete from audit_events where seq = 2')
    await owner.$executeRawUnsafe('alter table audit_events enable trigger user')
    await inTransaction({ kind: 'worker' }, (tx) =>
      appendEvents(tx, [{ actor: { kind: 'system' }, type: 'order.closed', orderId: null, facts: { n: 2 } }]),
    )
    expect((await verify()).faults).toEqual([{ line: 1, fault: 'other-hash' }])
  })

  it('goes on after a line that a crash cut off, and the verification names that line for good', async () => {
    await happen()
    await exportHead(folder)
    await appendFile(path.join(folder, 'heads.jsonl'), '{"at":"2026-')
    await happen()
    expect(await exportHead(folder)).toBe(true)
    expect((await verify()).faults).toEqual([{ line: 2, fault: 'unreadable' }])
  })
})
