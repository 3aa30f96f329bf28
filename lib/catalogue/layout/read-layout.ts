import { ok, type Refusal, type Result, refuse } from '#lib/kernel/result.ts'
import type { Catalogue } from '../catalogue.ts'
import type { Register } from '../register.ts'
import type { SpecificationAxis } from '../specification.ts'
import { matchHeadings } from './match-headings.ts'

/** The rows of an empty table as somebody drew it: texts, blank where a heading goes on from before. */
export type LayoutRows = readonly (readonly string[])[]

export interface Layout {
  /** A line of its own above the table, if there is one. */
  readonly title: string
  readonly rows: readonly SpecificationAxis[]
  readonly columns: readonly SpecificationAxis[]
}

type LayoutRefusal =
  | Refusal<'layout-empty'>
  | Refusal<'layout-no-shape'>
  | (Refusal<'layout-unknown-heading'> & { readonly heading: string; readonly address: string })

const MOST_AXES = 3

/** A run of headings: what stands on one side of the table for one variable, and where its first one stands. */
interface Side {
  readonly headings: readonly { readonly text: string; readonly address: string }[]
  /** What the drawer wrote where the name of the variable would stand. */
  readonly name: string
}

/**
 * Reads which variables, levels and codes stand in the margins of an empty table. Headings may be codes or names in either language;
 * blank ones go on from the one before; totals may stand anywhere. Every heading must be known, or the first that is not is named.
 */
export function readLayout(rows: LayoutRows, register: Register, catalogue: Catalogue): Result<Layout, LayoutRefusal> {
  const filled = rows.map((row) => row.map((cell) => cell.trim()))
  const first = filled.findIndex((row) => row.filter(Boolean).length > 1)
  if (!filled.some((row) => row.some(Boolean))) return refuse('layout-empty')
  const shape = shapeOf(filled, Math.max(0, first))
  if (!shape) return refuse('layout-no-shape')
  const used = new Set<string>()
  const sides: { rows: SpecificationAxis[]; columns: SpecificationAxis[] } = { rows: [], columns: [] }
  for (const side of ['rows', 'columns'] as const) {
    for (const each of shape[side]) {
      const match = matchHeadings(
        each.headings.map(({ text }) => text),
        each.name,
        { register, catalogue, used },
      )
      if (match.kind === 'total-only') continue
      if (match.kind === 'unknown') {
        // A line above the headings with one word in it is the variable's name.
        if (side === 'columns' && isOneWord(each) && each !== shape.columns.at(-1)) continue
        const { text = '', address = '' } = each.headings[match.at] ?? {}
        // Numbers beside the headings are cells that are not empty.
        if (side === 'rows' && /^[\d.,\s]+$/.test(text) && !address.startsWith('A')) return refuse('layout-no-shape')
        return refuse('layout-unknown-heading', { heading: text.slice(0, 60), address })
      }
      used.add(match.axis.variable)
      sides[side].push(match.axis)
    }
  }
  if (sides.rows.length + sides.columns.length === 0) return refuse('layout-no-shape')
  // A table has rows: one that was drawn along a single line is stood up.
  return ok({ title: shape.title, ...(sides.rows.length === 0 ? { rows: sides.columns, columns: [] } : sides) })
}

function isOneWord({ headings }: Side): boolean {
  return new Set(headings.map(({ text }) => text).filter(Boolean)).size === 1
}

interface Shape {
  readonly title: string
  readonly rows: readonly Side[]
  readonly columns: readonly Side[]
}

/** Where the margins end: the fewest heading columns for which every line below the heading lines is empty from there on. */
function shapeOf(cells: readonly (readonly string[])[], top: number): Shape | null {
  const title = cells
    .slice(0, top)
    .flatMap((row) => row.filter(Boolean))
    .join(' ')
  const body = cells.slice(top)
  const width = body.reduce((most, row) => Math.max(most, row.length), 0)
  for (let lead = 1; lead <= Math.min(MOST_AXES, width); lead++) {
    const isLine = (row: readonly string[]) => row.slice(0, lead).some(Boolean) && !row.slice(lead).some(Boolean)
    const start = body.findIndex(isLine)
    const lines = start < 0 ? [] : body.slice(start).filter((row) => row.some(Boolean))
    if (lines.length === 0 || !lines.every(isLine)) continue
    const heads = body.slice(0, start).flatMap((row, at) => (row.slice(lead).some(Boolean) ? [{ row, line: top + at }] : []))
    if (heads.length > MOST_AXES) continue
    const nameOf = (k: number) => body.slice(0, start).findLast((row) => row[k])?.[k] ?? ''
    const rows = Array.from({ length: lead }, (_, k) => ({
      name: nameOf(k),
      headings: goOn(lines.map((row) => row[k] ?? '')).map((text, at) => ({ text, address: addressOf(top + start + at, k) })),
    }))
    const columns = heads.map(({ row, line }) => ({
      name: row[lead - 1] ?? '',
      headings: goOn(row.slice(lead)).map((text, at) => ({ text, address: addressOf(line, lead + at) })),
    }))
    return { title, rows, columns }
  }
  return null
}

/** Blank headings repeat the one before them. */
function goOn(texts: readonly string[]): string[] {
  let last = ''
  return texts.map((text) => {
    last = text || last
    return last
  })
}

/** The address of a cell as spreadsheets have it: A1. */
function addressOf(row: number, column: number): string {
  const letter = (at: number): string =>
    at < 26 ? String.fromCharCode(65 + at) : letter(Math.floor(at / 26) - 1) + letter(at % 26)
  return `${letter(column)}${row + 1}`
}
