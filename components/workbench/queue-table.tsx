'use client'

import {
  createColumnHelper,
  createSortedRowModel,
  rowSortingFeature,
  sortFns,
  tableFeatures,
  useTable,
} from '@tanstack/react-table'
import Link from 'next/link'
import type { ReactNode } from 'react'
import { ScrollContainer } from '#components/ui/data-table.tsx'

export interface QueueRow {
  readonly id: string
  readonly title: string
  readonly number: string
  readonly organisation: string
  readonly status: string
  readonly statusLabel: ReactNode
  readonly analyst: string
  readonly changedAt: string
  readonly changed: string
}

type Key = 'title' | 'number' | 'organisation' | 'status' | 'analyst' | 'changed'

const features = tableFeatures({ rowSortingFeature, sortedRowModel: createSortedRowModel(), sortFns })
const helper = createColumnHelper<typeof features, QueueRow>()

/** The queue as a table that sorts by any column; a heading says which way it sorts. */
export function QueueTable({
  rows,
  headings,
  caption,
  locale,
}: {
  rows: QueueRow[]
  headings: Readonly<Record<Key, string>>
  caption: string
  locale: string
}) {
  const compare = new Intl.Collator(locale === 'en' ? 'en' : 'da-DK', { numeric: true }).compare
  const byText =
    (key: 'title' | 'number' | 'organisation' | 'analyst' | 'status') => (a: { original: QueueRow }, b: { original: QueueRow }) =>
      compare(a.original[key], b.original[key])
  const columns = helper.columns([
    helper.accessor('title', {
      header: headings.title,
      sortFn: byText('title'),
      cell: (cell) => <Link href={`/sager/${cell.row.original.id}`}>{cell.getValue()}</Link>,
    }),
    helper.accessor('number', {
      header: headings.number,
      sortFn: byText('number'),
      cell: (cell) => <span className="st-nowrap">{cell.getValue()}</span>,
    }),
    helper.accessor('organisation', { header: headings.organisation, sortFn: byText('organisation') }),
    helper.accessor('status', {
      header: headings.status,
      sortFn: byText('status'),
      cell: (cell) => cell.row.original.statusLabel,
    }),
    helper.accessor('analyst', { header: headings.analyst, sortFn: byText('analyst') }),
    helper.accessor('changedAt', {
      header: headings.changed,
      cell: (cell) => <span className="st-nowrap">{cell.row.original.changed}</span>,
    }),
  ])
  const table = useTable({ features, data: rows, columns })
  const direction = { asc: 'ascending', desc: 'descending' } as const
  return (
    <ScrollContainer label={caption}>
      <table className="table st-table">
        <caption className="sr-only">{caption}</caption>
        <thead>
          {table.getHeaderGroups().map((group) => (
            <tr key={group.id}>
              {group.headers.map((header) => {
                const sorted = header.column.getIsSorted()
                return (
                  <th key={header.id} scope="col" aria-sort={sorted ? direction[sorted] : 'none'}>
                    <button type="button" className="st-sort" onClick={header.column.getToggleSortingHandler()}>
                      <table.FlexRender header={header} />
                      <span aria-hidden="true">{sorted === 'asc' ? ' ▲' : sorted === 'desc' ? ' ▼' : ''}</span>
                    </button>
                  </th>
                )
              })}
            </tr>
          ))}
        </thead>
        <tbody>
          {table.getRowModel().rows.map((row) => (
            <tr key={row.id}>
              {row.getAllCells().map((cell, i) =>
                i === 0 ? (
                  <th key={cell.id} scope="row">
                    <table.FlexRender cell={cell} />
                  </th>
                ) : (
                  <td key={cell.id}>
                    <table.FlexRender cell={cell} />
                  </td>
                ),
              )}
            </tr>
          ))}
        </tbody>
      </table>
    </ScrollContainer>
  )
}
