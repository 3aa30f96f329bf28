import { spawnSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'

let dir = ''
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'released-'))
})
afterEach(() => rmSync(dir, { recursive: true, force: true }))

function protect(...options: readonly string[]) {
  const { status, stdout, stderr } = spawnSync(process.execPath, ['scripts/protect.ts', ...options], { encoding: 'utf8' })
  return { status, stdout, stderr: stderr.trim() }
}

/** Writes an instance: hierarchies as lines, innermost counts as lines. */
function instance(name: string, spec: object, files: Readonly<Record<string, readonly string[]>>): string {
  const place = join(dir, name)
  mkdirSync(place)
  writeFileSync(join(place, 'spec.json'), JSON.stringify(spec))
  for (const [file, lines] of Object.entries(files)) writeFileSync(join(place, file), `${lines.join('\n')}\n`)
  return place
}

const sexes = ['levels,codes', '@,Total', '@@,F', '@@,M']
/** Year of birth: a17 has three persons among the women. */
const counts: Readonly<Record<string, readonly [number, number]>> = { young: [40, 50], a17: [3, 30], old: [70, 80] }
const inner = (codes: Readonly<Record<string, readonly string[]>>) => [
  'age,sex,freq',
  ...Object.entries(codes).flatMap(([code, parts]) =>
    ['F', 'M'].map((sex, s) => `${code},${sex},${parts.reduce((sum, part) => sum + (counts[part]?.[s] ?? 0), 0)}`),
  ),
]
const spec = { dims: ['age', 'sex'], threshold: 5 }
const finest = { 'hier_sex.csv': sexes, 'inner.csv': inner({ young: ['young'], a17: ['a17'], old: ['old'] }) }

/** Until 16 and from 17; until 17 and from 18. */
const until16 = () =>
  instance('until16', spec, {
    ...finest,
    'hier_age.csv': ['levels,codes', '@,Total', '@@,young', '@@,from17', '@@@,a17', '@@@,old'],
  })

const publishedOf = (out: string) =>
  readFileSync(join(dir, out, 'protected.csv'), 'utf8')
    .trim()
    .split('\n')
    .slice(1)
    .map((line) => line.split(','))
    .flatMap(([age = '', sex = '', freq = '', status]) =>
      status === 'published' ? [[`${age} ${sex}`, Number(freq)] as const] : [],
    )

describe('the command line with tables released before', { timeout: 60_000 }, () => {
  it('leaves no small difference between overlapping age groups', () => {
    const coarse = instance('coarse', spec, {
      'hier_sex.csv': sexes,
      'hier_age.csv': ['levels,codes', '@,Total', '@@,young', '@@,from17'],
      'inner.csv': inner({ young: ['young'], from17: ['a17', 'old'] }),
    })
    const second = instance('second', spec, {
      'hier_sex.csv': sexes,
      'hier_age.csv': ['levels,codes', '@,Total', '@@,to17', '@@@,young', '@@@,a17', '@@,old'],
      'inner.csv': inner({ young: ['young'], a17: ['a17'], old: ['old'] }),
    })
    expect(protect(coarse, '--out', join(dir, 'first'))).toMatchObject({ status: 0 })
    expect(protect(second, '--out', join(dir, 'alone'))).toMatchObject({ status: 0 })
    const told = protect(second, '--out', join(dir, 'jointly'), '--released', join(dir, 'first'))
    expect(told).toMatchObject({ status: 0 })
    const first = new Map(publishedOf('first'))
    const isRevealed = (out: string) => {
      const later = new Map(publishedOf(out))
      const [from17, old, to17, young] = [first.get('from17 F'), later.get('old F'), later.get('to17 F'), first.get('young F')]
      return (from17 !== undefined && old !== undefined) || (to17 !== undefined && young !== undefined)
    }
    expect(first.get('from17 F')).toBe(73)
    expect(isRevealed('alone')).toBe(true)
    expect(isRevealed('jointly')).toBe(false)
    expect(JSON.parse(told.stdout)).toMatchObject({ joint: { earlier: [{ id: 'first' }] } })
    const certificate = JSON.parse(readFileSync(join(dir, 'jointly', 'certificate.json'), 'utf8'))
    const earlier = JSON.parse(readFileSync(join(dir, 'first', 'certificate.json'), 'utf8'))
    expect(certificate.earlier).toEqual([earlier.outputSha256])
  })

  it('protects linked tables as one, so that a margin they share has one mark', () => {
    const linked = instance(
      'linked',
      {
        tables: [
          ['age', 'sex'],
          ['age', 'place'],
        ],
        threshold: 5,
      },
      {
        'hier_sex.csv': sexes,
        'hier_age.csv': ['levels,codes', '@,Total', '@@,young', '@@,a17', '@@,old'],
        'hier_place.csv': ['levels,codes', '@,Total', '@@,x', '@@,y'],
        'inner.csv': [
          'age,sex,place,freq',
          'young,F,x,40',
          'young,M,y,30',
          'young,M,x,20',
          'a17,F,x,3',
          'a17,M,y,1',
          'old,F,x,60',
          'old,F,y,10',
          'old,M,y,80',
        ],
      },
    )
    expect(protect(linked, '--out', join(dir, 'out'))).toMatchObject({ status: 0 })
    const lines = readFileSync(join(dir, 'out', 'protected.csv'), 'utf8')
      .trim()
      .split('\n')
    expect(lines[0]).toBe('age,sex,place,freq,status')
    expect(new Set(lines).size).toBe(1 + 12 + 12 - 4)
    expect(lines).toContain('a17,Total,Total,,hidden')
  })

  it('refuses a released directory that does not explain itself, and writes nothing', () => {
    const place = until16()
    const told = protect(place, '--out', join(dir, 'out'), '--released', place)
    expect(told).toMatchObject({ status: 1 })
    expect(told.stderr).toContain('decisions.csv')
  })
})
