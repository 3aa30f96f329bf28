import { existsSync } from 'node:fs'
import { mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { ok, refuse } from '#lib/kernel/result.ts'
import { makeRunFolder, removeRunFolder, sweepRunFolders } from '#lib/production/folders/store.ts'
import { againWhenFull } from '#lib/tabulation/engines/choose-engine.ts'
import { duckDbRefusal } from '#lib/tabulation/engines/duckdb-refusal.ts'
import { openLockedDuckDb } from '#lib/tabulation/engines/locked-duckdb.ts'

/** A sort of more rows than the memory holds, in the engine of a run. Answers what came of it and the folder it spilled into. */
async function sortMany(spillLimit: string) {
  const engine = await openLockedDuckDb(new Map(), { threads: 1, memoryLimit: '60MB', spillLimit })
  const folder = String((await engine.connection.runAndReadAll("SELECT current_setting('temp_directory')")).getRows()[0])
  try {
    const result = await engine.connection.stream('SELECT hash(range) AS h, range FROM range(8000000) ORDER BY h')
    await result.fetchChunk()
    return { folder, refusal: null, hasSpilled: existsSync(folder) }
  } catch (error) {
    return { folder, refusal: duckDbRefusal(error, '60MB', undefined), hasSpilled: existsSync(folder) }
  } finally {
    engine.close()
  }
}

describe('a disk without room for what a count puts aside', () => {
  it('is told as such, not as a lack of memory and not as a crash, and the folder is gone', async () => {
    const fine = await sortMany('20GB')
    expect([fine.refusal, fine.hasSpilled, existsSync(fine.folder)]).toEqual([null, true, false])
    const full = await sortMany('2MB')
    expect([full.refusal, full.hasSpilled, existsSync(full.folder)]).toEqual([refuse('disk-full'), true, false])
  })

  it('is waited for once, and told when it is still full', async () => {
    const counts = [refuse('disk-full'), ok('counted')]
    expect(await againWhenFull(async () => counts.shift() ?? ok('too often'), 5, undefined)).toEqual(ok('counted'))
    let tries = 0
    const never = async () => {
      tries++
      return refuse('disk-full')
    }
    expect(await againWhenFull(never, 5, undefined)).toEqual(refuse('disk-full'))
    expect(tries).toBe(2)
    expect(await againWhenFull(async () => refuse('empty-population'), 60_000, undefined)).toEqual(refuse('empty-population'))
  })

  it('is not waited for by a run that is cancelled', async () => {
    const controller = new AbortController()
    const waiting = againWhenFull(async () => refuse('disk-full'), 60_000, controller.signal)
    controller.abort()
    expect(await waiting).toEqual(refuse('cancelled'))
  })
})

describe('the folders of runs', () => {
  it('go with their run, and those of workers that are no more with the next worker', async () => {
    const within = await mkdtemp(join(tmpdir(), 'run-folders-'))
    const own = (await makeRunFolder(within)) ?? ''
    await mkdir(join(own, 'spilled'))
    await writeFile(join(own, 'spilled', 'rows'), 'rows')
    // No process has so high a number.
    const dead = join(within, 'statistikservice-run-99999999-abc')
    const foreign = join(within, 'statistikservice-run-somebody')
    await mkdir(dead)
    await mkdir(foreign)
    expect(await sweepRunFolders(within)).toBe(1)
    expect((await readdir(within)).sort()).toEqual([own, foreign].map((path) => path.slice(within.length + 1)).sort())
    await removeRunFolder(own)
    await removeRunFolder(own)
    expect(existsSync(own)).toBe(false)
    await rm(within, { recursive: true })
  })
})
