import { spawnSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { defaultRules } from '#lib/disclosure/default-rules.ts'
import { defaultMagnitudeProtection } from '#lib/disclosure/magnitudes/magnitude-protection.ts'
import type { Rules } from '#lib/disclosure/rules.ts'
import { auditCounts, auditLinked } from '#scripts/audit/audit-counts.ts'
import { auditMagnitudeTable } from '#scripts/audit/audit-magnitude-table.ts'
import { readInstance, readLinked } from '#scripts/protect/read-instance.ts'
import { readMagnitudes } from '#scripts/protect/read-magnitudes.ts'

let dir = ''
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'audit-'))
})
afterEach(() => rmSync(dir, { recursive: true, force: true }))

const run = (script: 'protect' | 'audit', ...options: readonly string[]) => {
  const { status, stdout, stderr } = spawnSync(process.execPath, [`scripts/${script}.ts`, ...options], { encoding: 'utf8' })
  return { status, stdout, stderr: stderr.trim() }
}

function write(name: string, files: Readonly<Record<string, string>>): string {
  const place = join(dir, name)
  mkdirSync(place, { recursive: true })
  for (const [file, text] of Object.entries(files)) writeFileSync(join(place, file), text)
  return place
}

const hierarchy = (...codes: readonly string[]) => `levels,codes\n@,Total\n${codes.map((code) => `@@,${code}\n`).join('')}`

/** Three by three counts; the first row holds a 1 and a 3. */
const COUNTS = [
  [1, 3, 30],
  [40, 50, 60],
  [70, 80, 90],
]
const counts = () =>
  write('counts', {
    'spec.json': '{"name":"three","dims":["a","b"],"threshold":5}',
    'hier_a.csv': hierarchy('a1', 'a2', 'a3'),
    'hier_b.csv': hierarchy('b1', 'b2', 'b3'),
    'inner.csv': `a,b,freq\n${COUNTS.flatMap((row, r) => row.map((count, c) => `a${r + 1},b${c + 1},${count}\n`)).join('')}`,
  })

/** The table as another program would print it: codes and counts, nothing where a cell is in `hidden`. */
function printed(hidden: readonly string[]): string {
  const sums = new Map<string, number>()
  for (const [r, row] of COUNTS.entries())
    for (const [c, count] of row.entries())
      for (const a of ['Total', `a${r + 1}`])
        for (const b of ['Total', `b${c + 1}`]) sums.set(`${a},${b}`, (sums.get(`${a},${b}`) ?? 0) + count)
  return `b,a,freq\n${[...sums].map(([key, sum]) => `${key.split(',').reverse().join()},${hidden.includes(key) ? '' : sum}\n`).join('')}`
}

async function told(text: string, rules: Rules) {
  const instance = readInstance(join(dir, 'counts'))
  if (!instance.ok) throw new Error(instance.sentence)
  const result = await auditCounts(instance.value, text, rules, () => {})
  if (!result.ok) throw new Error(result.sentence)
  return result.value
}

const linear: Rules = { ...defaultRules, intruder: 'linear', protection: 'exact', insider: false }

describe('the audit of a table that another program protected', () => {
  it('needs no marks beside the counts, and any order of columns and lines', async () => {
    counts()
    const safe = await told(printed(['a1,b1', 'a1,b2', 'a2,b1', 'a2,b2']), linear)
    expect(safe).toMatchObject({ type: 'frequency', cells: 2, unsafeButPublished: 0, failed: 0, complete: true })
  })

  it('names what can be computed, and what stands there open', async () => {
    counts()
    const alone = await told(printed(['a1,b1']), linear)
    expect(alone).toMatchObject({ cells: 2, unsafeButPublished: 1, failed: 2 })
    expect(alone.failedCells).toContainEqual({ codes: ['a1', 'b1'], lower: 1, upper: 1 })
    expect(alone.failedCells).toContainEqual({ codes: ['a1', 'b2'], lower: 3, upper: 3 })
  })

  it('asks more of an interval than of an exact value', async () => {
    counts()
    const text = printed(['a1,b1', 'a1,b2', 'a2,b1', 'a2,b2'])
    const interval: Rules = { ...linear, intruder: 'informed', protection: 'interval' }
    expect(await told(text, { ...linear, intruder: 'informed' })).toMatchObject({ failed: 1 })
    expect(await told(text, interval)).toMatchObject({ failed: 2 })
    const wider = printed(['a1,b1', 'a1,b2', 'a1,b3', 'a2,b1', 'a2,b2', 'a2,b3'])
    expect(await told(wider, interval)).toMatchObject({ failed: 0 })
  })

  it('singleton: finds what a person alone in one cell works out of another', async () => {
    counts()
    const text = printed(['a1,b1', 'a1,b2', 'a2,b1', 'a2,b2'])
    const inside = await told(text, { ...linear, insider: true })
    expect(inside).toMatchObject({ failed: 1 })
    expect(inside.failedCells).toEqual([{ codes: ['a1', 'b2'], lower: 0, upper: 4, knownTo: ['a1', 'b1'] }])
    const wider = printed(['a1,b1', 'a1,b2', 'a1,b3', 'a2,b1', 'a2,b2', 'a2,b3'])
    expect(await told(wider, { ...linear, insider: true })).toMatchObject({ failed: 0 })
    expect(await told(wider, { ...linear, intruder: 'informed', insider: true })).toMatchObject({ failed: 0 })
  })

  it('zero: uses that a hidden cell is not zero where zeros are published', async () => {
    counts()
    const text = printed(['a1,b1', 'a1,b2', 'a2,b1', 'a2,b2'])
    const informed = await told(text, { ...linear, protection: 'interval', intruder: 'informed' })
    expect(informed.failedCells).toContainEqual({ codes: ['a1', 'b1'], lower: 1, upper: 3 })
    expect(await told(text, { ...linear, protection: 'interval' })).toMatchObject({ failed: 0 })
  })

  it.each([
    ['a cell that is missing', (text: string) => text.replace('b3,a3,90\n', ''), 'does not have the cell a3, b3'],
    ['a cell twice', (text: string) => `${text}b3,a3,90\n`, 'line 18: the cell a3, b3 stands there twice.'],
    ['an unknown code', (text: string) => text.replace('b3,a3', 'b9,a3'), 'b9 is not a code of b.'],
    ['a broken count', (text: string) => text.replace('b3,a3,90', 'b3,a3,90.5'), 'a published cell has a whole count'],
    ['another count', (text: string) => text.replace('b3,a3,90', 'b3,a3,91'), 'says 91 where the table says 90: a3, b3.'],
    ['no column of counts', (text: string) => text.replace('freq', 'n'), 'protected.csv has no column freq.'],
    ['nothing', () => '', 'protected.csv is empty.'],
  ])('refuses a file with %s in one sentence', async (_, change, sentence) => {
    counts()
    await expect(told(change(printed([])), linear)).rejects.toThrow(sentence)
  })
})

describe('the audit from the command line', { timeout: 120_000 }, () => {
  it('takes a file or a directory, ends with 1 on a table that is not safe and with 2 on wrong use', () => {
    const instance = counts()
    const safe = join(write('theirs', { 'protected.csv': printed(['a1,b1', 'a1,b2', 'a2,b1', 'a2,b2']) }), 'protected.csv')
    const exact = ['--protection', 'exact', '--intruder', 'linear'] as const
    expect(run('audit', instance, safe, ...exact)).toMatchObject({ status: 0 })
    const inside = run('audit', instance, join(dir, 'theirs'), ...exact, '--insider')
    expect(inside).toMatchObject({ status: 1 })
    expect(JSON.parse(inside.stdout)).toMatchObject({ instance: 'three', failed: 1 })
    expect(run('audit', instance, join(dir, 'nowhere')).status).toBe(2)
    expect(run('audit', instance, join(dir, 'theirs'), '--rule', 'p%=10').status).toBe(2)
  })
})

describe('the audit of linked tables', { timeout: 120_000 }, () => {
  const linked = () =>
    write('linked', {
      'spec.json': '{"tables":[["a","b"],["a","c"]],"threshold":5}',
      'hier_a.csv': hierarchy('a1', 'a2'),
      'hier_b.csv': hierarchy('b1', 'b2', 'b3'),
      'hier_c.csv': hierarchy('c1', 'c2', 'c3'),
      'inner.csv': ['a,b,c,freq', 'a1,b1,c1,2', 'a1,b2,c2,20', 'a1,b3,c3,30', 'a2,b1,c1,40', 'a2,b2,c2,50', 'a2,b3,c3,60'].join(
        '\n',
      ),
    })

  it('finds our own safe, and a margin that one table hides and the other shows', async () => {
    expect(run('protect', linked(), '--out', join(dir, 'out'))).toMatchObject({ status: 0 })
    const instance = readLinked(join(dir, 'linked'))
    if (!instance.ok) throw new Error(instance.sentence)
    const text = readFileSync(join(dir, 'out', 'protected.csv'), 'utf8')
    const ours = await auditLinked(instance.value, text, { ...defaultRules, insider: false }, () => {})
    expect(ours).toMatchObject({ ok: true, value: { type: 'linked', unsafeButPublished: 0, failed: 0 } })
    const lines = text.trim().split('\n')
    const spoiled = [...lines, 'a1,Total,Total,99,published'].join('\n')
    const twice = await auditLinked(instance.value, spoiled, defaultRules, () => {})
    expect(twice.ok ? '' : twice.sentence).toMatch(/the cell a1, Total, Total stands there twice, in two ways|says 99/)
  })

  it('linked margins: takes a cell hidden alone in its sum of one table for known, whatever the other hides', async () => {
    linked()
    const instance = readLinked(join(dir, 'linked'))
    if (!instance.ok) throw new Error(instance.sentence)
    const { cubes } = instance.value
    const lines = cubes.flatMap((cube, t) =>
      Array.from(cube.counts, (count, cell) => {
        const size = cube.dimensions[1]?.codes.length ?? 1
        const [a, other] = [cube.dimensions[0]?.codes[Math.floor(cell / size)], cube.dimensions[1]?.codes[cell % size]]
        const isHidden =
          count < 5 || (t === 1 && a === 'a1' && other === 'c2') || (t === 1 && a === 'a2' && other !== 'c3' && other !== 'Total')
        return `${a},${t === 0 ? `${other},Total` : `Total,${other}`},${isHidden ? '' : count}`
      }),
    )
    const told = await auditLinked(instance.value, `a,b,c,freq\n${[...new Set(lines)].join('\n')}`, linear, () => {})
    expect(told).toMatchObject({
      ok: true,
      value: { cells: 2, failed: 1, failedCells: [{ codes: ['a1', 'b1', 'Total'], lower: 2, upper: 2 }] },
    })
  })
})

describe('the audit of magnitudes', () => {
  it('finds a sum that a contributor works out, and accepts one she does not', async () => {
    write('sums', {
      'spec.json': '{"type":"magnitude","dims":["a","b"],"rule":"p%=10"}',
      'hier_a.csv': hierarchy('a1', 'a2'),
      'hier_b.csv': hierarchy('b1', 'b2', 'b3'),
      'micro.csv': [
        'a,b,contributor,value',
        'a1,b1,lone,700.5',
        'a1,b2,other,800',
        ...['a1,b3', 'a2,b1', 'a2,b2', 'a2,b3'].flatMap((cell, c) =>
          [100, 110, 120, 130].map((value, k) => `${cell},k${c}${k},${value}`),
        ),
      ].join('\n'),
    })
    const instance = readMagnitudes(join(dir, 'sums'), {})
    if (!instance.ok) throw new Error(instance.sentence)
    const total = (cell: string) => ({ 'a1,b1': 700.5, 'a1,b2': 800 })[cell] ?? 460
    const keys = ['a1', 'a2', 'Total'].flatMap((a) => ['b1', 'b2', 'b3', 'Total'].map((b) => [a, b] as const))
    const text = (hidden: readonly string[]) =>
      `a,b,freq\n${keys
        .map(([a, b]) => {
          const cells = (a === 'Total' ? ['a1', 'a2'] : [a]).flatMap((x) =>
            (b === 'Total' ? ['b1', 'b2', 'b3'] : [b]).map((y) => `${x},${y}`),
          )
          return `${a},${b},${hidden.includes(`${a},${b}`) ? '' : cells.reduce((sum, cell) => sum + total(cell), 0)}\n`
        })
        .join('')}`
    const outside = { ...defaultMagnitudeProtection, intruder: 'linear', insider: false } as const
    const square = ['a1,b1', 'a1,b2', 'a2,b1', 'a2,b2']
    const ask = async (hidden: readonly string[], rules: typeof defaultMagnitudeProtection) => {
      const result = await auditMagnitudeTable(instance.value, text(hidden), rules, () => {})
      return result.ok ? result.value : result
    }
    expect(await ask(square, outside)).toMatchObject({ type: 'magnitude', cells: 2, failed: 0 })
    expect(await ask(square, { ...outside, insider: true })).toMatchObject({ failed: 2 })
    expect(await ask(['a1,b1', 'a1,b2'], outside)).toMatchObject({
      failed: 2,
      failedCells: [
        { codes: ['a1', 'b1'], lower: 700.5, upper: 700.5 },
        { codes: ['a1', 'b2'], lower: 800, upper: 800 },
      ],
    })
    expect(await ask(['a1,b1'], outside)).toMatchObject({ unsafeButPublished: 1, failed: 2 })
    const all = [...square, 'a1,b3', 'a2,b3']
    expect(await ask(all, { ...outside, insider: true })).toMatchObject({ failed: 0 })
  })
})
