import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { closeDatabase, inTransaction } from '#lib/platform/db.ts'
import { requestRun } from '#lib/production/commands.ts'
import { loadAssignment } from '#lib/production/queries.ts'
import { addUpload, mapUpload, removeUpload } from '#lib/production/uploads/commands.ts'
import { uploadsOfOrder } from '#lib/production/uploads/queries.ts'
import { readWaitingUploads } from '#lib/production/uploads/run-job.ts'
import { claimUpload, keepReading, keepUploadRefusal, sweepUploads } from '#lib/production/uploads/store.ts'
import { claimCheck } from '#lib/release/commands.ts'
import { freshService, makeActor, makeOrganisation, owner } from '../../support/database.ts'
import { type Cast, must, now, orderAt } from '../../support/order-walk.ts'

let cast: Cast
let colleague: Cast['analyst']
let stranger: Cast['requester']

beforeAll(async () => {
  await freshService()
  cast = {
    requester: await makeActor('Rikke', { of: await makeOrganisation('Kunden') }),
    analyst: await makeActor('Anders', { roles: ['analyst'] }),
    checker: await makeActor('Karen', { roles: ['analyst'] }),
  }
  colleague = await makeActor('Kaj', { roles: ['analyst'] })
  stranger = await makeActor('Fremmed', { of: await makeOrganisation('En anden') })
}, 60_000)
afterAll(async () => {
  await closeDatabase()
  await owner.$disconnect()
})

const bytes = (text: string) => new TextEncoder().encode(text)
const CELLS = ['M;2000;20', 'M;2001;30', 'K;2000;25', 'K;2001;35']
const file = (lines: readonly string[] = CELLS) => bytes(['sex;inclusion_year;antal', ...lines].join('\n'))
const add = (orderId: string, content: Uint8Array, actor = cast.analyst) =>
  addUpload(actor, { orderId, fileName: 'C:\\data\\tabel.csv', bytes: content })
const newest = async (orderId: string, actor = cast.analyst) => (await uploadsOfOrder(actor, orderId)).current

async function uploaded(content = file()): Promise<{ orderId: string; uploadId: string }> {
  const orderId = await orderAt('producing', cast)
  must(await add(orderId, content))
  await readWaitingUploads()
  return { orderId, uploadId: (await newest(orderId))?.id ?? '' }
}

const eventsOf = async (orderId: string) =>
  (await owner.auditEvent.findMany({ where: { orderId, type: { startsWith: 'upload.' } }, orderBy: { seq: 'asc' } })).map(
    ({ type }) => type,
  )

describe('an analyst’s own table', () => {
  it('is read in a process of its own, and every step and every look is in the log', async () => {
    const { orderId } = await uploaded()
    const current = await newest(orderId)
    expect([current?.fileName, current?.status, current?.reading?.cells]).toEqual([
      'tabel.csv',
      'ready',
      { total: 9, given: 4, zeros: 0, marginsChecked: 0, marginsComputed: 5, sum: 110 },
    ])
    expect(await eventsOf(orderId)).toEqual(['upload.received', 'upload.read', 'upload.seen', 'upload.seen'])
  })

  it('waits for answers, is read again with them, and an answer to an older reading is refused', async () => {
    const { orderId, uploadId } = await uploaded(file(CELLS.map((line) => line.replace(/^M/, 'mand'))))
    const before = await newest(orderId)
    expect([before?.status, before?.reading?.unknown.map(({ word }) => word)]).toEqual(['unsettled', ['mand']])
    expect(await requestRun(cast.analyst, { ...(await now(orderId)), uploadId })).toEqual({ ok: false, kind: 'upload-not-ready' })
    const answer = {
      uploadId,
      fence: before?.fence ?? 0,
      sheet: null,
      columns: before?.reading?.mapping.columns ?? [],
      codes: [{ dimension: 'sex', word: 'mand', code: 'M' }],
    }
    must(await mapUpload(cast.analyst, answer))
    expect(await mapUpload(cast.analyst, answer)).toMatchObject({ ok: false, kind: 'conflict' })
    await readWaitingUploads()
    expect((await newest(orderId))?.status).toBe('ready')
  })

  it('sent twice at once is one file', async () => {
    const orderId = await orderAt('producing', cast)
    const sent = await Promise.all([add(orderId, file()), add(orderId, file()), add(orderId, file())])
    expect(sent.map(({ ok }) => ok)).toEqual([true, true, true])
    expect(await owner.tableUpload.count({ where: { orderId } })).toBe(1)
  })

  it('about persons is refused and its bytes are gone at once, while the log keeps why', async () => {
    const { orderId } = await uploaded(bytes('sex;cpr_tekst;antal\nM;010180-1234;3\nK;x;4\n'))
    const row = await owner.tableUpload.findFirstOrThrow({ where: { orderId } })
    expect([row.status, row.file, row.reading, row.failure]).toEqual([
      'refused',
      null,
      null,
      { ok: false, kind: 'upload-has-cpr', address: 'B2', cells: 1 },
    ])
    const log = await owner.auditEvent.findMany({ where: { orderId, type: { startsWith: 'upload.' } } })
    expect(JSON.stringify(log.map(({ facts }) => facts))).not.toContain('010180')
    expect(await eventsOf(orderId)).toEqual(['upload.received', 'upload.refused', 'upload.removed'])
  })

  it('becomes the table of a run of its own order alone, and whoever brought it can’t check it later', async () => {
    const { orderId, uploadId } = await uploaded()
    const other = await orderAt('producing', cast)
    expect(await requestRun(cast.analyst, { ...(await now(other)), uploadId })).toEqual({ ok: false, kind: 'upload-not-ready' })
    const { runId } = must(await requestRun(cast.analyst, { ...(await now(orderId)), uploadId }))
    const run = await owner.run.findUniqueOrThrow({ where: { id: runId } })
    expect([run.uploadId, run.uploadedById]).toEqual([uploadId, cast.analyst.personId])
    const assignment = await inTransaction({ kind: 'worker' }, (tx) => loadAssignment(tx, run, '/registers'))
    expect('kind' in assignment ? assignment : [...(assignment.uploaded?.counts ?? [])]).toEqual([
      110, 45, 65, 50, 20, 30, 60, 25, 35,
    ])
  })
})

describe('a file of an order', () => {
  it('is brought by the producer alone, while the order is in production', async () => {
    const orderId = await orderAt('producing', cast)
    expect(await add(orderId, file(), colleague)).toEqual({ ok: false, kind: 'not-allowed' })
    expect(await add(orderId, file(), cast.requester)).toEqual({ ok: false, kind: 'not-allowed' })
    expect(await add(orderId, file(), stranger)).toEqual({ ok: false, kind: 'not-found' })
    expect(await add(await orderAt('accepted', cast), file())).toEqual({ ok: false, kind: 'not-allowed' })
    expect(await add(await orderAt('checking', cast), file())).toEqual({ ok: false, kind: 'not-producing' })
    expect(await add(orderId, new Uint8Array(9 * 1024 * 1024))).toEqual({ ok: false, kind: 'upload-too-large' })
    expect(await addUpload(cast.analyst, { orderId, fileName: '0101801234.csv', bytes: file() })).toEqual({
      ok: false,
      kind: 'contains-cpr-number',
    })
  })

  it('is seen, answered and removed by nobody who does not work on the order', async () => {
    const { orderId, uploadId } = await uploaded()
    for (const person of [colleague, cast.requester, stranger]) {
      expect(await uploadsOfOrder(person, orderId)).toEqual({ rows: [], current: null })
      expect(await removeUpload(person, { uploadId })).toMatchObject({ ok: false })
      const mapping = { uploadId, fence: 1, sheet: null, columns: [], codes: [] }
      expect(await mapUpload(person, mapping)).toEqual({ ok: false, kind: 'not-found' })
    }
    expect((await newest(orderId))?.status).toBe('ready')
  })

  it('is removed for good by its producer, by the end of its order, and by age', async () => {
    const { uploadId } = await uploaded()
    must(await removeUpload(cast.analyst, { uploadId }))
    expect(await removeUpload(cast.analyst, { uploadId })).toMatchObject({ ok: false, kind: 'conflict' })
    const old = await uploaded()
    const over = await uploaded()
    expect(await sweepUploads(new Date())).toBe(0)
    await owner.order.update({ where: { id: over.orderId }, data: { status: 'ended', resolution: 'withdrawn' } })
    expect(await sweepUploads(new Date())).toBe(1)
    expect(await sweepUploads(new Date(Date.now() + 61 * 86_400_000))).toBeGreaterThanOrEqual(1)
    for (const id of [uploadId, old.uploadId, over.uploadId]) {
      const row = await owner.tableUpload.findUniqueOrThrow({ where: { id } })
      expect([row.status, row.file, row.cells, row.reading]).toEqual(['removed', null, null, null])
    }
  })
})

describe('the database', () => {
  const asPerson = (personId: string, sql: (tx: Parameters<Parameters<typeof inTransaction>[1]>[0]) => Promise<unknown>) =>
    inTransaction({ kind: 'person', personId }, sql).then(
      () => 'done',
      () => 'refused',
    )

  it('lets the web role put a file in and never read it or its counts back, not even for the producer', async () => {
    const { uploadId } = await uploaded()
    for (const column of ['file', 'cells'] as const) {
      const read = asPerson(cast.analyst.personId, (tx) =>
        tx.tableUpload.findUnique({ where: { id: uploadId }, select: { [column]: true } }),
      )
      expect(`${column} ${await read}`).toBe(`${column} refused`)
    }
  })

  it('lets the web role make no file ready, change none, and tie no run to another order’s file', async () => {
    const { orderId, uploadId } = await uploaded()
    const other = await uploaded()
    const { personId } = cast.analyst
    const change = (data: object) => asPerson(personId, (tx) => tx.tableUpload.updateMany({ where: { id: uploadId }, data }))
    expect(await change({ status: 'ready' })).toBe('refused')
    expect(await change({ status: 'waiting', cells: null, file: new Uint8Array([1]) })).toBe('refused')
    expect(await change({ sha256: 'f'.repeat(64) })).toBe('refused')
    const run = (upload: string) =>
      asPerson(personId, (tx) =>
        tx.run.createMany({
          data: {
            orderId,
            specificationVersion: 1,
            snapshotId: 'diabetes-test',
            rules: {},
            requestedById: personId,
            uploadId: upload,
            uploadedById: cast.checker.personId,
          },
        }),
      )
    expect(await run(other.uploadId)).toBe('refused')
    expect(await run(uploadId)).toBe('done')
    // Whoever the writer says brought the file, the database writes who did.
    expect((await owner.run.findFirstOrThrow({ where: { orderId } })).uploadedById).toBe(personId)
  })

  it('refuses a release by the person who brought the table, whoever asked for the run', async () => {
    const orderId = await orderAt('approved', cast)
    const { runId } = await owner.order.findUniqueOrThrow({ where: { id: orderId } })
    const brought = await orderAt('producing', { ...cast, analyst: cast.checker, checker: cast.analyst })
    const content = file()
    const upload = { orderId, uploadedById: cast.checker.personId, specificationVersion: 1, fileName: 'x', bytes: content.length }
    const id = '00000000-0000-4000-8000-0000000000aa'
    await owner.tableUpload.create({
      data: { ...upload, id, sha256: 'c'.repeat(64), status: 'ready', cells: new Uint8Array([1]) },
    })
    await owner.$executeRawUnsafe('alter table runs disable trigger runs_upload')
    await owner.run.update({ where: { id: runId ?? '' }, data: { uploadId: id, uploadedById: cast.checker.personId } })
    await owner.$executeRawUnsafe('alter table runs enable trigger runs_upload')
    const { contentHash } = await owner.protectedTable.findUniqueOrThrow({ where: { runId: runId ?? '' } })
    const release = asPerson(cast.checker.personId, (tx) =>
      tx.release.create({
        data: {
          orderId,
          runId: runId ?? '',
          registerId: 'diabetes',
          contentHash,
          protectionHash: 'd'.repeat(64),
          producerId: cast.analyst.personId,
          checkerId: cast.checker.personId,
        },
      }),
    )
    expect(await release).toBe('refused')
    await owner.order.update({ where: { id: orderId }, data: { checkerId: null } })
    expect(await claimCheck(cast.checker, await now(orderId))).toEqual({ ok: false, kind: 'not-allowed' })
    expect(brought).not.toBe(orderId)
  })
})

describe('a worker', () => {
  it('that lost its claim keeps nothing, and the file is read by the next', async () => {
    const orderId = await orderAt('producing', cast)
    must(await add(orderId, file()))
    const first = await claimUpload()
    expect(await claimUpload()).toBeNull()
    const second = await claimUpload(new Date(Date.now() + 121_000))
    if (!first || !second) throw new Error('the file was not claimed')
    await keepUploadRefusal(first, { kind: 'upload-damaged' })
    expect((await owner.tableUpload.findUniqueOrThrow({ where: { id: first.id } })).status).toBe('reading')
    await owner.tableUpload.update({ where: { id: first.id }, data: { takenAt: new Date(0) } })
    await readWaitingUploads()
    expect((await newest(orderId))?.status).toBe('ready')
  })

  it('that finishes after the file was removed brings nothing back', async () => {
    const orderId = await orderAt('producing', cast)
    must(await add(orderId, file()))
    const work = await claimUpload()
    if (!work) throw new Error('the file was not claimed')
    must(await removeUpload(cast.analyst, { uploadId: work.id }))
    const { uploadId, ...ready } = await uploaded()
    const done = await newest(ready.orderId)
    if (!done?.reading) throw new Error('no reading')
    await keepReading(work, { reading: done.reading, counts: new Float64Array(9) })
    const row = await owner.tableUpload.findUniqueOrThrow({ where: { id: work.id } })
    expect([row.status, row.reading, row.cells, uploadId === work.id]).toEqual(['removed', null, null, false])
  })
})
