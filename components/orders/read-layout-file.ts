/** Reads the cells of a file in the browser as text with tabulators. Throws where the file is neither text nor a workbook. */

const MOST_BYTES = 4_000_000
const MOST_UNPACKED = 30_000_000
const LOCAL_ENTRY = 30
const CENTRAL_ENTRY = 0x02014b50

export async function readLayoutFile(file: Blob & { readonly name: string }): Promise<string> {
  if (file.size > MOST_BYTES) throw new Error('too large')
  const bytes = new Uint8Array(await file.arrayBuffer())
  if (bytes[0] === 0x50 && bytes[1] === 0x4b) return workbookText(bytes)
  if (bytes.includes(0)) throw new Error('not a text')
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    return new TextDecoder('windows-1252').decode(bytes)
  }
}

/** The first sheet of a workbook (ECMA-376): shared texts, texts in the cell, and numbers as they stand. */
async function workbookText(bytes: Uint8Array<ArrayBuffer>): Promise<string> {
  const entries = entriesOf(bytes)
  const sheet = [...entries.keys()].filter((name) => /^xl\/worksheets\/sheet\d+\.xml$/.test(name)).sort(byNumber)[0]
  if (!sheet) throw new Error('not a workbook')
  const strings = entries.has('xl/sharedStrings.xml') ? await part(bytes, entries, 'xl/sharedStrings.xml') : null
  const shared = strings ? [...strings.getElementsByTagName('si')].map(textOf) : []
  const document = await part(bytes, entries, sheet)
  const rows: string[][] = []
  for (const cell of document.getElementsByTagName('c')) {
    const [, letters = 'A', number = '1'] = /^([A-Z]+)(\d+)$/.exec(cell.getAttribute('r') ?? '') ?? []
    const column = [...letters].reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0) - 1
    const value = cell.getElementsByTagName('v')[0]?.textContent ?? ''
    const type = cell.getAttribute('t')
    const text = type === 's' ? (shared[Number(value)] ?? '') : type === 'inlineStr' ? textOf(cell) : value
    const row = Number(number) - 1
    if (row > 6_000 || column > 2_000) throw new Error('too large')
    rows[row] ??= []
    const line = rows[row]
    if (line) line[column] = text.replaceAll(/\s+/g, ' ')
  }
  return Array.from(rows, (row) => Array.from(row ?? [], (text) => text ?? '').join('\t')).join('\n')
}

const byNumber = (a: string, b: string) => Number(/\d+/.exec(a)?.[0]) - Number(/\d+/.exec(b)?.[0])

/** The runs of a text together, without what tells how it is spoken. */
function textOf(element: Element): string {
  return [...element.getElementsByTagName('t')]
    .filter((each) => each.parentElement?.tagName !== 'rPh')
    .map((each) => each.textContent ?? '')
    .join('')
}

type Entries = ReadonlyMap<string, { readonly offset: number; readonly size: number; readonly method: number }>

/** What a ZIP file's directory says is in it (PKWARE APPNOTE 4.3.12). */
function entriesOf(bytes: Uint8Array): Entries {
  const view = new DataView(bytes.buffer)
  const entries = new Map<string, { offset: number; size: number; method: number }>()
  let end = bytes.length - 22
  while (end >= 0 && view.getUint32(end, true) !== 0x06054b50) end--
  let at = end < 0 ? bytes.length : view.getUint32(end + 16, true)
  while (at + 46 <= bytes.length && view.getUint32(at, true) === CENTRAL_ENTRY) {
    const [nameLength, extra, comment] = [
      view.getUint16(at + 28, true),
      view.getUint16(at + 30, true),
      view.getUint16(at + 32, true),
    ]
    if (view.getUint32(at + 24, true) > MOST_UNPACKED) throw new Error('too large')
    entries.set(new TextDecoder().decode(bytes.subarray(at + 46, at + 46 + nameLength)), {
      method: view.getUint16(at + 10, true),
      size: view.getUint32(at + 20, true),
      offset: view.getUint32(at + 42, true),
    })
    at += 46 + nameLength + extra + comment
  }
  return entries
}

async function part(bytes: Uint8Array<ArrayBuffer>, entries: Entries, name: string): Promise<Document> {
  const entry = entries.get(name)
  if (!entry) throw new Error('missing part')
  const view = new DataView(bytes.buffer)
  const start = entry.offset + LOCAL_ENTRY + view.getUint16(entry.offset + 26, true) + view.getUint16(entry.offset + 28, true)
  const packed = bytes.subarray(start, start + entry.size)
  const xml = entry.method === 0 ? new TextDecoder().decode(packed) : await inflated(packed)
  return new DOMParser().parseFromString(xml, 'application/xml')
}

/** Unpacks as it comes and stops at the limit, whatever the directory said. */
async function inflated(packed: Uint8Array<ArrayBuffer>): Promise<string> {
  const reader = new Blob([packed]).stream().pipeThrough(new DecompressionStream('deflate-raw')).getReader()
  const decoder = new TextDecoder()
  let text = ''
  for (;;) {
    const { done, value } = await reader.read()
    if (done) return text + decoder.decode()
    text += decoder.decode(value, { stream: true })
    if (text.length > MOST_UNPACKED) throw new Error('too large')
  }
}
