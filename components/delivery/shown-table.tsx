import { getTranslations } from 'next-intl/server'
import type { ShownValues } from '#components/delivery/cell-values.ts'
import { cellValues, tableName } from '#components/delivery/cell-values.ts'
import { DeliveryLegend, DeliveryTable } from '#components/delivery/delivery-table.tsx'
import { LargeTable } from '#components/delivery/large-table.tsx'
import { PAGE_COLUMNS, PAGE_ROWS, TablePages } from '#components/delivery/table-pages.tsx'
import type { Locale } from '#lib/catalogue/local-text.ts'
import { type DeliveryDocument, HIDDEN_MARK } from '#lib/release/delivery-document.ts'
import { sliceDocument } from '#lib/release/slice-document.ts'

/** Cells up to which a table is an ordinary one: every browser draws that many without delay. */
const MOST_PLAIN = 4_000

interface Props {
  readonly document: DeliveryDocument
  readonly values: ShownValues
  readonly threshold: number
  /** The table's own view as in an address, without the question mark; null where it can't be sorted. */
  readonly query: string | null
  readonly sortedBy: number | null
  readonly fromRow: number
  readonly fromColumn: number
  readonly locale: Locale
}

/** A delivered table as suits its size: as it is, or in a box that draws what is seen, with pages for readers without scripts. */
export async function ShownTable({ document, values, threshold, query, sortedBy, fromRow, fromColumn, locale }: Props) {
  const t = await getTranslations('requester.delivery')
  const { rows, columns, rowAxes } = document.grid
  const sortHref = query === null ? undefined : (c: number | null) => addressOf(query, c === null ? {} : { sorter: c })
  if (rows.length * columns.length <= MOST_PLAIN)
    return (
      <DeliveryTable
        document={document}
        values={values}
        threshold={threshold}
        {...(sortHref && { sortHref })}
        sortedBy={sortedBy}
      />
    )
  const [row, column] = [Math.min(fromRow, rows.length - 1), Math.min(fromColumn, columns.length - 1)]
  const part = sliceDocument(document, { fromRow: row, rows: PAGE_ROWS, fromColumn: column, columns: PAGE_COLUMNS })
  const sorted = sortedBy === null ? {} : { sorter: sortedBy }
  return (
    <>
      <LargeTable
        rowAxes={rowAxes}
        rows={rows.map(({ labels, isMargin }) => ({ labels, isMargin }))}
        columns={columns.map(({ labels, isMargin }) => ({ label: labels.join(', ') || t('table'), isMargin }))}
        cells={cellValues(document, values)}
        sortBase={query === null ? null : `?${query}`}
        sortedBy={sortedBy}
        locale={locale}
        text={{
          label: tableName(document, values),
          hidden: t('hidden'),
          hiddenMark: HIDDEN_MARK,
          sort: t('sort'),
          unsort: t('unsort'),
        }}
      >
        <TablePages
          rows={rows.length}
          columns={columns.length}
          fromRow={row}
          fromColumn={column}
          hrefOf={(r, c) => addressOf(query ?? '', { ...sorted, fra: r, kolonne: c })}
        />
        <DeliveryTable
          document={part}
          values={values}
          threshold={threshold}
          {...(sortHref && { sortHref: (c: number | null) => sortHref(c === null ? null : c + column) })}
          sortedBy={sortedBy === null ? null : sortedBy - column}
          hasLegend={false}
        />
      </LargeTable>
      <DeliveryLegend threshold={threshold} />
    </>
  )
}

function addressOf(query: string, more: Readonly<Record<string, number>>): string {
  const params = new URLSearchParams(query)
  for (const [name, value] of Object.entries(more)) params.set(name, String(value))
  return `?${params}#tabel`
}
