import { ok, type Result, refuse } from '#lib/kernel/result.ts'
import { openWorkbook } from './open-workbook.ts'
import { EMPTY_CELL, type RawTable } from './raw-table.ts'
import { attribute, plainText, readDateStyles, readSharedTexts, readSheet, type SheetRow } from './read-sheet.ts'
import { UPLOAD_LIMITS } from './upload-limits.ts'
import type { UploadRefusal } from './upload-refusal.ts'

/** Reads one sheet of an XLSX workbook: the one named, or the first that is not hidden. */
export async function readWorkbook(bytes: Uint8Array, wanted: string | null): Promise<Result<RawTable, UploadRefusal>> {
  const opened = await openWorkbook(bytes)
  if (!opened.ok) return opened
  try {
    const part = async (name: string) => {
      const xml = await opened.value(name)
      // Entities of its own are a way to make a small file large; no spreadsheet program writes them.
      if (xml && /<!DOCTYPE|<!ENTITY/.test(xml)) throw new Error('the part declares entities')
      return xml
    }
    const workbook = await part('xl/workbook.xml')
    if (!workbook) return refuse('upload-unknown-format')
    const sheets = sheetsOf(workbook, (await part('xl/_rels/workbook.xml.rels')) ?? '')
    const sheet = sheets.find(({ name }) => name === wanted) ?? sheets.find(({ isHidden }) => !isHidden)
    const xml = sheet && (await part(sheet.part))
    if (!sheet || !xml) return refuse('upload-no-sheet')
    const context = {
      sharedTexts: readSharedTexts((await part('xl/sharedStrings.xml')) ?? ''),
      dateStyles: readDateStyles((await part('xl/styles.xml')) ?? ''),
    }
    const names = sheets.filter(({ isHidden }) => !isHidden).map(({ name }) => name)
    return tableOf(readSheet(xml, context, UPLOAD_LIMITS.rows + 1), names, sheet.name)
  } catch {
    return refuse('upload-damaged')
  }
}

function tableOf(all: readonly SheetRow[], sheets: readonly string[], sheet: string): Result<RawTable, UploadRefusal> {
  const [head, ...rows] = all.filter(({ cells }) => cells.some(({ kind }) => kind !== 'empty'))
  if (!head) return refuse('upload-empty')
  const width = head.cells.findLastIndex(({ kind }) => kind !== 'empty') + 1
  if (rows.length > UPLOAD_LIMITS.rows || rows.length * width > UPLOAD_LIMITS.cells) return refuse('upload-too-large')
  const long = rows.find(({ cells }) => cells.some(({ kind }, column) => column >= width && kind !== 'empty'))
  if (long) return refuse('upload-uneven-rows', { line: long.number })
  return ok({
    format: 'xlsx',
    writtenAs: null,
    sheets,
    sheet,
    header: head.cells.slice(0, width).map(({ text }) => text),
    rows: rows.map(({ cells }) => Array.from({ length: width }, (_, column) => cells[column] ?? EMPTY_CELL)),
    rowNumbers: Int32Array.from(rows, ({ number }) => number),
    hiddenRows: rows.filter(({ isHidden }) => isHidden).map(({ number }) => number),
  })
}

interface Sheet {
  readonly name: string
  readonly isHidden: boolean
  readonly part: string
}

function sheetsOf(workbook: string, relations: string): Sheet[] {
  const targets = new Map(
    Array.from(relations.matchAll(/<(?:\w+:)?Relationship\b([^>]*?)\/?>/g), ([, own = '']) => [
      attribute(own, 'Id'),
      attribute(own, 'Target'),
    ]),
  )
  return Array.from(workbook.matchAll(/<(?:\w+:)?sheet\b([^>]*?)\/?>/g), ([, own = '']) => ({
    name: plainText(attribute(own, 'name')),
    isHidden: /hidden/i.test(attribute(own, 'state')),
    part: partName(targets.get(attribute(own, 'id')) ?? ''),
  }))
}

function partName(target: string): string {
  return target.startsWith('/') ? target.slice(1) : `xl/${target}`
}
