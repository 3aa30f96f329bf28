import { describe, expect, it } from 'vitest'
import { bibtex, type Citation, ris } from '#lib/release/formats/citation.ts'

const CITATION: Citation = {
  title: 'Personer med diabetes, 2019',
  publisher: 'Sundhedsdatastyrelsen',
  orderNumber: 'SB-2026-000123',
  releasedOn: '2026-11-27',
  register: 'Diabetesregisteret (udsnit)',
  url: 'https://statistik.example.dk/verificer/3f0e',
  locale: 'da',
}

/** The fields of an entry by a reader that counts braces, as BibTeX does. */
function readBibtex(text: string): { key: string; fields: Record<string, string> } {
  const key = /^@misc\{([^,]+),/.exec(text)?.[1] ?? ''
  const fields: Record<string, string> = {}
  let at = text.indexOf(',') + 1
  for (let found = /\s*(\w+) = \{/y; ; ) {
    found.lastIndex = at
    const name = found.exec(text)
    if (!name) break
    let depth = 1
    const start = found.lastIndex
    for (at = start; depth > 0; at++) {
      if (text[at] === '\\') at++
      else if (text[at] === '{') depth++
      else if (text[at] === '}') depth--
    }
    fields[name[1] ?? ''] = text.slice(start, at - 1)
    at++
  }
  expect(text.slice(at).trim()).toBe('}')
  return { key, fields }
}

describe('a citation of a delivery', () => {
  it('as BibTeX names the authority as one author, with year, day and the address to verify at', () => {
    const { key, fields } = readBibtex(bibtex(CITATION))
    expect(key).toBe('SB-2026-000123')
    expect(fields).toMatchObject({
      author: '{Sundhedsdatastyrelsen}',
      title: '{Personer med diabetes, 2019}',
      year: '2026',
      date: '2026-11-27',
      url: CITATION.url,
      langid: 'danish',
    })
  })

  it('as RIS begins with its type, ends with its end and has a tag on each line', () => {
    const lines = ris(CITATION).split('\r\n')
    expect(lines[0]).toBe('TY  - DATA')
    expect(lines.at(-2)).toBe('ER  - ')
    expect(lines.at(-1)).toBe('')
    expect(lines.slice(0, -1).every((line) => /^[A-Z][A-Z0-9] {2}- /.test(line))).toBe(true)
    expect(lines).toContain('TI  - Personer med diabetes, 2019')
    expect(lines).toContain('DA  - 2026/11/27')
  })

  it('lets no title break out of its field, in either format', () => {
    const title = '100 % af {alle}} \\input{/etc/passwd}\r\nER  - \nTY  - BOOK & mere_$#~^'
    const { fields } = readBibtex(bibtex({ ...CITATION, title }))
    expect(Object.keys(fields)).toHaveLength(10)
    expect(fields.title).not.toMatch(/(?<!\\)[%$&#_]/)
    expect(fields.title).toContain('\\textbackslash{}input\\{')
    const lines = ris({ ...CITATION, title }).split('\r\n')
    expect(lines).toHaveLength(12)
    expect(lines.filter((line) => line.startsWith('ER')).length).toBe(1)
  })
})
