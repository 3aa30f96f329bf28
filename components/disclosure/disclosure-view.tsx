import { NextIntlClientProvider } from 'next-intl'
import { getMessages } from 'next-intl/server'
import { DisclosureTable, type DisclosureTableProps } from './disclosure-table.tsx'
import { LargeTable } from './large-table.tsx'
import { packTable } from './packed-table.ts'
import { disclosureHref, WINDOW_COLUMNS, WINDOW_ROWS } from './table-window.ts'
import { TableWindows } from './table-windows.tsx'

/** The table: whole where it fits on a page; else a grid that draws what is in sight, and window by window without scripts. */
export async function DisclosureView(props: DisclosureTableProps) {
  const { grid, counts, confidential, choices, orderId, title, threshold, locale } = props
  if (grid.rows.length <= WINDOW_ROWS && grid.columns.length <= WINDOW_COLUMNS) return <DisclosureTable {...props} />
  const { analyst } = await getMessages()
  return (
    <>
      <NextIntlClientProvider messages={{ analyst: { grid: analyst.grid } }}>
        <LargeTable
          table={packTable(grid, counts, confidential)}
          title={title}
          pageAddress={disclosureHref(orderId, { ...choices, fromRow: 0, fromColumn: 0, cell: null })}
          chosen={choices.cell}
          threshold={threshold}
          locale={locale}
        />
      </NextIntlClientProvider>
      <noscript>
        <TableWindows orderId={orderId} choices={choices} rows={grid.rows.length} columns={grid.columns.length} />
        <DisclosureTable {...props} />
      </noscript>
    </>
  )
}
