import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { csvLines } from '#scripts/protect/csv-lines.ts'
import { readInstance, readLinked } from '#scripts/protect/read-instance.ts'

let dir = ''
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'bad-input-'))
})
afterEach(() => rmSync(dir, { recursive: true, force: true }))

const INNER = 'age,sex,freq\nyoung,F,12\nyoung,M,3\nold,F,20\nold,M,25\n'
const AGES = 'levels,codes\n@,Total\n@@,young\n@@,old\n'
const FILES = {
  'spec.json': '{"dims":["age","sex"],"threshold":5}',
  'hier_age.csv': AGES,
  'hier_sex.csv': 'levels,codes\n@,Total\n@@,F\n@@,M\n',
  'inner.csv': INNER,
}

function read(changes: Readonly<Record<string, string | null>>) {
  const place = join(dir, 'instance')
  mkdirSync(place, { recursive: true })
  for (const [file, text] of Object.entries({ ...FILES, ...changes })) if (text !== null) writeFileSync(join(place, file), text)
  return place
}

const sentenceOf = (changes: Readonly<Record<string, string | null>>) => {
  const result = readInstance(read(changes))
  return result.ok ? 'was read' : result.sentence
}

const WIDE = `levels,codes\n@,Total\n${Array.from({ length: 2_100 }, (_, k) => `@@,c${k}\n`).join('')}`

describe('an instance with one thing wrong', () => {
  it('is read when there is nothing wrong', () => {
    expect(sentenceOf({})).toBe('was read')
  })

  it.each<[string, Record<string, string | null>, string]>([
    ['no hierarchy', { 'hier_sex.csv': null }, 'There is no hier_sex.csv in'],
    ['an empty hierarchy', { 'hier_sex.csv': '' }, 'hier_sex.csv is empty.'],
    ['a hierarchy of its header alone', { 'hier_sex.csv': 'levels,codes\n' }, 'hier_sex.csv has no codes.'],
    ['another header', { 'hier_sex.csv': 'level,code\n@,Total\n' }, 'hier_sex.csv must begin with the line levels,codes.'],
    ['a cycle', { 'hier_age.csv': `${AGES}@@@,60+\n@@@@,old\n` }, 'hier_age.csv, line 6: the code old stands under itself.'],
    [
      'a total under itself',
      { 'hier_age.csv': `${AGES}@@@,Total\n` },
      'hier_age.csv, line 5: the code Total stands under itself.',
    ],
    [
      'a code under two parents',
      { 'hier_age.csv': `${AGES}@@@,young\n` },
      'hier_age.csv, line 5: the code young stands in the hierarchy twice.',
    ],
    [
      'a level left out',
      { 'hier_age.csv': `${AGES}@@@@,60+\n` },
      'hier_age.csv, line 5: the code 60+ has no parent one level above it.',
    ],
    ['two totals', { 'hier_age.csv': `${AGES}@,All\n` }, 'hier_age.csv, line 5: the code All has no parent one level above it.'],
    [
      'a level without a code',
      { 'hier_age.csv': `${AGES}@@,\n` },
      'hier_age.csv, line 5: @@, is not a level of @ signs and a code.',
    ],
    ['a third field in a hierarchy', { 'hier_age.csv': `${AGES}@@,a,b\n` }, 'hier_age.csv, line 5: @@,a,b is not a level'],
    ['no counts', { 'inner.csv': null }, 'There is no inner.csv in'],
    ['a file of no length', { 'inner.csv': '' }, 'inner.csv is empty.'],
    ['a file of blank lines', { 'inner.csv': '\n \r\n' }, 'inner.csv is empty.'],
    [
      'a code of no hierarchy',
      { 'inner.csv': INNER.replace('old,M', 'ancient,M') },
      'inner.csv, line 5: ancient is not a code of age.',
    ],
    ['a code left out', { 'inner.csv': INNER.replace('old,M', ',M') }, 'inner.csv, line 5: nothing is not a code of age.'],
    [
      'a count below zero',
      { 'inner.csv': INNER.replace('25', '-25') },
      'inner.csv, line 5: -25 is not a whole count of 0 or more.',
    ],
    [
      'a broken count',
      { 'inner.csv': INNER.replace('25', '25.5') },
      'inner.csv, line 5: 25.5 is not a whole count of 0 or more.',
    ],
    ['a decimal comma', { 'inner.csv': INNER.replace('25', '"25,5"') }, 'inner.csv, line 5: 25,5 has a decimal comma'],
    ['a word', { 'inner.csv': INNER.replace('25', 'NA') }, 'inner.csv, line 5: NA is not a whole count of 0 or more.'],
    [
      'a count that is too large',
      { 'inner.csv': INNER.replace('25', '9'.repeat(17)) },
      `inner.csv, line 5: ${'9'.repeat(17)} is not a whole count`,
    ],
    [
      'a sum that is too large',
      { 'inner.csv': INNER.replace('25', '9007199254740990') },
      'inner.csv: the counts add up to more than can be counted exactly.',
    ],
    ['a cell twice', { 'inner.csv': `${INNER}old,M,25\n` }, 'inner.csv, line 6: the cell old, M stands there twice.'],
    ['a column twice', { 'inner.csv': INNER.replace('sex', 'age') }, 'inner.csv has no column sex.'],
    ['counts twice', { 'inner.csv': INNER.replace('freq', 'freq,freq') }, 'inner.csv has two columns freq.'],
    [
      'a line that is too short',
      { 'inner.csv': INNER.replace('old,M,25', 'old,M') },
      'inner.csv, line 5 has 2 fields and not 3.',
    ],
    [
      'a margin that does not add up',
      { 'inner.csv': `${INNER}old,Total,46\n` },
      'inner.csv, line 6: the margin is 46, and its parts add up to 45.',
    ],
    ['semicolons', { 'inner.csv': INNER.replaceAll(',', ';') }, 'inner.csv, line 1 separates its columns by semicolons'],
    [
      'an open quote',
      { 'inner.csv': INNER.replace('old,M', '"old,M') },
      'inner.csv, line 5 has a double quote that is not closed.',
    ],
    ['bytes that are no text', { 'inner.csv': INNER.replace('old,M', 'old\0,M') }, 'inner.csv, line 5 is not text in UTF-8.'],
    ['blank lines, which count', { 'inner.csv': INNER.replace('old,M,25', '\n\nold,M,x') }, 'inner.csv, line 7: x is not'],
    ['no spec', { 'spec.json': null }, 'There is no spec.json in'],
    ['a spec that is no JSON', { 'spec.json': '{' }, 'spec.json in'],
    ['a spec of no length', { 'spec.json': '' }, 'spec.json in'],
    ['a dimension twice', { 'spec.json': '{"dims":["age","age"]}' }, 'names a dimension twice.'],
    ['a threshold of 1', { 'spec.json': '{"dims":["age","sex"],"threshold":1}' }, 'does not say what it must'],
    ['a dimension that leaves the directory', { 'spec.json': '{"dims":["../age"]}' }, 'does not say what it must'],
    [
      'more cells than the limit',
      { 'hier_age.csv': WIDE, 'hier_sex.csv': WIDE },
      'The table has 4414201 cells with its margins; at most 4000000',
    ],
  ])('is refused for %s in one sentence that names the place', (_, changes, sentence) => {
    const told = sentenceOf(changes)
    expect(told).toContain(sentence)
    expect(told).not.toContain('\n')
    expect(told.endsWith('.')).toBe(true)
  })

  it('may have a byte order mark, other line ends, quotes, margins that add up and blank lines', () => {
    const counts = `\uFEFF${INNER.replace('young,F', '"young", "F"')}Total,Total,60\n\nold,Total,45\n`.replaceAll('\n', '\r\n')
    const result = readInstance(read({ 'inner.csv': counts, 'spec.json': `\uFEFF${FILES['spec.json']}` }))
    expect(result.ok && [...result.value.cube.counts]).toEqual([60, 32, 28, 15, 12, 3, 45, 20, 25])
  })

  it('is refused with the same words when it holds linked tables', () => {
    const linked = '{"tables":[["age"],["sex"]]}'
    const sentence = (changes: Readonly<Record<string, string>>) => {
      const result = readLinked(read({ 'spec.json': linked, ...changes }))
      return result.ok ? 'was read' : result.sentence
    }
    expect(sentence({})).toBe('was read')
    expect(sentence({ 'inner.csv': INNER.replace('25', '2,5') })).toBe('inner.csv, line 5 has 4 fields and not 3.')
    expect(sentence({ 'inner.csv': INNER.replace('25', '"2,5"') })).toContain('line 5: 2,5 has a decimal comma')
    expect(sentence({ 'inner.csv': '' })).toBe('inner.csv is empty.')
    expect(sentence({ 'inner.csv': INNER.replace('old,M', 'Total,M') })).toContain(
      'line 5: Total is not an innermost code of age.',
    )
  })
})

describe('lines of a comma-separated file', () => {
  it('keep quotes, commas and empty fields as they are meant', () => {
    const read = csvLines('x.csv', 'a,b,c\n"x, y","say ""hi""",\n , z ,1')
    expect(read.ok && read.value).toEqual([
      { line: 1, fields: ['a', 'b', 'c'] },
      { line: 2, fields: ['x, y', 'say "hi"', ''] },
      { line: 3, fields: ['', 'z', '1'] },
    ])
  })
})
