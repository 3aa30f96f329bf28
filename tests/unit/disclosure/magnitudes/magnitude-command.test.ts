import { spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { readMagnitudes } from '#scripts/protect/read-magnitudes.ts'

let dir = ''
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'magnitudes-'))
})
afterEach(() => rmSync(dir, { recursive: true, force: true }))

function protect(...options: readonly string[]) {
  const { status, stdout, stderr } = spawnSync(process.execPath, ['scripts/protect.ts', ...options], { encoding: 'utf8' })
  return { status, stdout, stderr: stderr.trim() }
}

const FILES: Readonly<Record<string, string>> = {
  'spec.json': JSON.stringify({
    type: 'magnitude',
    dims: ['trade', 'place'],
    rule: 'p%=10; contributor=holding; value=turnover',
  }),
  'hier_trade.csv': 'levels,codes\n@,Total\n@@,A\n@@,B\n@@,C\n',
  'hier_place.csv': 'levels,codes\n@,Total\n@@,x\n@@,y\n@@,z\n',
  'micro.csv': [
    'trade,place,holding,turnover',
    'A,x,H1,900.50',
    'A,x,H2,20',
    ...['A,y', 'A,z', 'B,x', 'B,y', 'B,z', 'C,x', 'C,y', 'C,z'].flatMap((cell, c) =>
      [40, 45, 50, 55, 60.25].map((value, k) => `${cell},K${c}${k},${value * (c + 1)}`),
    ),
  ].join('\n'),
}

/** Writes the instance, with some files saying something else. */
function instance(changes: Readonly<Record<string, string | null>> = {}): string {
  const place = join(dir, 'instance')
  mkdirSync(place)
  for (const [file, text] of Object.entries({ ...FILES, ...changes })) if (text !== null) writeFileSync(join(place, file), text)
  return place
}

const lines = (file: string) =>
  readFileSync(join(dir, 'out', file), 'utf8')
    .trim()
    .split('\n')

describe('magnitudes from the command line', { timeout: 120_000 }, () => {
  it('are protected with exact sums, reasons in the confidential file alone, and the same bytes every time', () => {
    const place = instance()
    const first = protect(place, '--out', join(dir, 'out'))
    expect(first).toMatchObject({ status: 0 })
    expect(JSON.parse(first.stdout)).toMatchObject({
      cells: 16,
      primary: 1,
      reasons: { 'p-percent': 1 },
      audit: { cells: 1, failed: 0 },
    })
    expect(lines('protected.csv')[0]).toBe('trade,place,freq,status')
    expect(lines('protected.csv')).toContain('A,x,,hidden')
    expect(lines('protected.csv')).toContain('A,Total,1671.25,published')
    const [, , freq, status, reason, lower, upper, rule] = (
      lines('decisions.csv').find((line) => line.startsWith('A,x,')) ?? ''
    ).split(',')
    expect({ freq, status, reason, rule }).toEqual({ freq: '920.50', status: 'hidden', reason: 'primary', rule: 'p-percent' })
    // 10 per cent of 900.50, less the nothing that others gave.
    expect(Number(upper)).toBeGreaterThanOrEqual(920.5 + 90.05)
    expect(Number(lower)).toBeLessThanOrEqual(920.5 - 90.05)
    protect(place, '--out', join(dir, 'again'))
    for (const file of ['protected.csv', 'decisions.csv', 'certificate.json'])
      expect(readFileSync(join(dir, 'again', file), 'utf8')).toBe(readFileSync(join(dir, 'out', file), 'utf8'))
  })

  it('keep to the rule given on the command line instead', () => {
    const place = instance()
    const primaries = (...options: readonly string[]) =>
      JSON.parse(protect(place, '--out', join(dir, 'out'), '--intruder', 'linear', ...options).stdout).reasons
    expect(primaries('--rule', 'contributors=3')).toEqual({ 'few-contributors': 1 })
    expect(primaries('--rule', '(1,75)/(2,85) dominance')).toEqual({ dominance: 1 })
    expect(primaries('--rule', 'p%=1 | (2,99)')).toEqual({ 'p-percent': 1 })
    expect(primaries('--rule', '(5,99)')).toEqual({ dominance: 9 })
  })

  it('reach the interval given in per cent', () => {
    expect(protect(instance(), '--out', join(dir, 'out'), '--from', '60', '--to', '150')).toMatchObject({ status: 0 })
    const [, , , , , lower, upper] = (lines('decisions.csv').find((line) => line.startsWith('A,x,')) ?? '').split(',')
    expect(Number(lower)).toBeLessThanOrEqual(0.6 * 920.5)
    expect(Number(upper)).toBeGreaterThanOrEqual(1.5 * 920.5)
  })

  it('name the rules in the certificate, with hashes that change with a contributor', () => {
    protect(instance(), '--out', join(dir, 'out'))
    const certificate = JSON.parse(readFileSync(join(dir, 'out', 'certificate.json'), 'utf8'))
    expect(certificate).toMatchObject({ type: 'magnitude', decimals: 2, rules: { primary: { pPercent: 10 }, insider: true } })
    writeFileSync(join(dir, 'instance', 'micro.csv'), (FILES['micro.csv'] ?? '').replace('A,x,H2', 'A,x,H3'))
    protect(join(dir, 'instance'), '--out', join(dir, 'other'))
    const other = JSON.parse(readFileSync(join(dir, 'other', 'certificate.json'), 'utf8'))
    expect(other.outputSha256).toBe(certificate.outputSha256)
    expect(other.inputSha256).toBe(certificate.inputSha256)
    writeFileSync(join(dir, 'instance', 'micro.csv'), (FILES['micro.csv'] ?? '').replace('A,x,H2,20', 'A,x,H1,20'))
    protect(join(dir, 'instance'), '--out', join(dir, 'third'))
    expect(JSON.parse(readFileSync(join(dir, 'third', 'certificate.json'), 'utf8')).inputSha256).not.toBe(certificate.inputSha256)
  })

  const micro = FILES['micro.csv'] ?? ''
  it.each<[string, Record<string, string | null>, string]>([
    ['no file of contributions', { 'micro.csv': null }, 'There is no micro.csv in'],
    ['an empty file', { 'micro.csv': '' }, 'micro.csv is empty.'],
    ['a missing dimension', { 'micro.csv': micro.replace('place', 'spot') }, 'micro.csv has no column place.'],
    [
      'a missing contributor column',
      { 'micro.csv': micro.replace('holding', 'firm') },
      'micro.csv has no column holding for the contributor.',
    ],
    [
      'a missing value column',
      { 'micro.csv': micro.replace('turnover', 'cost') },
      'micro.csv has no column turnover for the value.',
    ],
    ['a column twice', { 'micro.csv': micro.replace('turnover', 'place') }, 'micro.csv has two columns place.'],
    ['a value below zero', { 'micro.csv': micro.replace('H2,20', 'H2,-20') }, 'micro.csv, line 3: -20 is below zero'],
    ['a word for a value', { 'micro.csv': micro.replace('H2,20', 'H2,many') }, 'micro.csv, line 3: many is not a number.'],
    [
      'a value that is missing',
      { 'micro.csv': micro.replace('H2,20', 'H2,') },
      'micro.csv, line 3: nothing stands where the value should be.',
    ],
    [
      'a decimal comma in quotes',
      { 'micro.csv': micro.replace('H2,20', 'H2,"20,5"') },
      'micro.csv, line 3: 20,5 has a decimal comma',
    ],
    [
      'a decimal comma without quotes',
      { 'micro.csv': micro.replace('H2,20', 'H2,20,5') },
      'micro.csv, line 3 has 5 fields and not 4.',
    ],
    ['a nameless contributor', { 'micro.csv': micro.replace('H2,20', ',20') }, 'micro.csv, line 3 names no contributor.'],
    [
      'an unknown code',
      { 'micro.csv': micro.replace('A,x,H2', 'Q,x,H2') },
      'micro.csv, line 3: Q is not an innermost code of trade.',
    ],
    [
      'a total for a code',
      { 'micro.csv': micro.replace('A,x,H2', 'Total,x,H2') },
      'micro.csv, line 3: Total is not an innermost code of trade.',
    ],
    ['semicolons', { 'micro.csv': micro.replaceAll(',', ';') }, 'micro.csv, line 1 separates its columns by semicolons'],
    [
      'more than can be counted',
      { 'micro.csv': micro.replace('H2,20', `H2,${'9'.repeat(16)}`) },
      'micro.csv, line 3: the values add up to more',
    ],
    ['no rule', { 'spec.json': '{"type":"magnitude","dims":["trade","place"]}' }, 'No rule says when a sum is unsafe'],
    ['a rule that is none', { 'spec.json': '{"type":"magnitude","dims":["trade","place"],"rule":"q=3"}' }, 'The rule says "q=3"'],
    [
      'linked tables',
      { 'spec.json': '{"type":"magnitude","tables":[["trade"],["place"]]}' },
      'names linked tables of magnitudes',
    ],
  ])('are refused for %s with one sentence that names the place', (_, changes, sentence) => {
    const read = readMagnitudes(instance(changes), {})
    expect(read.ok ? 'was read' : read.sentence).toContain(sentence)
    expect(read.ok ? '\n' : read.sentence).not.toContain('\n')
  })

  it('write nothing when they are refused', () => {
    const told = protect(instance({ 'micro.csv': micro.replace('H2,20', 'H2,-20') }), '--out', join(dir, 'out'))
    expect(told).toMatchObject({ status: 1, stdout: '' })
    expect(told.stderr).toMatch(/^micro\.csv, line 3: -20 is below zero[^\n]*$/)
    expect(existsSync(join(dir, 'out'))).toBe(false)
  })

  it('leave an earlier result as it was when they are refused', () => {
    protect(instance(), '--out', join(dir, 'out'))
    const before = readdirSync(join(dir, 'out')).map((file) => readFileSync(join(dir, 'out', file), 'utf8'))
    writeFileSync(join(dir, 'instance', 'micro.csv'), 'trade,place,holding,turnover\nA,x,H1,-1\n')
    expect(protect(join(dir, 'instance'), '--out', join(dir, 'out')).status).toBe(1)
    expect(readdirSync(join(dir, 'out')).map((file) => readFileSync(join(dir, 'out', file), 'utf8'))).toEqual(before)
  })

  it('may come with a byte order mark and the line ends of another system', () => {
    const place = instance({ 'micro.csv': `\uFEFF${micro.replaceAll('\n', '\r\n')}\r\n\r\n` })
    expect(protect(place, '--out', join(dir, 'out'))).toMatchObject({ status: 0 })
  })

  it('take no rounding, no noise and no earlier tables', () => {
    expect(protect(instance(), '--out', join(dir, 'out'), '--method', 'round').status).toBe(2)
    expect(protect(join(dir, 'instance'), '--out', join(dir, 'out'), '--released', dir).status).toBe(2)
  })

  it('reach the shared instance of 126 cells, audited', () => {
    const told = protect('tests/unit/disclosure/instances/m1', '--out', join(dir, 'out'))
    expect(told).toMatchObject({ status: 0 })
    expect(JSON.parse(told.stdout)).toMatchObject({ cells: 126, primary: 16, audit: { cells: 16, failed: 0 } })
  })
})
