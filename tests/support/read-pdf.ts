import { inflateSync } from 'node:zlib'

/** An element of a tagged PDF: what it says it is, its attributes as written, the words in it, and what stands in it. */
export interface PdfElement {
  readonly tag: string
  readonly scope: string | null
  readonly alternative: string | null
  readonly text: string
  readonly children: readonly PdfElement[]
}

export interface ReadPdf {
  readonly root: PdfElement
  /** The dictionary every other thing hangs under, as written. */
  readonly catalog: string
  readonly metadata: string
  readonly pages: number
  /** Marks of drawing that stand neither in an element nor among the decoration. */
  readonly loose: readonly string[]
  /** Names of fonts without a font file. */
  readonly fontsOutside: readonly string[]
}

type Objects = ReadonlyMap<number, { readonly head: string; readonly stream: Buffer | null }>

/** Reads a PDF by the format's own rules (ISO 32000-1, 7.3, 9.10.3, 14.7), independently of what wrote it. Enough for tests. */
export function readPdf(bytes: Uint8Array): ReadPdf {
  const objects = objectsOf(Buffer.from(bytes))
  const named = (pattern: RegExp) => [...objects.values()].find(({ head }) => pattern.test(head))?.head ?? ''
  const catalog = named(/\/Type \/Catalog\b/)
  const fonts = unicodeOf(objects)
  const pages = new Map<number, Map<number, string>>()
  const loose: string[] = []
  for (const [id, { head }] of objects) {
    if (!/\/Type \/Page\b/.test(head)) continue
    const content = objects.get(refOf(head, 'Contents') ?? -1)?.stream?.toString('latin1') ?? ''
    pages.set(id, textByMark(content, fontNamesOf(objects, head, fonts), loose))
  }
  const tree = objects.get(refOf(catalog, 'StructTreeRoot') ?? -1)?.head ?? ''
  const first = /\/K \[?\s*(\d+) 0 R/.exec(tree)?.[1]
  return {
    root: elementOf(objects, pages, Number(first)),
    catalog: catalog + (objects.get(refOf(catalog, 'MarkInfo') ?? -1)?.head ?? ''),
    metadata: objects.get(refOf(catalog, 'Metadata') ?? -1)?.stream?.toString('utf8') ?? '',
    pages: pages.size,
    loose,
    fontsOutside: [...objects.values()]
      .filter(({ head }) => /\/Type \/FontDescriptor/.test(head) && !/\/FontFile/.test(head))
      .map(({ head }) => head),
  }
}

/** Every element with a tag, in the order they are read. */
export function elementsWith(root: PdfElement, tag: string): PdfElement[] {
  return [...(root.tag === tag ? [root] : []), ...root.children.flatMap((child) => elementsWith(child, tag))]
}

function objectsOf(file: Buffer): Objects {
  const text = file.toString('latin1')
  const objects = new Map<number, { head: string; stream: Buffer | null }>()
  for (const match of text.matchAll(/(?:^|\n)(\d+) 0 obj\n/g)) {
    const start = match.index + match[0].length
    const end = text.indexOf('\nendobj', start)
    const mark = text.indexOf('\nstream\n', start)
    const hasStream = mark >= 0 && mark < end
    const head = text.slice(start, hasStream ? mark : end)
    const length = Number(/\/Length (\d+)/.exec(head)?.[1] ?? 0)
    const raw = hasStream ? file.subarray(mark + 8, mark + 8 + length) : null
    objects.set(Number(match[1]), { head, stream: raw && (/FlateDecode/.test(head) ? inflateSync(raw) : raw) })
  }
  return objects
}

function refOf(head: string, key: string): number | null {
  const found = new RegExp(`/${key} (\\d+) 0 R`).exec(head)
  return found ? Number(found[1]) : null
}

/** The characters behind each glyph of each font, from the font's own map to Unicode. */
function unicodeOf(objects: Objects): Map<number, string[]> {
  const fonts = new Map<number, string[]>()
  for (const [id, { head }] of objects) {
    const map = objects.get(refOf(head, 'ToUnicode') ?? -1)?.stream?.toString('latin1')
    if (!map) continue
    const glyphs: string[] = []
    for (const [, from = '0', list = ''] of map.matchAll(/<([0-9a-f]+)> <[0-9a-f]+> \[([^\]]*)\]/gi)) {
      for (const [k, [, code = '']] of [...list.matchAll(/<([0-9a-f ]*)>/gi)].entries())
        glyphs[Number.parseInt(from, 16) + k] = code
          .split(' ')
          .filter(Boolean)
          .map((unit) => String.fromCharCode(Number.parseInt(unit, 16)))
          .join('')
    }
    fonts.set(id, glyphs)
  }
  return fonts
}

function fontNamesOf(objects: Objects, page: string, fonts: Map<number, string[]>): Map<string, string[]> {
  const resources = objects.get(refOf(page, 'Resources') ?? -1)?.head ?? page
  const list = /\/Font <<([^>]*)>>/.exec(resources)?.[1] ?? objects.get(refOf(resources, 'Font') ?? -1)?.head ?? ''
  return new Map([...list.matchAll(/\/(F\d+) (\d+) 0 R/g)].map(([, name = '', id]) => [name, fonts.get(Number(id)) ?? []]))
}

/** The text of each marked piece of a page; whatever is drawn outside of marks is noted as loose. */
function textByMark(content: string, fonts: Map<string, string[]>, loose: string[]): Map<number, string> {
  const texts = new Map<number, string>()
  const open: (number | 'artifact' | 'other')[] = []
  let glyphs: string[] = []
  for (const line of content.replaceAll(/<<\n([^>]*)\n>> BDC/g, '<< $1 >> BDC').split('\n')) {
    const mark = /\/(\w+) (.*)BDC$/.exec(line)
    if (mark) open.push(mark[1] === 'Artifact' ? 'artifact' : Number(/\/MCID (\d+)/.exec(mark[2] ?? '')?.[1] ?? Number.NaN))
    if (/^EMC$/.test(line)) open.pop()
    const font = /\/(F\d+) [\d.]+ Tf/.exec(line)
    if (font) glyphs = fonts.get(font[1] ?? '') ?? []
    if (/(TJ|Tj|\bf|\bS)$/.test(line) && open.length === 0) loose.push(line)
    const current = open.at(-1)
    if (!/TJ$|Tj$/.test(line) || typeof current !== 'number') continue
    const words = [...line.matchAll(/<([0-9a-f]+)>/gi)].map(([, hex = '']) =>
      (hex.match(/.{4}/g) ?? []).map((glyph) => glyphs[Number.parseInt(glyph, 16)] ?? '').join(''),
    )
    const before = texts.get(current)
    texts.set(current, `${before === undefined ? '' : `${before} `}${words.join('')}`)
  }
  return texts
}

function elementOf(objects: Objects, pages: Map<number, Map<number, string>>, id: number): PdfElement {
  const head = objects.get(id)?.head ?? ''
  const list = /\/K \[([\s\S]*?)\]/.exec(head)?.[1] ?? /\/K (\d+(?: 0 R)?)/.exec(head)?.[1] ?? ''
  const page = refOf(head, 'Pg')
  const marks = list.replaceAll(/<<[\s\S]*?>>/g, '')
  const children = [...marks.matchAll(/(\d+) 0 R/g)].map(([, child]) => elementOf(objects, pages, Number(child)))
  const own = [...marks.replaceAll(/\d+ 0 R/g, '').matchAll(/\d+/g)].map(
    ([mark]) => pages.get(page ?? -1)?.get(Number(mark)) ?? '',
  )
  const elsewhere = [...list.matchAll(/<<[\s\S]*?>>/g)].map(([reference]) => {
    const mark = Number(/\/MCID (\d+)/.exec(reference)?.[1] ?? -1)
    return pages.get(refOf(reference, 'Pg') ?? -1)?.get(mark) ?? ''
  })
  return {
    tag: /\/S \/(\w+)/.exec(head)?.[1] ?? '',
    scope: /\/Scope \/(\w+)/.exec(head)?.[1] ?? null,
    alternative: /\/Alt \(/.test(head) ? head.slice(head.indexOf('/Alt (')) : null,
    text: [...own, ...elsewhere].join(' ').trim(),
    children,
  }
}
