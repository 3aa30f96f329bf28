'use client'

import { createColumnHelper, tableFeatures, useTable } from '@tanstack/react-table'
import Link from 'next/link'
import { StatusLabel } from '#components/labels/status-label.tsx'
import { ScrollContainer } from '#components/ui/data-table.tsx'
import { fieldId } from '#components/ui/form-field.tsx'
import type { OrderStatus, Resolution } from '#lib/orders/lifecycle.ts'
import type { DueText } from './due-text.ts'
import { QueueNewsBar } from './queue-news-bar.tsx'
import { useQueueNews } from './use-queue-news.ts'

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
type Column = (typeof COLUMNS)[number]
export type QueueTableTexts = Readonly<Record<Column | 'pick' | 'caption' | 'hint' | 'changed', string>>

/** A heading the whole queue can be ordered by: where choosing it leads, and how the queue is ordered by it now. */
export interface HeadingLink {
  readonly href: string
  readonly sorted: 'ascending' | 'descending' | null
}

const features = tableFeatures({})
const helper = createColumnHelper<typeof features, QueueLine>()
const columns = helper.columns(COLUMNS.map((column) => helper.accessor((line) => line[column], { id: column })))

/** One page of the queue, in the order the database gives; a heading orders all cases, not the page. */
export function QueueTable({
  rows,
  texts,
  headings,
  news: address,
}: {
  rows: readonly QueueLine[]
  texts: QueueTableTexts
  headings: Readonly<Partial<Record<Column, HeadingLink>>>
  /** Where to ask whether the page would be different now. */
  news: string
}) {
  const { news, isSilent } = useQueueNews(address, rows)
  const table = useTable({ features, data: rows, columns })
  return (
    <>
      <p className="form-hint" id="queue-hint">
        {texts.hint}
      </p>
      <ScrollContainer label={texts.caption}>
        <table className="table st-table wb-queue" aria-describedby="queue-hint">
          <caption className="sr-only">{texts.caption}</caption>
          <thead>
            {table.getHeaderGroups().map((group) => (
              <tr key={group.id}>
                <th scope="col">{texts.pick}</th>
                {group.headers.map((header) => (
                  <Heading key={header.id} text={texts[header.id as Column]} link={headings[header.id as Column] ?? null} />
                ))}
              </tr>
            ))}
          </thead>
          <tbody>
            {table.getRowModel().rows.map(({ original: line }, i) => (
              <QueueRow
                key={line.id}
                line={line}
                pickId={i === 0 ? fieldId('order') : `pick-${line.id}`}
                pick={texts.pick}
                changed={news.changed.has(line.id) ? texts.changed : null}
              />
            ))}
          </tbody>
        </table>
      </ScrollContainer>
      <QueueNewsBar news={news} isSilent={isSilent} />
    </>
  )
}

function Heading({ text, link }: { text: string; link: HeadingLink | null }) {
  if (!link) return <th scope="col">{text}</th>
  return (
    <th scope="col" aria-sort={link.sorted ?? 'none'}>
      <Link className="wb-sort" href={link.href} scroll={false}>
        {text}
        <span className="wb-sort-mark" aria-hidden="true">
          {link.sorted === 'ascending' ? ' ▲' : link.sorted === 'descending' ? ' ▼' : ''}
        </span>
      </Link>
    </th>
  )
}

/** The first row's box carries the field's own id: the summary of what went wrong leads to it. */
function QueueRow({
  line,
  pickId,
  pick,
  changed,
}: {
  line: QueueLine
  pickId: string
  pick: string
  /** The word for a case that somebody changed since the page was made; null for the others. */
  changed: string | null
}) {
  return (
    <tr className={changed === null ? undefined : 'wb-changed'}>
      <td>
        {changed === null ? null : (
          <span className="wb-changed-mark" title={changed}>
            <span aria-hidden="true">●</span>
            <span className="sr-only">{changed}</span>
          </span>
        )}
        <span className="form-group-checkbox wb-pick">
          <input type="checkbox" className="form-checkbox" id={pickId} name="order" value={`${line.id}:${line.version}`} />
          <label htmlFor={pickId}>
            <span className="sr-only">
              {pick} {line.number}
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
  )
}
