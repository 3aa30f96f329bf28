import { spawnSync } from 'node:child_process'
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'

const INSTANCES = 'tests/unit/disclosure/instances'
let dir = ''

beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'protect-'))
})

afterEach(() => rmSync(dir, { recursive: true, force: true }))

function run(script: 'protect' | 'audit', ...options: readonly string[]) {
  const { status, stdout, stderr } = spawnSync(process.execPath, [`scripts/${script}.ts`, ...options], { encoding: 'utf8' })
  return { status, stdout, stderr: stderr.trim() }
}

/** A copy of a1 in which one file says something else. */
function spoiled(file: string, change: (text: string) => string): string {
  const copy = join(dir, 'instance')
  cpSync(join(INSTANCES, 'a1'), copy, { recursive: true })
  writeFileSync(join(copy, file), change(readFileSync(join(copy, file), 'utf8')))
  return copy
}

describe('protecting from the command line', { timeout: 60_000 }, () => {
  it('writes the four files, byte for byte the same every time but for the times in the report', () => {
    const files = ['one', 'two'].map((name) => {
      const out = join(dir, name)
      expect(run('protect', join(INSTANCES, 'a1'), '--out', out)).toMatchObject({ status: 0 })
      expect(readdirSync(out).sort()).toEqual(['certificate.json', 'decisions.csv', 'protected.csv', 'report.json'])
      return ['certificate.json', 'decisions.csv', 'protected.csv'].map((file) => readFileSync(join(out, file), 'utf8'))
    })
    expect(files[0]).toEqual(files[1])
  })

  it('prints no hidden count and no reason outside the confidential file', () => {
    const out = join(dir, 'out')
    run('protect', join(INSTANCES, 'a1'), '--out', out)
    const lines = readFileSync(join(out, 'protected.csv'), 'utf8').trim().split('\n')
    expect(lines).toHaveLength(1 + 198)
    expect(lines[0]).toBe('region,sex,age10,freq,status')
    const hidden = lines.filter((line) => line.endsWith(',hidden'))
    expect(hidden.length).toBeGreaterThan(46)
    for (const line of hidden) expect(line).toMatch(/^[^,]+,[^,]+,[^,]+,,hidden$/)
    expect(lines.slice(1).filter((line) => /,[1-4],published$/.test(line))).toEqual([])
  })

  it('reaches the proven optimum of a1, like for like with other programs', () => {
    const { stdout } = run(
      'protect',
      join(INSTANCES, 'a1'),
      '--out',
      join(dir, 'out'),
      '--protection',
      'exact',
      '--intruder',
      'linear',
    )
    expect(JSON.parse(stdout)).toMatchObject({
      cells: 198,
      primary: 46,
      secondary: 19,
      hiddenValue: 168,
      audit: { cells: 46, failed: 0 },
    })
  })

  it.each(['round', 'cellkey'])('prints something near every count by %s', (method) => {
    const { status, stdout } = run('protect', join(INSTANCES, 'b1'), '--out', join(dir, 'out'), '--method', method)
    expect(status).toBe(0)
    expect(JSON.parse(stdout)).toMatchObject({ cells: 1144, small: 460, exposed: 0 })
  })

  it.each([
    [
      'a code the hierarchy does not have',
      'inner.csv',
      (text: string) => text.replace('R1,M,T00', 'R9,M,T00'),
      'inner.csv, line 2: R9 is not a code of region.',
    ],
    [
      'a count below zero',
      'inner.csv',
      (text: string) => text.replace('T00,17', 'T00,-17'),
      'inner.csv, line 2: -17 is not a whole count of 0 or more.',
    ],
    [
      'a broken count',
      'inner.csv',
      (text: string) => text.replace('T00,17', 'T00,1.5'),
      'inner.csv, line 2: 1.5 is not a whole count of 0 or more.',
    ],
    ['a cell twice', 'inner.csv', (text: string) => `${text.trim()}\nR1,M,T00,3\n`, 'stands there twice.'],
    ['a missing column', 'inner.csv', (text: string) => text.replace('freq', 'n'), 'inner.csv has no column freq.'],
    [
      'a code twice in a hierarchy',
      'hier_sex.csv',
      (text: string) => `${text.trim()}\n@@,M\n`,
      'the code M stands in the hierarchy twice.',
    ],
    [
      'a level without its parent',
      'hier_sex.csv',
      (text: string) => `${text.trim()}\n@@@@,X\n`,
      'the code X has no parent one level above it.',
    ],
    ['a spec that is not JSON', 'spec.json', () => '{', 'spec.json'],
  ])('refuses %s with one sentence, and writes nothing', (_, file, change, sentence) => {
    const out = join(dir, 'out')
    const { status, stdout, stderr } = run('protect', spoiled(file, change), '--out', out)
    expect(status).toBe(1)
    expect(stdout).toBe('')
    expect(stderr).toContain(sentence)
    expect(stderr.split('\n')).toHaveLength(1)
    expect(readdirSync(dir)).not.toContain('out')
  })

  it.each([
    ['no directory', []],
    ['no place to write', [join(INSTANCES, 'a1')]],
    ['an unknown method', [join(INSTANCES, 'a1'), '--out', 'x', '--method', 'guess']],
    ['an unknown protection', [join(INSTANCES, 'a1'), '--out', 'x', '--protection', 'some']],
    ['an unknown option', [join(INSTANCES, 'a1'), '--out', 'x', '--fast']],
    ['a time that is none', [join(INSTANCES, 'a1'), '--out', 'x', '--time-limit', 'soon']],
  ])('ends with status 2 on %s', (_, options) => {
    expect(run('protect', ...options).status).toBe(2)
  })

  it('explains itself', () => {
    for (const script of ['protect', 'audit'] as const) {
      const { status, stdout } = run(script, '--help')
      expect(status).toBe(0)
      expect(stdout).toContain('INSTANCE_DIR')
    }
  })
})

describe('auditing from the command line', { timeout: 60_000 }, () => {
  it('passes what was protected, under the rules of its certificate', () => {
    const out = join(dir, 'out')
    run('protect', join(INSTANCES, 'r10x10'), '--out', out)
    const { status, stdout } = run('audit', join(INSTANCES, 'r10x10'), out)
    expect(status).toBe(0)
    expect(JSON.parse(stdout)).toMatchObject({ cells: 22, failed: 0, rules: { intruder: 'informed' } })
  })

  it('fails a table in which only the unsafe cells are hidden', () => {
    const out = join(dir, 'out')
    run('protect', join(INSTANCES, 'r10x10'), '--out', out)
    const file = join(out, 'protected.csv')
    const truth = readFileSync(join(out, 'decisions.csv'), 'utf8').split('\n')
    const lines = readFileSync(file, 'utf8').split('\n')
    const naive = lines.map((line, at) => {
      const [a, b, freq, , reason] = (truth[at] ?? '').split(',')
      return reason === 'secondary' ? `${a},${b},${freq},published` : line
    })
    writeFileSync(file, naive.join('\n'))
    const { status, stdout } = run('audit', join(INSTANCES, 'r10x10'), out, '--protection', 'exact', '--intruder', 'linear')
    expect(status).toBe(1)
    expect(JSON.parse(stdout).failed).toBeGreaterThan(0)
  })

  it('fails an unsafe cell that was published, and refuses a table that was altered', () => {
    const out = join(dir, 'out')
    run('protect', join(INSTANCES, 'r10x10'), '--out', out)
    const file = join(out, 'protected.csv')
    const text = readFileSync(file, 'utf8')
    writeFileSync(file, text.replace('a001,b001,,hidden', 'a001,b001,1,published'))
    expect(JSON.parse(run('audit', join(INSTANCES, 'r10x10'), out).stdout)).toMatchObject({ unsafeButPublished: 1 })
    writeFileSync(
      file,
      text.replace('a001,b002,9,published', 'a001,b002,8,published').replace('a001,b002,,hidden', 'a001,b002,8,published'),
    )
    const altered = run('audit', join(INSTANCES, 'r10x10'), out)
    expect(altered.status).toBe(2)
    expect(altered.stderr).toContain('where the table says 9')
  })
})
