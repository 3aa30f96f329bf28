import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { findRegister } from '#lib/catalogue/catalogue.ts'
import { loadCatalogue } from '#lib/catalogue/queries.ts'
import { inTransaction } from '#lib/platform/db.ts'
import { importedRegisters, importRegister } from '#scripts/import/import-register.ts'
import { watchImports } from '#scripts/runtime/watch-imports.ts'
import { keepImported } from '#scripts/seed/keep-documents.ts'
import { freshService, owner } from '#tests/support/database.ts'
import { seedCatalogue } from '../../../prisma/seed-data/seed-catalogue.ts'

let out: string
beforeEach(async () => {
  await freshService()
  out = await mkdtemp(join(tmpdir(), 'taken-up-'))
})
afterEach(() => rm(out, { recursive: true, force: true }))

const importExample = () => importRegister('docs/examples/diabetes-import.json', 'prisma/seed-data', out, seedCatalogue())
const WORKER = { kind: 'worker' } as const
const VISITOR = { kind: 'purpose', purpose: 'public' } as const

it('takes up a register that is imported while the service runs: worker and web see it without a restart, once', async () => {
  const before = await inTransaction(WORKER, loadCatalogue)
  let takenUp = 0
  const stop = watchImports(
    out,
    async () => {
      takenUp++
      await keepImported(owner, await importedRegisters(out))
    },
    (problem) => expect(problem).toBe('none'),
    50,
  )
  try {
    await new Promise((resolve) => setTimeout(resolve, 200))
    expect(takenUp).toBe(0)
    const { snapshot } = await importExample()
    await expect.poll(() => takenUp, { timeout: 5000 }).toBe(1)
    await importExample()
    await new Promise((resolve) => setTimeout(resolve, 300))
    expect(takenUp).toBe(1)
    expect(before.snapshots.some(({ id }) => id === snapshot.id)).toBe(false)
    for (const who of [WORKER, VISITOR]) {
      const catalogue = await inTransaction(who, loadCatalogue)
      expect(catalogue.snapshots.find(({ id }) => id === snapshot.id)?.sha256).toBe(snapshot.sha256)
      expect(findRegister(catalogue, snapshot.registerId)).toBeDefined()
    }
  } finally {
    stop()
  }
})

it('changes nothing of a cut that is there already, and moves the catalogue only when something is new', async () => {
  await importExample()
  const imported = await importedRegisters(out)
  await keepImported(owner, imported)
  const stamps = async () =>
    (await owner.registerDocument.findMany({ orderBy: { id: 'asc' } })).map(({ updatedAt }) => updatedAt.getTime())
  const before = await stamps()
  await keepImported(owner, imported)
  expect(await stamps()).toEqual(before)
  const [first] = imported
  if (!first) throw new Error('nothing imported')
  await keepImported(owner, [{ ...first, snapshot: { ...first.snapshot, persons: 1 } }])
  const kept = await owner.snapshotDocument.findUniqueOrThrow({ where: { id: first.snapshot.id } })
  expect(kept.body).toMatchObject({ persons: first.snapshot.persons })
})
