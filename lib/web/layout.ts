import { parse } from 'csv-parse/sync'
import { findRegister } from '#lib/catalogue/catalogue.ts'
import { type LayoutRows, readLayout } from '#lib/catalogue/layout/read-layout.ts'
import { loadCatalogue } from '#lib/catalogue/queries.ts'
import { type Actor, dbContextOf } from '#lib/identity/actor.ts'
import { ok, refuse } from '#lib/kernel/result.ts'
import { exampleTable } from '#lib/orders/example-table.ts'
import { inTransaction } from '#lib/platform/db.ts'
import { writeComposition } from '#lib/web/composition-form.ts'

const MOST_ROWS = 6_000

/** The cells of a table as pasted from a spreadsheet or saved as CSV: by tabulators, semicolons or commas, whichever the text has. */
export function layoutRows(text: string): LayoutRows {
  const plain = text.replace(/^\ufeff/, '')
  const delimiter = plain.includes('\t') ? '\t' : plain.includes(';') ? ';' : ','
  const options = {
    delimiter,
    relax_column_count: true,
    relax_quotes: true,
    skip_empty_lines: false,
    to_line: MOST_ROWS,
  } as const
  return parse(plain, options)
}

/** The composer's address for the table somebody drew; its years and what is counted are chosen there. */
export async function layoutAddress(actor: Actor, input: { readonly register: string; readonly layout: string }) {
  const catalogue = await inTransaction(dbContextOf(actor), loadCatalogue)
  const register = findRegister(catalogue, input.register)
  const base = register && exampleTable(register, actor.locale)
  if (!register || !base) return refuse('unknown-register', { register: input.register })
  const layout = readLayout(layoutRows(input.layout), register, catalogue)
  if (!layout.ok) return layout
  const { title, rows, columns } = layout.value
  const specification = { ...base, title: title.slice(0, 200) || base.title, rows: [...rows], columns: [...columns] }
  return ok({ address: `/ny?${new URLSearchParams(writeComposition(specification))}` })
}
