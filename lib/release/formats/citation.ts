/** What a citation of a delivery says. */
export interface Citation {
  readonly title: string
  /** Who runs the service. */
  readonly publisher: string
  readonly orderNumber: string
  /** Day of the release, `YYYY-MM-DD`. */
  readonly releasedOn: string
  readonly register: string
  /** Where anybody can verify the delivery, for good. */
  readonly url: string
  readonly locale: 'da' | 'en'
}

const LANGUAGE = { da: 'danish', en: 'english' } as const

/** An entry for BibTeX and BibLaTeX; the names of both stand in it, so that old styles find a year and new ones the day. UTF-8. */
export function bibtex(citation: Citation): string {
  const { title, publisher, orderNumber, releasedOn, register, url, locale } = citation
  const fields: [string, string][] = [
    ['author', `{${texText(publisher)}}`],
    ['title', `{${texText(title)}}`],
    ['year', releasedOn.slice(0, 4)],
    ['date', releasedOn],
    ['publisher', texText(publisher)],
    ['type', 'dataset'],
    ['number', texText(orderNumber)],
    ['note', texText(register)],
    ['url', url],
    ['langid', LANGUAGE[locale]],
  ]
  const lines = fields.map(([name, value]) => `  ${name} = {${value}},`)
  return `@misc{${orderNumber.replace(/[^A-Za-z0-9-]/g, '')},\n${lines.join('\n')}\n}\n`
}

/** An entry in RIS, which EndNote, Zotero and Mendeley read: a tag on each line, lines ended as the format demands. */
export function ris(citation: Citation): string {
  const { title, publisher, orderNumber, releasedOn, register, url, locale } = citation
  const fields: [string, string][] = [
    ['TY', 'DATA'],
    ['AU', publisher],
    ['TI', title],
    ['PY', releasedOn.slice(0, 4)],
    ['DA', releasedOn.replaceAll('-', '/')],
    ['PB', publisher],
    ['C1', register],
    ['M1', orderNumber],
    ['UR', url],
    ['LA', locale],
    ['ER', ''],
  ]
  return fields.map(([tag, value]) => `${tag}  - ${oneLine(value)}\r\n`).join('')
}

/** A title is the requester's: what means something to TeX is written as what it shows, so that it can neither command nor break off. */
function texText(text: string): string {
  return oneLine(text).replace(/[\\{}$&#%_~^]/g, (sign) => TEX[sign] ?? '')
}

const TEX: Readonly<Record<string, string>> = {
  '\\': '\\textbackslash{}',
  '{': '\\{',
  '}': '\\}',
  $: '\\$',
  '&': '\\&',
  '#': '\\#',
  '%': '\\%',
  _: '\\_',
  '~': '\\textasciitilde{}',
  '^': '\\textasciicircum{}',
}

/** A line break in a title would begin a new tag. */
function oneLine(text: string): string {
  return text.replace(/[\p{Cc}\u2028\u2029]+/gu, ' ').trim()
}
