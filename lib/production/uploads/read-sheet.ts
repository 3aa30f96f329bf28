import { EMPTY_CELL, type RawCell } from './raw-table.ts'

/** One row of a sheet: its number, counted from 1, and its cells by column, counted from 0. */
export interface SheetRow {
  readonly number: number
  readonly isHidden: boolean
  readonly cells: RawCell[]
}

/** What the styles and shared texts of a workbook say about its cells. */
export interface SheetContext {
  readonly sharedTexts: readonly string[]
  /** By style number: whether the number shown is a date or a time. */
  readonly dateStyles: readonly boolean[]
}

const ROW = /<(?:\w+:)?row\b([^>]*)>([\s\S]*?)<\/(?:\w+:)?row>/g
const CELL = /<(?:\w+:)?c\b([^>]*?)(?:\/>|>([\s\S]*?)<\/(?:\w+:)?c>)/g
const TEXT = /<(?:\w+:)?t\b[^>]*>([\s\S]*?)<\/(?:\w+:)?t>/g

/** Reads the rows of a sheet's XML in the order they stand, as far as `mostRows`. Formulas are told, never computed. */
export function readSheet(xml: string, context: SheetContext, mostRows: number): SheetRow[] {
  const rows: SheetRow[] = []
  for (const [, attributes = '', inner = ''] of xml.matchAll(ROW)) {
    if (rows.length > mostRows) break
    const number = Number(attribute(attributes, 'r')) || (rows.at(-1)?.number ?? 0) + 1
    const cells: RawCell[] = []
    for (const [, own = '', content = ''] of inner.matchAll(CELL)) {
      const column = columnOf(attribute(own, 'r')) ?? cells.length
      if (column > 16_383) continue
      while (cells.length < column) cells.push(EMPTY_CELL)
      cells[column] = cellOf(own, content, context)
    }
    rows.push({ number, isHidden: /^(1|true)$/.test(attribute(attributes, 'hidden')), cells })
  }
  return rows
}

function cellOf(attributes: string, content: string, { sharedTexts, dateStyles }: SheetContext): RawCell {
  const type = attribute(attributes, 't')
  const value = plainText(/<(?:\w+:)?v\b[^>]*>([\s\S]*?)<\/(?:\w+:)?v>/.exec(content)?.[1] ?? '')
  if (/<(?:\w+:)?f\b/.test(content)) return { kind: 'formula', text: value }
  if (type === 's') return textCell(sharedTexts[Number(value)] ?? '')
  if (type === 'inlineStr') return textCell(textsIn(content))
  if (type === 'str') return textCell(value)
  if (type === 'b') return { kind: 'boolean', text: value }
  if (type === 'e') return { kind: 'error', text: value }
  if (type === 'd') return { kind: 'date', text: value }
  if (value === '') return EMPTY_CELL
  return { kind: dateStyles[Number(attribute(attributes, 's')) || 0] ? 'date' : 'number', text: value }
}

function textCell(raw: string): RawCell {
  const text = raw.trim()
  return text === '' ? EMPTY_CELL : { kind: 'text', text }
}

/** The texts that cells share, by number. Readings for pronunciation are left out. */
export function readSharedTexts(xml: string): string[] {
  const items = xml.matchAll(/<(?:\w+:)?si\b[^>]*?(?:\/>|>([\s\S]*?)<\/(?:\w+:)?si>)/g)
  return Array.from(items, ([, inner = '']) => textsIn(inner.replace(/<(?:\w+:)?rPh\b[\s\S]*?<\/(?:\w+:)?rPh>/g, '')))
}

function textsIn(xml: string): string {
  return Array.from(xml.matchAll(TEXT), ([, text = '']) => plainText(text)).join('')
}

/** By style number: whether its number format shows a date or a time (ECMA-376 part 1, 18.8.30 and the codes of the file). */
export function readDateStyles(xml: string): boolean[] {
  const dates = new Set<number>()
  for (const [, own = ''] of xml.matchAll(/<(?:\w+:)?numFmt\b([^>]*?)\/?>/g)) {
    const code = plainText(attribute(own, 'formatCode')).replace(/"[^"]*"|\\.|\[[^\]]*\]/g, '')
    if (/[dmyhs]/i.test(code)) dates.add(Number(attribute(own, 'numFmtId')))
  }
  const isDate = (id: number) =>
    dates.has(id) || (id >= 14 && id <= 22) || (id >= 27 && id <= 36) || (id >= 45 && id <= 58 && id !== 48 && id !== 49)
  const formats = /<(?:\w+:)?cellXfs\b[^>]*>([\s\S]*?)<\/(?:\w+:)?cellXfs>/.exec(xml)?.[1] ?? ''
  return Array.from(formats.matchAll(/<(?:\w+:)?xf\b([^>]*?)\/?>/g), ([, own = '']) => isDate(Number(attribute(own, 'numFmtId'))))
}

const ATTRIBUTES = new Map<string, RegExp>()

/** An attribute's value as written; empty when it is not there. */
export function attribute(attributes: string, name: string): string {
  const pattern = ATTRIBUTES.get(name) ?? new RegExp(`(?:^|\\s)(?:\\w+:)?${name}="([^"]*)"`)
  ATTRIBUTES.set(name, pattern)
  return pattern.exec(attributes)?.[1] ?? ''
}

/** Column of `B12`, counted from 0; null when there is no address. */
function columnOf(address: string): number | null {
  const letters = /^[A-Z]{1,3}/.exec(address)?.[0]
  if (!letters) return null
  return [...letters].reduce((column, letter) => column * 26 + letter.charCodeAt(0) - 64, 0) - 1
}

const ENTITIES: Readonly<Record<string, string>> = { lt: '<', gt: '>', amp: '&', quot: '"', apos: "'" }

/** XML text with its entities put in; unknown ones stay as they are. */
export function plainText(xml: string): string {
  if (!xml.includes('&')) return xml
  return xml.replace(/&(#x?[0-9a-fA-F]+|\w+);/g, (whole, name: string) => {
    if (!name.startsWith('#')) return ENTITIES[name] ?? whole
    const point = name.startsWith('#x') ? Number.parseInt(name.slice(2), 16) : Number.parseInt(name.slice(1), 10)
    return point > 0 && point <= 0x10ffff ? String.fromCodePoint(point) : whole
  })
}
