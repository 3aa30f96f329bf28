import { execFile } from 'node:child_process'
import { mkdir, mkdtemp, readdir, rm, stat, writeFile } from 'node:fs/promises'
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

  it('gives the same bytes in one part and in many, by two threads', async () => {
    const whole = await ensureRegisters({ dataDir: await folder(), persons: 500 })
    const inParts = await ensureRegisters({ dataDir: await folder(), persons: 500, personsPerPart: 120 })
    expect(hashes(inParts)).toEqual(hashes(whole))
  })

  it('goes on after it was stopped, from the parts that are whole, to the same bytes', async () => {
    const dataDir = await folder()
    const persons = { persons: 4000, personsPerPart: 1000 }
    const stopped = ensureRegisters({
      ...{ dataDir, ...persons },
      onProgress(step, share) {
        if (step === 'persons' && share >= 0.5) throw new Error('stopped')
      },
    })
    await expect(stopped).rejects.toThrow('stopped')
    const work = join(dataDir, (await readdir(dataDir)).find((name) => name.startsWith('.work')) ?? '')
    const kept = (await readdir(work)).filter((name) => name.endsWith('.json'))
    expect(kept.length).toBeGreaterThan(0)
    const shares: number[] = []
    const resumed = await ensureRegisters({ ...{ dataDir, ...persons }, onProgress: (_, share) => shares.push(share) })
    expect(shares[0]).toBeGreaterThan(0)
    expect(hashes(resumed)).toEqual(hashes(await ensureRegisters({ dataDir: await folder(), persons: 4000 })))
    expect((await readdir(dataDir)).some((name) => name.startsWith('.'))).toBe(false)
  })

  it('refuses to make what another process is making', async () => {
    const dataDir = await folder()
    const work = join(dataDir, '.work-2018-2024-2023-p50-s1-v2-20000')
    await mkdir(work)
    await writeFile(join(work, 'pid'), String(process.ppid))
    await expect(ensureRegisters({ dataDir, persons: 50 })).rejects.toThrow(/being made by another process/)
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
    expect(await readdir(dataDir)).toEqual(['diabetes-2009-12-31-2'])
  })

  it('labels what is invented and what is a sample', async () => {
    const snapshots = await ensureRegisters({ dataDir: await folder(), persons: 100 })
    expect(snapshots.map(({ registerId, synthetic, sample }) => [registerId, synthetic, sample])).toEqual([
      ['diabetes', false, true],
      ['population', true, false],
      ['lpr', true, false],
      ['lmdb', true, false],
      ['dar', true, false],
      ['car', true, false],
    ])
  })

  it('says in one sentence that a file could not be written, keeps no half of a cut, and goes on when there is room again', async () => {
    const dataDir = await folder()
    const command = `ulimit -f 300; exec "${process.execPath}" scripts/registers.ts --persons 3000 --out "${dataDir}"`
    const failed = await promisify(execFile)('sh', ['-c', command], { cwd: process.cwd() }).catch((error: unknown) => error)
    expect(failed).toMatchObject({ code: 1, stderr: expect.stringMatching(/Could not write file .*\n$/) })
    expect((await readdir(dataDir)).filter((name) => !name.startsWith('diabetes'))).toEqual([])
    const made = await ensureRegisters({ dataDir, persons: 3000 })
    expect(hashes(made)).toEqual(hashes(await ensureRegisters({ dataDir: await folder(), persons: 3000 })))
  })

  it('refuses a senseless size in one sentence from the command line', async () => {
    const run = promisify(execFile)(process.execPath, ['scripts/registers.ts', '--persons', 'many'], { cwd: process.cwd() })
    await expect(run).rejects.toMatchObject({
      code: 1,
      stderr: expect.stringMatching(/^--persons must be a whole number .* not many\n$/),
    })
  })
})
