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
import { StatusLabel } from '#components/labels/status-label.tsx'
import { ScrollContainer } from '#components/ui/data-table.tsx'
import { fieldId } from '#components/ui/form-field.tsx'
import type { OrderStatus, Resolution } from '#lib/orders/lifecycle.ts'
import type { DueText } from './due-text.ts'

export interface QueueLine {
  readonly id: string
  /** The version the reader sees: what she does to it is bound to that. */
  readonly version: number
  readonly number: string
  readonly title: string
  readonly organisation: string
  readonly status: OrderStatus
  readonly resolution: Resolution | null
  readonly ball: string
  readonly analyst: string
  readonly due: DueText
}

const COLUMNS = ['number', 'title', 'organisation', 'status', 'ball', 'analyst', 'due'] as const
export type QueueTableTexts = Readonly<
  Record<(typeof COLUMNS)[number] | 'pick' | 'caption' | 'hint' | 'ascending' | 'descending', string>
>

const features = tableFeatures({ rowSortingFeature, sortedRowModel: createSortedRowModel(), sortFns })
const helper = createColumnHelper<typeof features, QueueLine>()

/** One page of the queue. Sorting is the browser's: the page's own rows, in the order of the reader's language. */
export function QueueTable({ rows, texts, locale }: { rows: readonly QueueLine[]; texts: QueueTableTexts; locale: string }) {
  const words = new Intl.Collator(locale === 'en' ? 'en' : 'da', { numeric: true })
  const keyOf = (line: QueueLine, column: (typeof COLUMNS)[number]) => (column === 'due' ? line.due.sortKey : line[column])
  const columns = helper.columns(
    COLUMNS.map((column) =>
      helper.accessor((line) => keyOf(line, column), {
        id: column,
        header: texts[column],
        sortFn: (a, b) => words.compare(keyOf(a.original, column), keyOf(b.original, column)),
      }),
    ),
  )
  const table = useTable({ features, data: rows, columns })
  return (
    <>
      <p className="form-hint" id="queue-hint">
        {texts.hint}
      </p>
      <ScrollContainer label={texts.caption}>
        <table className="table st-table" aria-describedby="queue-hint">
          <caption className="sr-only">{texts.caption}</caption>
          <thead>
            {table.getHeaderGroups().map((group) => (
              <tr key={group.id}>
                <th scope="col">{texts.pick}</th>
                {group.headers.map((header) => {
                  const sorted = header.column.getIsSorted()
                  return (
                    <th
                      key={header.id}
                      scope="col"
                      aria-sort={sorted === 'asc' ? 'ascending' : sorted === 'desc' ? 'descending' : 'none'}
                    >
                      <button type="button" className="wb-sort" onClick={header.column.getToggleSortingHandler()}>
                        <table.FlexRender header={header} />
                        <span className="wb-sort-mark" aria-hidden="true">
                          {sorted === 'asc' ? ' ▲' : sorted === 'desc' ? ' ▼' : ''}
                        </span>
                      </button>
                    </th>
                  )
                })}
              </tr>
            ))}
          </thead>
          <tbody>
            {table.getRowModel().rows.map(({ original: line }, i) => (
              <tr key={line.id}>
                <td>
                  <span className="form-group-checkbox wb-pick">
                    <input
                      type="checkbox"
                      className="form-checkbox"
                      id={pickId(line, i)}
                      name="order"
                      value={`${line.id}:${line.version}`}
                    />
                    <label htmlFor={pickId(line, i)}>
                      <span className="sr-only">
                        {texts.pick} {line.number}
                      </span>
                    </label>
                  </span>
                </td>
                <td className="st-nowrap">{line.number}</td>
                <th scope="row">
                  <Link href={`/sager/${line.id}`}>{line.title}</Link>
                </th>
                <td>{line.organisation}</td>
                <td>
                  <StatusLabel status={line.status} resolution={line.resolution} reader="analyst" />
                </td>
                <td>{line.ball}</td>
                <td>{line.analyst}</td>
                <td className={line.due.tone === 'calm' ? '' : `wb-${line.due.tone}`}>{line.due.text}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </ScrollContainer>
    </>
  )
}

/** The first box carries the field's own id: the summary of what went wrong leads to it. */
function pickId(line: QueueLine, i: number): string {
  return i === 0 ? fieldId('order') : `pick-${line.id}`
}
