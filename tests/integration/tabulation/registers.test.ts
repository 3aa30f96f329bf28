import { execFile } from 'node:child_process'
import { mkdtemp, readdir, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { afterEach, describe, expect, it } from 'vitest'
import { ensureRegisters } from '#scripts/registers/ensure-registers.ts'

const folders: string[] = []
async function folder(): Promise<string> {
  const path = await mkdtemp(join(tmpdir(), 'made-'))
  folders.push(path)
  return path
}
afterEach(async () => {
  for (const path of folders.splice(0)) await rm(path, { recursive: true, force: true })
})

const hashes = (snapshots: readonly { sha256: string; files: readonly { name: string; sha256: string }[] }[]) =>
  snapshots.map(({ sha256, files }) => [sha256, ...files.map((file) => `${file.name} ${file.sha256}`)])

describe('making the registers', () => {
  it('gives the same bytes for the same seed and others for another', async () => {
    const first = await ensureRegisters({ dataDir: await folder(), persons: 400, seed: 5 })
    const second = await ensureRegisters({ dataDir: await folder(), persons: 400, seed: 5 })
    const other = await ensureRegisters({ dataDir: await folder(), persons: 400, seed: 6 })
    expect(hashes(second)).toEqual(hashes(first))
    expect(other[1]?.sha256).not.toBe(first[1]?.sha256)
    expect(other[2]?.sha256).not.toBe(first[2]?.sha256)
    expect(other[0]?.sha256).toBe(first[0]?.sha256)
  })

  it('does nothing when the snapshots are there, and makes a damaged one again', async () => {
    const dataDir = await folder()
    const first = await ensureRegisters({ dataDir, persons: 200 })
    const lpr = join(dataDir, first[2]?.id ?? '')
    const madeAt = (await stat(lpr)).mtimeMs
    expect(await ensureRegisters({ dataDir, persons: 200 })).toEqual(first)
    expect((await stat(lpr)).mtimeMs).toBe(madeAt)
    await rm(join(lpr, 'diagnose.parquet'))
    await writeFile(join(lpr, 'diagnose.parquet'), 'half')
    expect(hashes(await ensureRegisters({ dataDir, persons: 200 }))).toEqual(hashes(first))
  })

  it('leaves no half-made folder when it fails', async () => {
    const dataDir = await folder()
    await expect(ensureRegisters({ dataDir, persons: 0 })).rejects.toThrow(/number of persons/)
    await expect(
      ensureRegisters({
        dataDir,
        persons: 6000,
        onProgress: () => {
          throw new Error('stopped')
        },
      }),
    ).rejects.toThrow('stopped')
    expect(await readdir(dataDir)).toEqual(['diabetes-2009-12-31'])
  })

  it('labels what is invented and what is a sample', async () => {
    const snapshots = await ensureRegisters({ dataDir: await folder(), persons: 100 })
    expect(snapshots.map(({ registerId, synthetic, sample }) => [registerId, synthetic, sample])).toEqual([
      ['diabetes', false, true],
      ['population', true, false],
      ['lpr', true, false],
    ])
  })

  it('refuses a senseless size in one sentence from the command line', async () => {
    const run = promisify(execFile)(process.execPath, ['scripts/registers.ts', '--persons', 'many'], { cwd: process.cwd() })
    await expect(run).rejects.toMatchObject({
      code: 1,
      stderr: expect.stringMatching(/^--persons must be a whole number .* not many\n$/),
    })
  })
})
